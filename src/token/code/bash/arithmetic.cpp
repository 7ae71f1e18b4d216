#include "token/code/bash/arithmetic.h"

#include "core/letters.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace patdown {
namespace {

constexpr std::size_t longest = 400;  // characters of one expression
constexpr char mark_begin = '\x01';
constexpr char mark_end = '\x02';

bool is_operand(char c) {
  static constexpr std::string_view signs = "${}[]#";
  return is_word_letter(c) || c == mark_begin || c == mark_end ||
         signs.find(c) != std::string_view::npos;
}

bool is_operator(char c) {
  static constexpr std::string_view signs = "+-*/%<>=!&|^~?:,";
  return signs.find(c) != std::string_view::npos;
}

// How long an expression is that begins behind "$((", up to its "))"; 0 if it is none. Two words
// with nothing but blanks between them are a command of a subshell.
std::size_t length_of_expression(std::string_view text) {
  text = text.substr(0, longest);
  std::size_t open = 2;
  bool word = false;   // the last thing that stood there was one
  bool blank = false;  // behind that
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ')' && --open == 0) return text[at - 1] == ')' ? at - 1 : 0;
    if (c == ' ' || c == '\t') {
      blank = true;
      continue;
    }
    if (is_operand(c)) {
      if (word && blank) return 0;
      word = true;
    } else if (is_operator(c) || c == '(') {
      word = false;
      open += c == '(' ? 1 : 0;
    } else if (c != ')') {
      return 0;
    }
    blank = false;
  }
  return 0;
}

}  // namespace

std::string with_plain_arithmetic(std::string text) {
  constexpr std::string_view begin = "$((";
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    at += begin.size();
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(at);
    const auto length = length_of_expression(std::string_view(text).substr(at));
    std::replace_if(
        first, first + static_cast<std::ptrdiff_t>(length),
        [](char c) { return c == mark_begin || c == mark_end; }, 'm');
  }
  return text;
}

}  // namespace patdown
