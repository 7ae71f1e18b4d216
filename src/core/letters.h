#pragma once

// Which bytes make a word? ASCII only and whatever the locale: the formats read here do not know
// it, and std::isalnum asks it.

namespace patdown {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What \w means in expressions, and of what most languages make their names.
constexpr bool is_word_letter(char c) {
  return is_letter_or_digit(c) || c == '_';
}

}  // namespace patdown
