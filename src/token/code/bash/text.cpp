// Texts of words: quoting taken away, pieces put together.

#include "token/code/bash/reader.h"

#include <utility>

namespace patdown {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

// Reads up to `most` digits of `base` at `at`, which ends behind them.
char code_at(std::string_view text, std::size_t& at, int base, int most) {
  int value = 0;
  for (int i = 0; i < most && at < text.size() && digit_of(text[at]) < base; ++i)
    value = value * base + digit_of(text[at++]);
  return static_cast<char>(value);
}

}  // namespace

std::string unescaped(std::string_view text, bool in_quotes) {
  constexpr std::string_view quotable = "\"$`\\\n";
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool more = i + 1 < text.size();
    if (text[i] == '\\' && more &&
        (!in_quotes || quotable.find(text[i + 1]) != std::string_view::npos)) {
      if (text[++i] != '\n') plain += text[i];
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::string unescaped_ansi(std::string_view text) {
  constexpr std::string_view letters = "abefnrtv";
  constexpr std::string_view meanings = "\a\b\x1B\f\n\r\t\v";
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\' || i + 1 >= text.size()) {
      plain += text[i++];
      continue;
    }
    const char c = text[++i];
    const std::size_t letter = letters.find(c);
    if (c == 'x') {
      ++i;
      plain += code_at(text, i, 16, 2);
    } else if (digit_of(c) < 8) {
      plain += code_at(text, i, 8, 3);
    } else {
      plain += letter != std::string_view::npos ? meanings[letter] : c;
      ++i;
    }
  }
  return plain;
}

}  // namespace patdown
