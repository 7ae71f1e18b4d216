#include "token/code/syntax/escape.h"

#include "core/text.h"

#include <charconv>
#include <cstdint>

namespace patdown {
namespace {

std::string numbered(std::string_view digits, int base) {
  if (digits.starts_with('{')) digits.remove_prefix(1);
  std::uint32_t code = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
  std::string text;
  append_utf8(text, code);
  return text;
}

}  // namespace

std::string unescaped_sequence(std::string_view sequence) {
  constexpr std::string_view letters = "abefnrtv";
  constexpr std::string_view meanings = "\a\b\x1B\f\n\r\t\v";
  if (sequence.size() < 2) return std::string(sequence);
  const char c = sequence[1];
  if (sequence[0] != '\\') {
    const bool doubled = sequence[0] == c;
    return std::string(doubled ? sequence.substr(1) : sequence);
  }
  if (c == '\n' || c == '\r') return "";
  if (c == 'x' || c == 'u' || c == 'U') return numbered(sequence.substr(2), 16);
  if (c >= '0' && c <= '7') return numbered(sequence.substr(1), 8);
  const std::size_t letter = letters.find(c);
  if (letter != std::string_view::npos) return {meanings[letter]};
  return std::string(sequence.substr(1));
}

std::string unquoted(std::string_view literal) {
  const std::size_t first = literal.find_first_of("\"'`");
  if (first == std::string_view::npos) return std::string(literal);
  const bool verbatim = literal.substr(0, first).find('@') != std::string_view::npos;
  const char quote = literal[first];
  std::string_view inside = literal.substr(first);
  std::size_t run = inside.find_first_not_of(quote);
  if (run == std::string_view::npos) return "";  // nothing but quotes
  if (run == 2 || verbatim || quote == '`') run = 1;
  inside.remove_prefix(run);
  for (std::size_t i = 0; i < run && inside.ends_with(quote); ++i) inside.remove_suffix(1);
  if (!verbatim) return std::string(inside);
  std::string text;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    text += inside[i];
    if (inside[i] == quote && i + 1 < inside.size() && inside[i + 1] == quote) ++i;
  }
  return text;
}

}  // namespace patdown
