#include "token/code/powershell/recovery.h"

#include <algorithm>
#include <string>

namespace patdown {
namespace {

// Steps over a string at the cursor if it ends before `limit`; over its quote otherwise.
void step_over_string(Cursor& cursor, std::size_t limit) {
  const char kind = cursor.peek();
  const std::size_t begin = cursor.offset();
  cursor.advance();
  while (cursor.offset() < limit && !cursor.at_end() && cursor.peek() != kind) {
    cursor.advance(kind == '"' && cursor.peek() == '`' ? 2 : 1);
  }
  if (cursor.offset() < limit && cursor.peek() == kind) {
    cursor.advance();
  } else {
    cursor.move_to(begin + 1);
  }
}

bool starts_comment(const Cursor& cursor) {
  const char before = cursor.before();
  return cursor.looking_at("<#") ||
         (cursor.peek() == '#' && (before == ' ' || before == '\t' || before == '\n'));
}

char closer_of(char opener) {
  if (opener == '(') return ')';
  return opener == '[' ? ']' : '}';
}

// Strings may have several lines here, but only as many as scripts really have.
constexpr std::size_t longest_string = 64UL << 10;
constexpr std::size_t longest_odd_string = 1UL << 10;

bool scan_to_closer(Cursor& cursor, char closer, std::size_t limit) {
  std::string open(1, closer);
  while (!cursor.at_end() && cursor.offset() < limit) {
    const char c = cursor.peek();
    if (c == '"' || c == '\'') {
      step_over_string(cursor, std::min(limit, cursor.offset() + longest_string));
    } else if (starts_comment(cursor)) {
      cursor.skip_blanks();
    } else if (c == '(' || c == '[' || c == '{') {
      open += closer_of(c);
      cursor.advance();
    } else if (c == ')' || c == ']' || c == '}') {
      if (open.back() != c) return false;
      open.pop_back();
      if (open.empty()) return true;
      cursor.advance();
    } else {
      cursor.advance(c == '`' ? 2 : 1);
    }
  }
  return false;
}

}  // namespace

bool find_closer(Cursor& cursor, char closer, std::size_t& budget) {
  const std::size_t begin = cursor.offset();
  if (scan_to_closer(cursor, closer, begin + budget)) return true;
  budget -= std::min(budget, cursor.offset() - begin);
  cursor.move_to(begin);
  return false;
}

void skip_odd(Cursor& cursor, std::size_t& budget) {
  while (!cursor.at_end() && !cursor.at_line_end()) {
    const char c = cursor.peek();
    if (c == ';' || c == '{' || c == '}' || c == ')') return;
    if (c == '"' || c == '\'') {
      const std::size_t begin = cursor.offset();
      step_over_string(cursor, begin + longest_odd_string);
      const std::string_view string = cursor.between(begin, cursor.offset());
      if (string.find_first_of("\r\n") != std::string_view::npos) cursor.move_to(begin + 1);
    } else if (c == '(') {
      cursor.advance();
      if (find_closer(cursor, ')', budget)) cursor.advance();
    } else if (starts_comment(cursor)) {
      return;
    } else {
      cursor.advance(c == '`' ? 2 : 1);
    }
  }
}

}  // namespace patdown
