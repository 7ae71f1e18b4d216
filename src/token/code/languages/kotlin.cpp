// Kotlin: what rules/languages/kotlin.tsv cannot say.

#include "core/letters.h"
#include "token/code/languages/dialects.h"
#include "token/code/syntax/escape.h"
#include "token/code/syntax/join.h"
#include "token/code/syntax/reader.h"

#include <algorithm>
#include <array>
#include <utility>

extern "C" const TSLanguage* tree_sitter_kotlin(void);

namespace patdown {
namespace {

// import a.b.C; import a.b.C as D; import a.b.*
void read_import(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string module;
  std::string local;
  bool all = false;
  for (const Syntax& child : children_of(syntax)) {
    if (child.type() == "qualified_identifier") module = reader.spelled(child);
    if (child.type() == "identifier") local = reader.spelled(child);
    all = all || child.type() == "*";
  }
  if (all) {
    out.push_back(reader.called(syntax, "import", {module, "*"}));
    return;
  }
  if (local.empty()) local = module.substr(module.rfind('.') + 1);
  Node assign = reader.make(NodeKind::assign, syntax, "=");
  assign.children.push_back(reader.make(NodeKind::name, syntax, local));
  assign.children.push_back(reader.called(syntax, "import", {module}));
  out.push_back(std::move(assign));
}

// Where a `$name` begins, from `at` on; the text's size if there is none.
std::size_t next_name(std::string_view text, std::size_t at) {
  for (; at + 1 < text.size(); ++at) {
    const char next = text[at + 1];
    if (text[at] == '$' && is_word_letter(next) && !(next >= '0' && next <= '9')) return at;
  }
  return text.size();
}

// Text with `$name` in it, which the grammar takes for content.
void add_content(SyntaxReader& reader, const Syntax& at, std::string_view text, Node& join) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t dollar = next_name(text, begin);
    if (dollar > begin) {
      join.children.push_back(
          reader.make(NodeKind::text, at, std::string(text.substr(begin, dollar - begin))));
    }
    begin = std::min(dollar + 1, text.size());
    std::size_t end = begin;
    while (end < text.size() && is_word_letter(text[end])) ++end;
    if (end > begin)
      join.children.push_back(reader.meant(at, std::string(text.substr(begin, end - begin))));
    begin = end;
  }
}

void read_string(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node join = reader.make(NodeKind::join, syntax);
  std::string content;
  for (const Syntax& child : reader.children(syntax)) {
    if (child.type() == "string_content") {
      content += reader.source(child);
      continue;
    }
    add_content(reader, syntax, std::exchange(content, {}), join);
    const std::vector<Syntax> inside = reader.children(child);
    if (child.type() == "escape_sequence")
      join.children.push_back(
          reader.make(NodeKind::text, child, unescaped_sequence(reader.source(child))));
    else if (!inside.empty())
      join.children.push_back(reader.value(inside.front()));
  }
  add_content(reader, syntax, content, join);
  out.push_back(joined(std::move(join)));
}

// { x, y -> … }: without names its one parameter is `it`.
void read_lambda(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node made = reader.make(NodeKind::function, syntax);
  std::vector<Syntax> body;
  for (const Syntax& part : reader.children(syntax)) {
    if (part.type() != "lambda_parameters") {
      body.push_back(part);
      continue;
    }
    for (const Syntax& one : reader.children(part)) {
      const std::vector<Syntax> inside = reader.children(one);
      const std::string name = inside.empty() ? "" : reader.spelled(inside.front());
      reader.declare_local(name);
      made.args.push_back(
          {.name = name, .spelled = "", .key = {}, .value = reader.make(NodeKind::hole, one)});
    }
  }
  if (made.args.empty()) {
    reader.declare_local("it");
    made.args.push_back(
        {.name = "it", .spelled = "", .key = {}, .value = reader.make(NodeKind::hole, syntax)});
  }
  reader.statements(body, made.children, true);
  out.push_back(std::move(made));
}

// a to b is a pair, as mapOf() takes them; another infix call is one of the left side.
void read_infix(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  const std::vector<Syntax> parts = reader.children(syntax);
  if (parts.size() != 3) {
    out.push_back(reader.hole(syntax));
    return;
  }
  Node left = reader.value(parts[0]);
  Node right = reader.value(parts[2]);
  const std::string name = reader.spelled(parts[1]);
  Node made = reader.make(name == "to" ? NodeKind::list : NodeKind::call, syntax);
  if (name != "to") made.text = name;
  made.children.push_back(std::move(left));
  if (name == "to")
    made.children.push_back(std::move(right));
  else
    made.args.push_back({.name = "", .spelled = "", .key = {}, .value = std::move(right)});
  out.push_back(std::move(made));
}

// mapOf("a" to b) is a map, listOf(a) a list.
void finish_call(Node& call) {
  constexpr std::array<std::string_view, 4> maps = {"mapOf", "mutableMapOf", "hashMapOf",
                                                    "linkedMapOf"};
  constexpr std::array<std::string_view, 4> lists = {"listOf", "mutableListOf", "arrayOf",
                                                     "arrayListOf"};
  // f(x) { … } is one call.
  const bool block = call.text.empty() && call.children.size() == 1 && call.args.size() == 1 &&
                     call.children[0].kind == NodeKind::call &&
                     call.args[0].value.kind == NodeKind::function;
  if (block) {
    Node inner = std::move(call.children[0]);
    inner.args.push_back(std::move(call.args[0]));
    call = std::move(inner);
    return;
  }
  if (!call.children.empty()) return;
  if (std::find(lists.begin(), lists.end(), call.text) != lists.end()) {
    call.kind = NodeKind::list;
    call.text.clear();
    for (Arg& arg : call.args) {
      if (arg.name.empty()) call.children.push_back(std::move(arg.value));
    }
    call.args.clear();
  }
  if (std::find(maps.begin(), maps.end(), call.text) == maps.end()) return;
  std::vector<Arg> entries;
  for (Arg& arg : call.args) {
    if (arg.value.kind != NodeKind::list || arg.value.children.size() != 2) continue;
    Node& key = arg.value.children[0];
    Arg entry{.name = "", .spelled = "", .key = {}, .value = std::move(arg.value.children[1])};
    if (key.kind == NodeKind::text)
      entry.name = key.text;
    else
      entry.key.push_back(std::move(key));
    entries.push_back(std::move(entry));
  }
  call.kind = NodeKind::map;
  call.text.clear();
  call.args = std::move(entries);
}

constexpr std::string_view tables[] = {"kotlin"};
constexpr DialectRole roles[] = {{"kotlin-import", read_import},
                                 {"kotlin-lambda", read_lambda},
                                 {"kotlin-infix", read_infix},
                                 {"kotlin-string", read_string}};

}  // namespace

const Dialect kotlin_dialect = {.name = "Kotlin",
                                .tables = tables,
                                .language = tree_sitter_kotlin,
                                .roles = roles,
                                .members_by_name = true,
                                .defaults_follow = true,
                                .finish_call = finish_call};

}  // namespace patdown
