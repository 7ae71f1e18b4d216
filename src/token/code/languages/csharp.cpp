// C#: what rules/languages/csharp.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/syntax/join.h"
#include "token/code/syntax/reader.h"

#include <algorithm>
#include <utility>

extern "C" const TSLanguage* tree_sitter_c_sharp(void);

namespace patdown {
namespace {

Arg positional(Node value) {
  return {.name = "", .spelled = "", .key = {}, .value = std::move(value)};
}

// using N; using static N.T; using L = N.T;
void read_using(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string local;
  std::string module;
  bool all = false;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "name")
      local = reader.spelled(child);
    else if (child.named())
      module = reader.spelled(child);
    all = all || child.type() == "static";
  }
  if (local.empty()) {
    std::vector<std::string> texts = {module};
    if (all) texts.emplace_back("*");
    out.push_back(reader.called(syntax, "import", std::move(texts)));
    return;
  }
  Node assign = reader.make(NodeKind::assign, syntax, "=");
  assign.children.push_back(reader.make(NodeKind::name, syntax, local));
  assign.children.push_back(reader.called(syntax, "import", {module}));
  out.push_back(std::move(assign));
}

// HttpClient a = new(), b = f(): what is made without its type has that of the
// variable.
void read_variables(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::vector<Syntax> type;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "type") {
      type.push_back(child);
      continue;
    }
    if (!child.named()) continue;
    reader.statement(child, out);
    if (type.empty() || out.empty() || out.back().kind != NodeKind::assign) continue;
    Node& made = out.back().children.back();
    if (made.kind == NodeKind::call && made.text == "new" && made.children.empty())
      made.children = std::move(reader.created(syntax, type[0]).children);
  }
}

// string P { get; set; } = x; string P => x; string P { get { … } }
void read_property(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const auto name = reader.part(syntax, SyntaxPart::name);
  const auto worth = reader.part(syntax, SyntaxPart::value);
  if (!name) return;
  if (worth && worth->type() != "arrow_expression_clause") {
    reader.assign(*name, reader.value(*worth), "=", out);
    return;
  }
  const std::string method = reader.class_name() + "." + reader.spelled(*name);
  if (worth) {
    Node got = reader.make(NodeKind::function, syntax, method);
    reader.body_of(*worth, got);
    out.push_back(std::move(got));
    return;
  }
  for (const Syntax& accessor : find_below(syntax, [](const Syntax& node) {
         return node.type() == "accessor_declaration" || node.type() == "block";
       })) {
    bool gets = false;
    for (const Syntax& child : children_of(accessor)) {
      gets = gets || child.type() == "get";
      if (!gets || child.field != "body") continue;
      Node got = reader.make(NodeKind::function, syntax, method);
      reader.body_of(child, got);
      out.push_back(std::move(got));
    }
  }
}

// : base(…)
void read_base(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const bool own = reader.source(syntax).find("base") == std::string_view::npos;
  Node call = reader.make(NodeKind::call, syntax, own ? "this" : "base");
  for (const Syntax& given : reader.parts(syntax, SyntaxPart::arguments))
    reader.arguments(given, call.args);
  out.push_back(std::move(call));
}

bool is_pair(const Node& node) {
  return node.kind == NodeKind::list && node.children.size() == 2;
}

Arg entry(Node key, Node value) {
  Arg made = positional(std::move(value));
  if (key.kind == NodeKind::text)
    made.name = key.text;
  else
    made.key.push_back(std::move(key));
  return made;
}

// { a, b }; { { "k", v } }; { ["k"] = v, Member = w }
void read_initializer_list(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node map = reader.make(NodeKind::map, syntax);
  Node list = reader.make(NodeKind::list, syntax);
  bool pairs = true;
  for (const Syntax& child : reader.children(syntax)) {
    const auto left = reader.part(child, SyntaxPart::left);
    const auto right = reader.part(child, SyntaxPart::right);
    if (child.type() == "assignment_expression" && left && right) {
      Node worth = reader.value(*right);
      const bool member = left->type() == "identifier";
      map.args.push_back(entry(
          member ? reader.make(NodeKind::text, *left, reader.spelled(*left)) : reader.value(*left),
          std::move(worth)));
    } else {
      list.children.push_back(reader.value(child));
      pairs = pairs && is_pair(list.children.back());
    }
  }
  if (pairs) {
    for (Node& pair : list.children)
      map.args.push_back(entry(std::move(pair.children[0]), std::move(pair.children[1])));
    list.children.clear();
  }
  out.push_back(list.children.empty() && !map.args.empty() ? std::move(map) : std::move(list));
}

// new { a, B = c, d.E }
void read_anonymous(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node map = reader.make(NodeKind::map, syntax);
  std::string name;
  bool named = false;
  const std::vector<Syntax> parts = children_of(syntax);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].named()) {
      if (reader.source(parts[i]) == "," || reader.source(parts[i]) == "{") name.clear();
      continue;
    }
    named = i + 1 < parts.size() && reader.source(parts[i + 1]) == "=";
    if (named) {
      name = reader.spelled(parts[i]);
      continue;
    }
    Arg made = positional(reader.value(parts[i]));
    made.name = name.empty() ? reader.spelled(parts[i]) : name;
    made.name.erase(0, made.name.rfind('.') + 1);
    map.args.push_back(std::move(made));
  }
  out.push_back(std::move(map));
}

void halve(std::string& text, std::string_view doubled) {
  for (std::size_t at = text.find(doubled); at != std::string::npos;
       at = text.find(doubled, at + 1))
    text.erase(at, 1);
}

// $"{a} {{b}}"
void read_interpolated(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node join = reader.make(NodeKind::join, syntax);
  reader.pieces(syntax, join);
  const std::string_view start = reader.source(syntax).substr(0, 2);
  for (Node& piece : join.children) {
    if (piece.kind != NodeKind::text) continue;
    halve(piece.text, "{{");
    halve(piece.text, "}}");
    if (start.find('@') != std::string_view::npos) halve(piece.text, "\"\"");
  }
  out.push_back(joined(std::move(join)));
}

// What only waits stands for what it waits for; a method of the class's own does not wait, whatever
// it is called.
void finish_call(Node& call) {
  const bool waits = (call.text == "GetAwaiter" || call.text == "GetResult") && call.args.empty();
  if (!waits && call.text != "ConfigureAwait") return;
  if (call.children.size() != 1 || call.children[0].text == "this") return;
  call = Node(call.children[0]);
}

constexpr std::string_view tables[] = {"csharp"};
constexpr DialectRole roles[] = {
    {"cs-using", read_using},
    {"cs-variables", read_variables},
    {"cs-property", read_property},
    {"cs-base", read_base},
    {"cs-initializer-list", read_initializer_list},
    {"cs-anonymous", read_anonymous},
    {"cs-interpolated", read_interpolated},
};

}  // namespace

const Dialect csharp_dialect = {.name = "C#",
                                .tables = tables,
                                .language = tree_sitter_c_sharp,
                                .roles = roles,
                                .members_by_name = true,
                                .types_decide = true,
                                .finish_call = finish_call};

}  // namespace patdown
