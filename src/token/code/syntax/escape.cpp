#include "token/code/syntax/escape.h"

#include <charconv>
#include <cstdint>

namespace patdown {
namespace {

std::string utf8(std::uint32_t code) {
  std::string bytes;
  const auto add = [&](std::uint32_t byte) { bytes += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0 | (code >> 6));
    add(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    add(0xE0 | (code >> 12));
    add(0x80 | ((code >> 6) & 0x3F));
    add(0x80 | (code & 0x3F));
  } else if (code < 0x110000) {
    add(0xF0 | (code >> 18));
    add(0x80 | ((code >> 12) & 0x3F));
    add(0x80 | ((code >> 6) & 0x3F));
    add(0x80 | (code & 0x3F));
  }
  return bytes;
}

std::string numbered(std::string_view digits, int base) {
  if (digits.starts_with('{')) digits.remove_prefix(1);
  std::uint32_t code = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
  return utf8(code);
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
