// HCL (Terraform): what rules/languages/hcl.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/syntax/reader.h"

#include <utility>

extern "C" const TSLanguage* tree_sitter_hcl(void);

namespace patdown {
namespace {

constexpr int deepest_blocks = 50;

Arg named(std::string name, Node value) {
  return {.name = std::move(name), .spelled = "", .key = {}, .value = std::move(value)};
}

void read_name(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  out.push_back(reader.make(NodeKind::name, syntax, reader.spelled(syntax)));
}

// { name = x, "name" = y, (computed) = z }
void read_object(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node map = reader.make(NodeKind::map, syntax);
  for (const Syntax& element : reader.children(syntax)) {
    const auto key = reader.part(element, SyntaxPart::key);
    const auto worth = reader.part(element, SyntaxPart::value);
    if (!key || !worth) continue;
    Arg entry = named("", reader.value(*worth));
    Node computed = reader.value(*key);
    const bool plain = computed.kind == NodeKind::name && !reader.source(*key).starts_with('(');
    if (plain || computed.kind == NodeKind::text)
      entry.name = computed.text;
    else
      entry.key.push_back(std::move(computed));
    map.args.push_back(std::move(entry));
  }
  out.push_back(std::move(map));
}

// a.b[c].d: what follows the first part are its members.
void read_expression(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node whole = reader.hole(syntax);
  bool first = true;
  for (const Syntax& part : reader.children(syntax)) {
    const bool member = part.type() == "get_attr";
    const bool element = part.type() == "index";
    if (std::exchange(first, false)) {
      whole = reader.value(part);
      continue;
    }
    Node next = reader.make(member ? NodeKind::field : NodeKind::index, syntax);
    next.children.push_back(std::move(whole));
    const std::vector<Syntax> inside = reader.children(part);
    if (member && !inside.empty())
      next.text = reader.spelled(inside.front());
    else
      next.children.push_back(element && !inside.empty() ? reader.value(inside.front())
                                                         : reader.hole(part));
    whole = std::move(next);
  }
  out.push_back(std::move(whole));
}

void read_body(SyntaxReader& reader, const Syntax& body, std::vector<Arg>& out, int depth);

// `name = value`
void read_attribute_into(SyntaxReader& reader, const Syntax& syntax, std::vector<Arg>& out) {
  const std::vector<Syntax> parts = reader.children(syntax);
  if (parts.size() < 2) return;
  out.push_back(named(reader.spelled(parts.front()), reader.value(parts.back())));
}

// type "label" { … }: the words in front of the body, and the body.
std::vector<std::string> read_block_into(SyntaxReader& reader, const Syntax& syntax,
                                         std::vector<Arg>& out, int depth) {
  std::vector<std::string> words;
  for (const Syntax& part : reader.children(syntax)) {
    if (part.type() == "body")
      read_body(reader, part, out, depth);
    else if (part.type() == "identifier")
      words.push_back(reader.spelled(part));
    else if (part.type() == "string_lit")
      words.push_back(reader.value(part).text);
  }
  return words;
}

void read_body(SyntaxReader& reader, const Syntax& body, std::vector<Arg>& out, int depth) {
  if (depth > deepest_blocks) return;
  for (const Syntax& part : reader.children(body)) {
    if (part.type() == "attribute") read_attribute_into(reader, part, out);
    if (part.type() != "block") continue;
    Node map = reader.make(NodeKind::map, part);
    std::vector<std::string> words = read_block_into(reader, part, map.args, depth + 1);
    if (words.empty()) continue;
    for (std::size_t i = words.size(); --i > 0;) {
      Node outer = reader.make(NodeKind::map, part);
      outer.args.push_back(named(words[i], std::move(map)));
      map = std::move(outer);
    }
    out.push_back(named(words[0], std::move(map)));
  }
}

void read_block(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::vector<Arg> members;
  Node call = reader.called(syntax, "block", read_block_into(reader, syntax, members, 0));
  for (Arg& member : members) call.args.push_back(std::move(member));
  out.push_back(std::move(call));
}

// Of a file: a variable's value.
void read_attribute(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::vector<Arg> one;
  read_attribute_into(reader, syntax, one);
  for (Arg& each : one) {
    Node assign = reader.make(NodeKind::assign, syntax, "=");
    assign.children.push_back(reader.make(NodeKind::name, syntax, each.name));
    assign.children.push_back(std::move(each.value));
    out.push_back(std::move(assign));
  }
}

constexpr std::string_view tables[] = {"hcl"};
constexpr DialectRole roles[] = {{"hcl-name", read_name},
                                 {"hcl-expression", read_expression},
                                 {"hcl-object", read_object},
                                 {"hcl-block", read_block},
                                 {"hcl-attribute", read_attribute}};

}  // namespace

const Dialect hcl_dialect = {
    .name = "HCL", .tables = tables, .language = tree_sitter_hcl, .roles = roles};

}  // namespace patdown
