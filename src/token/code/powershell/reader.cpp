#include "token/code/powershell/reader.h"

#include "core/letters.h"
#include "token/code/readers.h"
#include "token/code/syntax/clip.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t most_levels = 200;  // form.h

bool is_leaf(const Node& node) {
  return node.children.empty() && node.args.empty() && node.input.empty();
}

// Cuts what lies deeper than the form allows. Returns the first line where it did, or 0.
std::size_t cut_below(Node& node, std::size_t level) {
  if (level >= most_levels && !is_leaf(node)) {
    Node hole;
    hole.line = node.line;
    hole.column = node.column;
    node = std::move(hole);
    return node.line;
  }
  std::size_t first = 0;
  const auto cut = [&](Node& inner) {
    const std::size_t line = cut_below(inner, level + 1);
    if (first == 0) first = line;
  };
  for (Node& child : node.children) cut(child);
  for (Node& piped : node.input) cut(piped);
  for (Arg& arg : node.args) {
    for (Node& key : arg.key) cut(key);
    cut(arg.value);
  }
  return first;
}

// 7z and 2to3 are commands; 7 and 2..3 are not.
bool number_is_value(const Cursor& cursor) {
  std::size_t length = 0;
  while (cursor.letter(length) != 0 ||
         (cursor.peek(length) == '.' && is_digit(cursor.peek(length + 1)))) {
    ++length;
  }
  const std::string word = lower(cursor.between(cursor.offset(), cursor.offset() + length));
  const std::size_t unit = word.find_first_not_of("0123456789.");
  const bool known =
      unit == std::string::npos || word.starts_with("0x") ||
      std::string_view(" kb mb gb tb pb l d u e ul y s n ").find(" " + word.substr(unit) + " ") !=
          std::string_view::npos;
  return known && std::string_view("\\:").find(cursor.peek(length)) == std::string_view::npos;
}

// A macro that starts a statement is its value if nothing follows that an argument could be.
bool macro_is_value(const Cursor& cursor) {
  std::size_t length = 0;
  while (cursor.letter(length) != 0) ++length;
  const char glued = cursor.peek(length);
  if (glued == '(' || glued == '/' || glued == '\\' || glued == ':' || glued == '.') return false;
  while (cursor.peek(length) == ' ' || cursor.peek(length) == '\t') ++length;
  const char c = cursor.peek(length);
  if (c == 0 || std::string_view("\r\n)}];|,=+*?%#&").find(c) != std::string_view::npos)
    return true;
  if (cursor.dash(length) == 0) return false;
  std::string word;
  for (std::size_t i = length + 1; cursor.letter(i) != 0; ++i) word += cursor.peek(i);
  return binding_of(lower(word)) != Binding::none;
}

}  // namespace

Code PowerShellReader::read() {
  cursor_.take("\xEF\xBB\xBF");
  Node file = make(NodeKind::function, 0);
  parameters_ = &file.args;
  statements(0, file.children);
  parameters_ = nullptr;
  if (const std::size_t line = cut_below(file, 1)) {
    code_.partly_read.push_back({.path = "", .line = line, .why = "nested too deeply"});
  }
  std::sort(code_.partly_read.begin(), code_.partly_read.end());
  code_.file = std::move(file);
  return std::move(code_);
}

bool PowerShellReader::starts_expression() const {
  const char c = cursor_.peek();
  const char next = cursor_.peek(1);
  if (cursor_.quote().kind != 0) return true;
  if (c != 0 && std::string_view("$([{!,").find(c) != std::string_view::npos) return true;
  if (c == '@') return next == '(' || next == '{' || cursor_.quote(1).kind != 0;
  if (c == '+') return next == '+' || next == '$' || next == '(' || is_digit(next);
  if (c == '.') return is_digit(next) && number_is_value(cursor_);
  if (is_digit(c)) return number_is_value(cursor_);
  if (c == '\x01') return macro_is_value(cursor_);
  const std::size_t dash = cursor_.dash();
  if (dash == 0) return false;
  const char behind = cursor_.peek(dash);
  if (behind == '$' || behind == '(' || is_digit(behind) || cursor_.dash(dash) != 0) return true;
  std::string word;
  for (std::size_t i = dash; cursor_.letter(i) != 0; ++i) word += cursor_.peek(i);
  return is_prefix_operator(lower(word));
}

Code read_powershell(std::string_view text) {
  if (text.size() > most_code) return unread_code(text.size(), "a script of more than 4 MiB");
  return PowerShellReader(text).read();
}

}  // namespace patdown
