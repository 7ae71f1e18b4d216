// Go: what rules/languages/go.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/languages/go_types.h"
#include "token/code/syntax/reader.h"

#include <algorithm>
#include <utility>

extern "C" const TSLanguage* tree_sitter_go(void);

namespace patdown {
namespace {

// What a package is called when nobody names it: the last part of its path that is no version.
// "…/azuredevops/v7" → "azuredevops", "gopkg.in/yaml.v3" → "yaml",
// "…/go-git" → "git"
std::string package_name(std::string_view module) {
  const auto is_version = [](std::string_view part) {
    return part.size() > 1 && part.front() == 'v' &&
           part.find_first_not_of("0123456789", 1) == std::string_view::npos;
  };
  std::string_view last = module.substr(module.rfind('/') + 1);
  if (is_version(last) && last.size() < module.size()) {
    module.remove_suffix(last.size() + 1);
    last = module.substr(module.rfind('/') + 1);
  }
  const std::size_t dot = last.rfind('.');
  if (dot != std::string_view::npos && is_version(last.substr(dot + 1))) last = last.substr(0, dot);
  // No name has a dash: "go-git" is git.
  if (last.starts_with("go-")) last.remove_prefix(3);
  if (last.ends_with("-go")) last.remove_suffix(3);
  return std::string(last);
}

// import ("fmt"; az "…/azuredevops"; . "dot"; _ "side")
void read_import(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  for (const Syntax& spec :
       find_below(syntax, [](const Syntax& node) { return node.type() == "import_spec"; })) {
    std::string local;
    std::string module;
    for (const Syntax& child : children_of(spec)) {
      if (child.field == "name") local = reader.source(child);
      if (child.field == "path") module = reader.value(child).text;
    }
    if (local == ".") {
      out.push_back(reader.called(spec, "import", {module, "*"}));
      continue;
    }
    if (local == "_") {
      out.push_back(reader.called(spec, "import", {module}));
      continue;
    }
    if (local.empty()) local = package_name(module);
    Node assign = reader.make(NodeKind::assign, spec, "=");
    assign.children.push_back(reader.make(NodeKind::name, spec, local));
    assign.children.push_back(reader.called(spec, "import", {module}));
    out.push_back(std::move(assign));
  }
}

bool is_keyed(const Syntax& syntax) {
  return syntax.type() == "keyed_element";
}

// {a, b} or {k: v} without its type.
void read_literal(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const std::vector<Syntax> elements = reader.children(syntax);
  if (!elements.empty() && is_keyed(elements.front())) {
    Node map = reader.make(NodeKind::map, syntax);
    reader.entries(syntax, map.args);
    for (Arg& entry : map.args) {
      // What stands exported there is a field's name.
      const bool field = !entry.key.empty() && entry.key[0].kind == NodeKind::name &&
                         entry.key[0].text[0] >= 'A' && entry.key[0].text[0] <= 'Z';
      if (!field) continue;
      entry.name = entry.key[0].text;
      entry.key.clear();
    }
    out.push_back(std::move(map));
    return;
  }
  Node list = reader.make(NodeKind::list, syntax);
  for (const Syntax& element : elements) list.children.push_back(reader.value(element));
  out.push_back(std::move(list));
}

// T{a, F: b}
void read_object(SyntaxReader& reader, const Syntax& body, Node& call) {
  for (const Syntax& element : reader.children(body)) {
    Arg given;
    if (is_keyed(element)) {
      const auto key = reader.part(element, SyntaxPart::key);
      const auto worth = reader.part(element, SyntaxPart::value);
      if (!key || !worth) continue;
      given.name = reader.source(*key);
      given.value = reader.value(*worth);
    } else {
      given.value = reader.value(element);
    }
    call.args.push_back(std::move(given));
  }
}

// http.Header{"Authorization": …}: a map under a name; fields of structs are never in quotes.
bool has_text_keys(SyntaxReader& reader, const Syntax& body) {
  const std::vector<Syntax> elements = reader.children(body);
  if (elements.empty() || !is_keyed(elements.front())) return false;
  const auto key = reader.part(elements.front(), SyntaxPart::key);
  return key && reader.source(*key).find_first_of("\"`") == 0;
}

void read_composite(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::vector<Syntax> type;
  std::vector<Syntax> body;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "type") type.push_back(child);
    if (child.field == "body") body.push_back(child);
  }
  if (type.empty() || body.empty()) return;
  const std::string_view kind = type[0].type();
  const bool collects = kind == "map_type" || kind == "slice_type" || kind == "array_type" ||
                        kind == "implicit_length_array_type" || has_text_keys(reader, body[0]);
  if (collects) return read_literal(reader, body[0], out);
  Node call = reader.created(syntax, type[0]);
  read_object(reader, body[0], call);
  out.push_back(std::move(call));
}

// func (c *Client) Do(…)
void read_method(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string local;
  std::string type;
  std::string name;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "name") name = reader.spelled(child);
    if (child.field != "receiver") continue;
    for (const Syntax& given : reader.children(child)) {
      for (const Syntax& part : children_of(given)) {
        if (part.field == "name") local = reader.spelled(part);
        if (part.field == "type") type = reader.spelled(part);
      }
    }
  }
  type.erase(0, type.find_first_not_of('*'));
  type.erase(std::min(type.find('['), type.size()));
  Node method = reader.function(syntax, type + "." + name);
  if (!local.empty() && local != "_") {
    Node assign = reader.make(NodeKind::assign, syntax, "=");
    assign.children.push_back(reader.make(NodeKind::name, syntax, local));
    assign.children.push_back(reader.make(NodeKind::name, syntax, "this"));
    method.children.insert(method.children.begin(), std::move(assign));
  }
  out.push_back(std::move(method));
}

constexpr std::string_view tables[] = {"go"};
constexpr DialectRole roles[] = {{"go-import", read_import},
                                 {"go-literal", read_literal},
                                 {"go-composite", read_composite},
                                 {"go-method", read_method},
                                 {"go-types", read_go_types}};

}  // namespace

const Dialect go_dialect = {.name = "Go",
                            .tables = tables,
                            .language = tree_sitter_go,
                            .roles = roles,
                            .first_of_many = true,
                            .cases_compare = true,
                            .without_value = read_go_unset,
                            .finish_function = finish_go_function};

}  // namespace patdown
