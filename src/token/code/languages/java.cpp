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

// What `@Qualifier("x")`, `@Named("x")` or `@Value("x")` says among the modifiers of a field.
std::string told_by_annotation(SyntaxReader& reader, const Syntax& modifiers) {
  for (const Syntax& one : children_of(modifiers)) {
    const auto name = reader.part(one, SyntaxPart::name);
    const auto given = reader.part(one, SyntaxPart::arguments);
    if (!name || !given) continue;
    const std::string which = reader.spelled(*name);
    if (which != "Qualifier" && which != "Named" && which != "Value") continue;
    std::vector<Arg> args;
    reader.arguments(*given, args);
    if (!args.empty() && args[0].value.kind == NodeKind::text) return args[0].value.text;
  }
  return {};
}

// private final WebClient client; whoever makes the object sets it
void read_field(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string told;
  std::string type;
  for (const Syntax& child : children_of(syntax)) {
    if (child.type() == "modifiers") told = told_by_annotation(reader, child);
    if (child.field == "type" && !child.type().ends_with("_type")) type = reader.spelled(child);
    if (child.type() == "generic_type") type = reader.spelled(child);
    if (reader.role(child) != SyntaxRole::declare || type.empty()) continue;
    const auto name = reader.part(child, SyntaxPart::name);
    if (!name || reader.part(child, SyntaxPart::value)) continue;
    std::vector<std::string> texts = {reader.class_name(), reader.spelled(*name), type};
    if (!told.empty()) texts.push_back(told);
    out.push_back(reader.called(child, "unset_field", std::move(texts)));
  }
  reader.statements(syntax, out);
}

constexpr std::string_view tables[] = {"java"};
constexpr DialectRole roles[] = {{"java-import", read_import}, {"java-field", read_field}};

}  // namespace

const Dialect java_dialect = {.name = "Java",
                              .tables = tables,
                              .language = tree_sitter_java,
                              .roles = roles,
                              .members_by_name = true};

}  // namespace patdown
