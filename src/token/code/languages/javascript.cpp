// JavaScript and TypeScript: what rules/languages/javascript.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/syntax/reader.h"

#include <utility>

extern "C" const TSLanguage* tree_sitter_javascript(void);
extern "C" const TSLanguage* tree_sitter_tsx(void);
extern "C" const TSLanguage* tree_sitter_typescript(void);

namespace patdown {
namespace {

// Of `y as z` both; of `y` that twice.
std::pair<std::string, std::string> names_of(SyntaxReader& reader, const Syntax& specifier) {
  std::string name;
  std::string alias;
  for (const Syntax& child : children_of(specifier)) {
    if (child.field == "name") name = reader.spelled(child);
    if (child.field == "alias") alias = reader.spelled(child);
  }
  if (alias.empty()) alias = name;
  return {name, alias};
}

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
    const auto [name, alias] = names_of(reader_, specifier);
    bind(specifier, alias, {module_, name});
  }

  SyntaxReader& reader_;
  std::vector<Node>& out_;
  std::string module_;
};

void read_import(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const ImportStatement statement(reader, syntax, out);
}

// What importers may name: a declaration, what stands for "default", names of other modules.
class ExportStatement {
 public:
  ExportStatement(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out)
      : reader_(reader), out_(out) {
    const std::vector<Syntax> children = children_of(syntax);
    for (const Syntax& child : children) {
      if (child.field == "source") module_ = reader_.value(child).text;
    }
    for (std::size_t k = 0; k < children.size(); ++k) {
      const Syntax& child = children[k];
      const std::string type = k > 0 ? std::string(children[k - 1].type()) : "";
      read(child, type);
    }
  }

 private:
  void read(const Syntax& child, const std::string& before) {
    if (child.field == "value" || before == "default") {
      read_default(child);
    } else if (before == "=") {
      // TypeScript's `export = x`
      Node whole = reader_.make(NodeKind::field, child, "exports");
      whole.children.push_back(reader_.make(NodeKind::name, child, "module"));
      assign(child, std::move(whole), reader_.value(child));
    } else if (child.type() == "export_clause") {
      for (const Syntax& specifier : reader_.children(child)) read_specifier(specifier);
    } else if (child.type() == "namespace_export") {
      for (const Syntax& name : reader_.children(child)) bind(child, reader_.spelled(name), "");
    } else if (child.type() == "*") {
      out_.push_back(reader_.called(child, "import", {module_, "*"}));
    } else if (child.named() && child.field != "source") {
      reader_.statement(child, out_);
    }
  }

  void assign(const Syntax& at, Node target, Node value) {
    Node made = reader_.make(NodeKind::assign, at, "=");
    made.children.push_back(std::move(target));
    made.children.push_back(std::move(value));
    out_.push_back(std::move(made));
  }

  // `export default x` is what importers call "default".
  void assign_default(const Syntax& at, Node value) {
    Node target = reader_.make(NodeKind::field, at, "default");
    target.children.push_back(reader_.make(NodeKind::name, at, "exports"));
    assign(at, std::move(target), std::move(value));
  }

  void read_default(const Syntax& child) {
    const bool declares = child.field == "declaration" || child.type() == "class";
    if (!declares) return assign_default(child, reader_.value(child));
    reader_.statement(child, out_);
    for (const Syntax& part : children_of(child)) {
      if (part.field != "name") continue;
      return assign_default(child, reader_.make(NodeKind::name, part, reader_.spelled(part)));
    }
  }

  // `export { y as z }`, `export { y as z } from 'm'`
  void read_specifier(const Syntax& specifier) {
    const auto [name, alias] = names_of(reader_, specifier);
    if (!module_.empty()) {
      bind(specifier, alias, name);
    } else if (alias == "default") {
      assign_default(specifier, reader_.make(NodeKind::name, specifier, name));
    } else if (alias != name) {
      assign(specifier, reader_.make(NodeKind::name, specifier, alias),
             reader_.make(NodeKind::name, specifier, name));
    }
  }

  void bind(const Syntax& at, const std::string& local, const std::string& member) {
    Node import = member.empty() ? reader_.called(at, "import", {module_})
                                 : reader_.called(at, "import", {module_, member});
    if (local == "default") return assign_default(at, std::move(import));
    assign(at, reader_.make(NodeKind::name, at, local), std::move(import));
  }

  SyntaxReader& reader_;
  std::vector<Node>& out_;
  std::string module_;
};

void read_export(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const ExportStatement statement(reader, syntax, out);
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
          .cases_compare = true,
          .cases_fall_through = true,
          .finish_call = finish_call};
}

}  // namespace

const Dialect javascript_dialect = dialect("JavaScript", tree_sitter_javascript);
const Dialect tsx_dialect = dialect("TypeScript", tree_sitter_tsx);
const Dialect typescript_dialect = dialect("TypeScript", tree_sitter_typescript);

}  // namespace patdown
