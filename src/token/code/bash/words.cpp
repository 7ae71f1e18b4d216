// Words of a Bash script: what a command is given, and what a variable is set to.

#include "core/letters.h"
#include "token/code/bash/reader.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

bool is_substitution(const Syntax& syntax) {
  const std::string_view type = syntax.type();
  return type == "simple_expansion" || type == "expansion" || type == "command_substitution" ||
         type == "arithmetic_expansion" || type == "process_substitution";
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_variable(const Syntax& syntax) {
  return is_one_of(syntax.type(), {"variable_name", "special_variable_name", "subscript"});
}

// "$x"; in a pattern the grammar sees no variables.
bool is_plain_variable(std::string_view text) {
  return text.size() > 1 && text[0] == '$' &&
         std::all_of(text.begin() + 1, text.end(), is_word_letter);
}

// Where the pattern of ${x/pattern/text} ends: at a slash that nothing hides, else at `end`;
// npos if the pattern is more than a text.
std::size_t end_of_pattern(std::string_view script, std::size_t begin, std::size_t end) {
  char quote = 0;
  for (std::size_t at = begin; at < end; ++at) {
    const char c = script[at];
    if (c == '\\' && quote != '\'') {
      ++at;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '$' && at + 1 < end && script[at + 1] == '{') {
      at = std::min(script.find('}', at), end);
    } else if (c == '/' && at > begin) {
      return at;
    } else if (c == '*' || c == '?' || c == '[' || (at == begin && (c == '#' || c == '%'))) {
      return std::string_view::npos;
    }
  }
  return end;
}

}  // namespace

Node BashReader::word(const Syntax& syntax) {
  const Level level(*this);
  if (too_deep()) {
    note(syntax.line(), "nested too deeply");
    return hole(syntax);
  }
  const std::string_view type = syntax.type();
  const std::string_view text = source(syntax);
  if (type == "string" || type == "translated_string") return string(syntax);
  if (type == "simple_expansion" || type == "expansion") return expansion(syntax);
  if (type == "command_substitution") return substitution(syntax);
  if (is_variable(syntax)) return variable(syntax);
  if (type == "raw_string" && text.size() >= 2)
    return make(NodeKind::text, syntax, std::string(text.substr(1, text.size() - 2)));
  if (type == "ansi_c_string" && text.size() >= 3)
    return make(NodeKind::text, syntax, unescaped_ansi(text.substr(2, text.size() - 3)));
  if (type == "command_name" || type == "concatenation") {
    Node join = make(NodeKind::join, syntax);
    for (const Syntax& part : children_of(syntax))
      if (part.named()) join.children.push_back(word(part));
    // A name that is one plain token has no parts.
    if (join.children.empty()) return make(NodeKind::text, syntax, unescaped(text, false));
    return joined(std::move(join));
  }
  if (type == "array") {
    Node list = make(NodeKind::list, syntax);
    const std::vector<Syntax> parts = children_of(syntax);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!parts[i].named() || parts[i].type() == "comment") continue;
      Node element = word(parts[i]);
      list.children.push_back(continued(std::move(element), parts, i));
    }
    return list;
  }
  if (type == "arithmetic_expansion" || type == "process_substitution") {
    Node unknown = hole(syntax);
    substitutions(syntax, unknown.children);
    return unknown;
  }
  if (type == "word" || type == "extglob_pattern" || type == "regex" || !syntax.named())
    return pieces(syntax, syntax.begin(), syntax.end(), false);
  if (type == "number" || type == "test_operator" || type == "brace_expression")
    return make(NodeKind::text, syntax, std::string(text));
  return hole(syntax);
}

Node BashReader::string(const Syntax& syntax) {
  const std::string_view text = source(syntax);
  const std::size_t open = text.find('"');
  const bool closed = text.size() > open + 1 && text.back() == '"';
  if (open == std::string_view::npos) return hole(syntax);
  return pieces(syntax, syntax.begin() + open + 1, syntax.end() - (closed ? 1 : 0), true);
}

// Substitutions of `syntax` with the text between them. The grammar gives no node to some of the
// text (blanks before a variable), so what is between is taken from the script itself.
Node BashReader::pieces(const Syntax& syntax, std::size_t begin, std::size_t end, bool quotes) {
  Node join = make(NodeKind::join, syntax);
  std::size_t at = begin;
  const auto add_text = [&](std::size_t until) {
    if (until <= at) return;
    join.children.push_back(
        make(NodeKind::text, syntax, unescaped(whole().substr(at, until - at), quotes)));
  };
  for (const Syntax& part : find_below(syntax, is_substitution)) {
    if (part.begin() < at || part.end() > end) continue;
    // In strings the grammar counts blanks before a variable as its own.
    add_text(whole().find_first_not_of(" \t\r\n", part.begin()));
    join.children.push_back(word(part));
    at = part.end();
  }
  add_text(end);
  return joined(std::move(join));
}

Node BashReader::variable(const Syntax& syntax) {
  if (syntax.type() != "subscript")
    return make(NodeKind::name, syntax, std::string(source(syntax)));
  Node index = make(NodeKind::index, syntax);
  for (const Syntax& part : children_of(syntax)) {
    if (part.field == "name") index.children.push_back(variable(part));
    if (part.field == "index") index.children.push_back(word(part));
  }
  if (index.children.size() != 2) return hole(syntax);
  const Node& which = index.children[1];
  const bool all = which.kind == NodeKind::text && (which.text == "@" || which.text == "*");
  return all ? std::move(index.children[0]) : index;
}

Node BashReader::expansion(const Syntax& syntax) {
  const std::vector<Syntax> parts = children_of(syntax);
  const auto name = std::find_if(parts.begin(), parts.end(), is_variable);
  if (name == parts.end()) return hole(syntax);
  Node read = variable(*name);
  read.column -= std::min<std::size_t>(read.column - 1, source(parts[0]).ends_with('{') ? 2 : 1);
  const auto at = static_cast<std::size_t>(name - parts.begin());
  const bool before =
      std::any_of(parts.begin(), name, [](const Syntax& part) { return part.field == "operator"; });
  if (before || ts_node_has_error(syntax.node)) {
    Node unknown = hole(syntax);  // a length, a variable named by another, an odd operator
    unknown.children.push_back(std::move(read));
    return unknown;
  }
  return changed(syntax, std::move(read), parts, at + 1);
}

// `name` behind which an operator may stand: ${x:-default}, ${x%suffix}, ${x/a/b}, …
Node BashReader::changed(const Syntax& syntax, Node name, const std::vector<Syntax>& parts,
                         std::size_t at) {
  if (at >= parts.size() || parts[at].field != "operator") return name;
  const std::string_view change = source(parts[at]);
  Node rest = make(NodeKind::join, syntax);
  std::string_view pattern;
  for (std::size_t i = at + 1; i < parts.size(); ++i) {
    if (!parts[i].named()) continue;
    if (pattern.empty()) pattern = source(parts[i]);
    rest.children.push_back(word(parts[i]));
  }
  rest = joined(std::move(rest));
  if (is_one_of(change, {":-", "-", ":=", "="})) {
    Node choice = make(NodeKind::choice, syntax);
    choice.children.push_back(std::move(name));
    choice.children.push_back(std::move(rest));
    return choice;
  }
  if (change == ":+" || change == "+") {
    Node choice = make(NodeKind::choice, syntax);
    choice.children.push_back(std::move(rest));
    choice.children.push_back(make(NodeKind::text, syntax));
    return choice;
  }
  if (change == "/" || change == "//") {
    if (auto text = replaced(syntax, name, parts[at].end())) return std::move(*text);
  }
  // A URL without its last slash, a name in other letters: still that value.
  const bool literal = pattern.find_first_of("*?[$") == std::string_view::npos;
  if ((change == "#" || change == "##") && literal && !pattern.empty())
    return method(syntax, "removeprefix", std::move(name), {std::move(rest)});
  if ((change == "%" && literal) || is_one_of(change, {":?", "?", "^", "^^", ",", ",,", "@"}))
    return name;
  Node unknown = hole(syntax);
  unknown.children.push_back(std::move(name));
  return unknown;
}

// ${x/a/b} is x.replace("a", "b"), as far as the pattern is a text.
std::optional<Node> BashReader::replaced(const Syntax& syntax, const Node& name,
                                         std::size_t begin) {
  const std::size_t end = syntax.end() - 1;
  const std::size_t slash = end_of_pattern(whole(), begin, end);
  if (slash == std::string_view::npos || slash <= begin) return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t to) {
    const std::string_view text = whole().substr(from, to - from);
    const bool quoted = text.size() >= 2 && (text[0] == '\'' || text[0] == '"') &&
                        text.find(text[0], 1) == text.size() - 1;
    return quoted ? pieces(syntax, from + 1, to - 1, true) : pieces(syntax, from, to, false);
  };
  const std::string_view written = whole().substr(begin, slash - begin);
  Node pattern = is_plain_variable(written)
                     ? make(NodeKind::name, syntax, std::string(written.substr(1)))
                     : part(begin, slash);
  return method(syntax, "replace", name, {std::move(pattern), part(std::min(slash + 1, end), end)});
}

Node BashReader::method(const Syntax& syntax, const char* called, Node object,
                        std::vector<Node> args) {
  Node call = make(NodeKind::call, syntax, called);
  call.children.push_back(std::move(object));
  for (Node& arg : args)
    call.args.push_back({.name = "", .spelled = "", .key = {}, .value = std::move(arg)});
  return call;
}

// The command itself; a block if there are several.
Node BashReader::substitution(const Syntax& syntax) {
  Node block = make(NodeKind::block, syntax);
  const std::vector<Syntax> parts = children_of(syntax);
  for (const Syntax& part : parts) {
    if (part.type() != "file_redirect") continue;
    Node file = make(NodeKind::call, syntax, "cat");  // $(< file)
    for (const Syntax& inner : children_of(part))
      if (inner.field == "destination")
        file.args.push_back({.name = "", .spelled = "", .key = {}, .value = word(inner)});
    block.children.push_back(std::move(file));
  }
  each_statement(parts, block.children);
  if (block.children.size() == 1) return std::move(block.children[0]);
  if (block.children.empty()) return make(NodeKind::text, syntax);
  return block;
}

}  // namespace patdown
