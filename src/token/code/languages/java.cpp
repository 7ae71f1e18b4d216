// Java: what rules/languages/java.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/syntax/reader.h"

#include <utility>

extern "C" const TSLanguage* tree_sitter_java(void);

namespace patdown {
namespace {

// import a.b.C; import a.b.*; import static a.B.f;
void read_import(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string module;
  bool all = false;
  bool member = false;
  for (const Syntax& child : children_of(syntax)) {
    if (child.type() == "identifier" || child.type() == "scoped_identifier")
      module = reader.spelled(child);
    all = all || child.type() == "asterisk";
    member = member || child.type() == "static";
  }
  if (all) {
    out.push_back(reader.called(syntax, "import", {module, "*"}));
    return;
  }
  const std::size_t dot = module.rfind('.');
  const std::string local = module.substr(dot + 1);
  std::vector<std::string> texts = {module};
  if (member && dot != std::string::npos) texts = {module.substr(0, dot), local};
  Node assign = reader.make(NodeKind::assign, syntax, "=");
  assign.children.push_back(reader.make(NodeKind::name, syntax, local));
  assign.children.push_back(reader.called(syntax, "import", std::move(texts)));
  out.push_back(std::move(assign));
}

constexpr std::string_view tables[] = {"java"};
constexpr DialectRole roles[] = {{"java-import", read_import}};

}  // namespace

const Dialect java_dialect = {.name = "Java",
                              .tables = tables,
                              .language = tree_sitter_java,
                              .roles = roles,
                              .members_by_name = true};

}  // namespace patdown
