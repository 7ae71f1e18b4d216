// Ruby: what rules/languages/ruby.tsv cannot say.

#include "token/code/languages/dialects.h"
#include "token/code/syntax/join.h"
#include "token/code/syntax/reader.h"

#include <utility>

extern "C" const TSLanguage* tree_sitter_ruby(void);

namespace patdown {
namespace {

// @x, @@x: a field of the object. $x: global.
void read_variable(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string name(reader.source(syntax));
  if (name.starts_with('$')) {
    Node global = reader.make(NodeKind::name, syntax, name.substr(1));
    global.scope = "global";
    out.push_back(std::move(global));
    return;
  }
  name.erase(0, name.find_first_not_of('@'));
  Node field = reader.make(NodeKind::field, syntax, std::move(name));
  field.children.push_back(reader.make(NodeKind::name, syntax, "this"));
  out.push_back(std::move(field));
}

// :x
void read_symbol(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string name(reader.source(syntax));
  out.push_back(reader.make(NodeKind::text, syntax, name.substr(name.starts_with(':') ? 1 : 0)));
}

// <<~EOS: its text stands behind the statement.
void read_heredoc(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  constexpr int most_parents = 50;
  TSNode at = syntax.node;
  for (int i = 0; i < most_parents && !ts_node_is_null(at); ++i) {
    for (TSNode next = ts_node_next_named_sibling(at); !ts_node_is_null(next);
         next = ts_node_next_named_sibling(next)) {
      const Syntax body{.node = next};
      if (body.type() != "heredoc_body") continue;
      Node join = reader.make(NodeKind::join, syntax);
      reader.pieces(body, join);
      out.push_back(joined(std::move(join)));
      return;
    }
    at = ts_node_parent(at);
  }
}

// `command`
void read_subshell(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node call = reader.make(NodeKind::call, syntax, "system");
  Node join = reader.make(NodeKind::join, syntax);
  reader.pieces(syntax, join);
  call.args.push_back({.name = "", .spelled = "", .key = {}, .value = joined(std::move(join))});
  out.push_back(std::move(call));
}

// yield x: calls the block that the method was given.
void read_yield(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  Node call = reader.make(NodeKind::call, syntax, "yield");
  for (const Syntax& given : reader.children(syntax)) reader.arguments(given, call.args);
  out.push_back(std::move(call));
}

// require 'm'
void finish_call(Node& call) {
  const bool requires_file = call.text == "require" || call.text == "require_relative";
  if (!requires_file || !call.children.empty() || call.args.size() != 1 ||
      call.args[0].value.kind != NodeKind::text)
    return;
  if (call.text == "require_relative") call.args[0].value.text.insert(0, "./");
  call.text = "import";
}

constexpr std::string_view tables[] = {"ruby"};
constexpr DialectRole roles[] = {{"ruby-variable", read_variable},
                                 {"ruby-symbol", read_symbol},
                                 {"ruby-heredoc", read_heredoc},
                                 {"ruby-subshell", read_subshell},
                                 {"ruby-yield", read_yield}};

}  // namespace

const Dialect ruby_dialect = {.name = "Ruby",
                              .tables = tables,
                              .language = tree_sitter_ruby,
                              .roles = roles,
                              .constructor = "initialize",
                              .main_guard = "__FILE__",
                              .last_value_returns = true,
                              .names_call = true,
                              .mixins_called = true,
                              .cases_compare = true,
                              .finish_call = finish_call};

}  // namespace patdown
