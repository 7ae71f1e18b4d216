#include "token/code/languages/go_types.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t max_fields = 128;       // of a struct
constexpr std::size_t max_struct_levels = 8;  // structs within structs
constexpr std::size_t max_results = 16;       // with names, of a function

std::optional<Syntax> field_of(const Syntax& syntax, std::string_view field) {
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == field) return child;
  }
  return std::nullopt;
}

// "*Config" → "Config"; empty of what is neither a name nor a pointer to one: slices, functions.
std::string named_type(SyntaxReader& reader, const Syntax& type) {
  std::string name(reader.source(type));
  name.erase(0, name.find_first_not_of('*'));
  const auto is_part = [](char c) {
    return c == '_' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  };
  return std::all_of(name.begin(), name.end(), is_part) ? name : std::string();
}

class StructReader {
 public:
  StructReader(SyntaxReader& reader, std::vector<Node>& out) : reader_(reader), out_(out) {}

  void read(const Syntax& type, const std::string& name, std::size_t level) {
    std::vector<std::string> texts = {name};
    for (const Syntax& list : children_of(type)) {
      if (list.type() != "field_declaration_list") continue;
      for (const Syntax& field : children_of(list)) {
        if (field.type() == "field_declaration") add(field, name, level, texts);
      }
    }
    out_.push_back(reader_.called(type, "struct_type", std::move(texts)));
  }

 private:
  void add(const Syntax& field, const std::string& owner, std::size_t level,
           std::vector<std::string>& texts) {
    const auto type = field_of(field, "type");
    if (!type || texts.size() > 3 * max_fields) return;
    const auto tag = field_of(field, "tag");
    const std::string told = tag ? reader_.value(*tag).text : "";
    std::string of = named_type(reader_, *type);
    std::vector<std::string> names;
    for (const Syntax& child : children_of(field)) {
      if (child.field == "name") names.push_back(reader_.spelled(child));
    }
    if (names.empty()) names.push_back(of.substr(of.rfind('.') + 1));  // embedded
    if (type->type() == "struct_type" && level < max_struct_levels) {
      of = owner + "." + names.front();
      read(*type, of, level + 1);
    }
    for (std::string& name : names) {
      texts.push_back(std::move(name));
      texts.push_back(of);
      texts.push_back(told);
    }
  }

  SyntaxReader& reader_;
  std::vector<Node>& out_;
};

// Types of the language begin as something that holds nothing.
bool is_builtin(std::string_view type) {
  return type.find('.') == std::string_view::npos && !(type[0] >= 'A' && type[0] <= 'Z') &&
         (type == "string" || type == "error" || type == "bool" || type == "byte" ||
          type == "any" || type == "rune" || type.starts_with("int") || type.starts_with("uint") ||
          type.starts_with("float"));
}

// Gives every `return` alone what it returns.
void name_results(Node& node, const Node& results) {
  if (node.kind == NodeKind::ret && node.children.empty()) {
    node.children.push_back(results);
    return;
  }
  for (Node& child : node.children) {
    if (child.kind != NodeKind::function) name_results(child, results);
  }
}

}  // namespace

void read_go_types(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  StructReader structs(reader, out);
  for (const Syntax& spec : children_of(syntax)) {
    const auto name = field_of(spec, "name");
    const auto type = field_of(spec, "type");
    if (!name || !type || type->type() != "struct_type") continue;
    structs.read(*type, reader.spelled(*name), 0);
  }
}

void read_go_unset(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const auto type = field_of(syntax, "type");
  // A pointer begins as none.
  if (!type || type->type() == "pointer_type") return;
  const std::string of = named_type(reader, *type);
  if (of.empty() || is_builtin(of)) return;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field != "name") continue;
    out.push_back(reader.called(child, "declared", {reader.spelled(child), of}));
  }
}

void finish_go_function(SyntaxReader& reader, const Syntax& syntax, Node& function) {
  const auto result = field_of(syntax, "result");
  if (!result || result->type() != "parameter_list") return;
  std::vector<Node> declared;
  Node all = reader.make(NodeKind::list, *result);
  for (const Syntax& one : children_of(*result)) {
    if (one.type() != "parameter_declaration") continue;
    read_go_unset(reader, one, declared);
    for (const Syntax& child : children_of(one)) {
      if (child.field != "name") continue;
      all.children.push_back(reader.make(NodeKind::name, child, reader.spelled(child)));
    }
  }
  // Each bare return gets them all: many of both would be more than there is memory for.
  if (all.children.empty() || all.children.size() > max_results) return;
  const Node results = all.children.size() == 1 ? all.children.front() : all;
  for (Node& child : function.children) {
    if (child.kind != NodeKind::function) name_results(child, results);
  }
  function.children.insert(function.children.begin(), std::make_move_iterator(declared.begin()),
                           std::make_move_iterator(declared.end()));
}

}  // namespace patdown
