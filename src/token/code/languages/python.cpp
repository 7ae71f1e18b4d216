// Python: what rules/languages/python.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/syntax/reader.h"

#include <utility>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace patdown {
namespace {

struct Imported {
  Syntax at;
  std::string name;
  std::string alias;  // empty if there is none
};

// `a.b as c`
Imported imported(const SyntaxReader& reader, const Syntax& syntax) {
  Imported found{syntax, reader.spelled(syntax), ""};
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "name") found.name = reader.spelled(child);
    if (child.field == "alias") found.alias = reader.spelled(child);
  }
  return found;
}

Node bound(const SyntaxReader& reader, const Syntax& at, std::string local, Node import) {
  Node assign = reader.make(NodeKind::assign, at, "=");
  assign.children.push_back(reader.make(NodeKind::name, at, std::move(local)));
  assign.children.push_back(std::move(import));
  return assign;
}

void read_import(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  for (const Syntax& child : children_of(syntax)) {
    if (child.field != "name") continue;
    Imported found = imported(reader, child);
    // Without an alias the package at the top is bound.
    if (found.alias.empty()) found.alias = found.name = found.name.substr(0, found.name.find('.'));
    out.push_back(bound(reader, child, found.alias, reader.called(child, "import", {found.name})));
  }
}

void read_import_from(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string module;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "module_name") module = reader.spelled(child);
    if (child.type() == "wildcard_import")
      out.push_back(reader.called(child, "import", {module, "*"}));
    if (child.field != "name") continue;
    const Imported found = imported(reader, child);
    out.push_back(bound(reader, child, found.alias.empty() ? found.name : found.alias,
                        reader.called(child, "import", {module, found.name})));
  }
}

// `with open(x) as y`: y is what `__enter__` gives.
void read_with(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const std::vector<Syntax> items = children_of(syntax);
  if (items.empty()) return;
  const std::vector<Syntax> parts = children_of(items.front());
  if (items.front().type() != "as_pattern" || parts.size() < 2) {
    out.push_back(reader.value(items.front()));
    return;
  }
  Node enter = reader.make(NodeKind::call, syntax, "__enter__");
  enter.children.push_back(reader.value(parts.front()));
  Node assign = reader.make(NodeKind::assign, syntax, "=");
  assign.children.push_back(reader.value(parts.back()));
  assign.children.push_back(std::move(enter));
  out.push_back(std::move(assign));
}

// global a, b
void read_global(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& /*out*/) {
  for (const Syntax& name : reader.children(syntax))
    reader.declare_outside(reader.spelled(name), "global");
}

void read_nonlocal(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& /*out*/) {
  for (const Syntax& name : reader.children(syntax))
    reader.declare_outside(reader.spelled(name), "nonlocal");
}

constexpr std::string_view tables[] = {"python"};
constexpr DialectRole roles[] = {{"python-import", read_import},
                                 {"python-import-from", read_import_from},
                                 {"python-with", read_with},
                                 {"python-global", read_global},
                                 {"python-nonlocal", read_nonlocal}};

}  // namespace

const Dialect python_dialect = {.name = "Python",
                                .tables = tables,
                                .language = tree_sitter_python,
                                .roles = roles,
                                .constructor = "__init__",
                                .main_guard = "__name__",
                                .self_is_parameter = true,
                                .fields_construct = true,
                                .cases_compare = true};

}  // namespace patdown
