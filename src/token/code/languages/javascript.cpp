// JavaScript and TypeScript: what rules/languages/javascript.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/syntax/reader.h"

#include <utility>

extern "C" const TSLanguage* tree_sitter_javascript(void);
extern "C" const TSLanguage* tree_sitter_tsx(void);
extern "C" const TSLanguage* tree_sitter_typescript(void);

namespace patdown {
namespace {

class ImportStatement {
 public:
  ImportStatement(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out)
      : reader_(reader), out_(out) {
    std::vector<Syntax> clauses;
    for (const Syntax& child : children_of(syntax)) {
      if (child.field == "source") set_module(child);
      if (child.type() == "import_clause" || child.type() == "import_require_clause")
        clauses.push_back(child);
    }
    if (clauses.empty()) out_.push_back(reader_.called(syntax, "import", {module_}));
    for (const Syntax& clause : clauses) read(clause);
  }

 private:
  void set_module(const Syntax& source) { module_ = reader_.value(source).text; }

  void bind(const Syntax& at, std::string local, std::vector<std::string> of) {
    Node assign = reader_.make(NodeKind::assign, at, "=");
    assign.children.push_back(reader_.make(NodeKind::name, at, std::move(local)));
    assign.children.push_back(reader_.called(at, "import", std::move(of)));
    out_.push_back(std::move(assign));
  }

  void read(const Syntax& clause) {
    const bool whole = clause.type() == "import_require_clause";
    for (const Syntax& child : children_of(clause))
      if (child.field == "source") set_module(child);
    for (const Syntax& child : children_of(clause)) {
      if (child.type() == "identifier") {
        if (whole)
          bind(child, reader_.spelled(child), {module_});
        else
          bind(child, reader_.spelled(child), {module_, "default"});
      } else if (child.type() == "namespace_import") {
        for (const Syntax& name : reader_.children(child))
          bind(child, reader_.spelled(name), {module_});
      } else if (child.type() == "named_imports") {
        for (const Syntax& specifier : reader_.children(child)) read_specifier(specifier);
      }
    }
  }

  // `y as z`
  void read_specifier(const Syntax& specifier) {
    std::string name;
    std::string alias;
    for (const Syntax& child : children_of(specifier)) {
      if (child.field == "name") name = reader_.spelled(child);
      if (child.field == "alias") alias = reader_.spelled(child);
    }
    bind(specifier, alias.empty() ? name : alias, {module_, name});
  }

  SyntaxReader& reader_;
  std::vector<Node>& out_;
  std::string module_;
};

void read_import(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const ImportStatement statement(reader, syntax, out);
}

// `export default x` is what importers call "default".
void read_export(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  for (const Syntax& child : children_of(syntax)) {
    if (child.field != "value") {
      if (child.named()) reader.statement(child, out);
      continue;
    }
    Node assign = reader.make(NodeKind::assign, child, "=");
    assign.children.push_back(reader.make(NodeKind::field, child, "default"));
    assign.children[0].children.push_back(reader.make(NodeKind::name, child, "exports"));
    assign.children.push_back(reader.value(child));
    out.push_back(std::move(assign));
  }
}

// require('m')
void finish_call(Node& call) {
  if (call.text == "require" && call.children.empty() && call.args.size() == 1 &&
      call.args[0].value.kind == NodeKind::text)
    call.text = "import";
}

constexpr std::string_view tables[] = {"javascript"};
constexpr DialectRole roles[] = {{"js-import", read_import}, {"js-export", read_export}};

constexpr Dialect dialect(std::string_view name, const TSLanguage* (*language)()) {
  return {.name = name,
          .tables = tables,
          .language = language,
          .roles = roles,
          .constructor = "constructor",
          .main_guard = "require.main",
          .finish_call = finish_call};
}

}  // namespace

const Dialect javascript_dialect = dialect("JavaScript", tree_sitter_javascript);
const Dialect tsx_dialect = dialect("TypeScript", tree_sitter_tsx);
const Dialect typescript_dialect = dialect("TypeScript", tree_sitter_typescript);

}  // namespace patdown
