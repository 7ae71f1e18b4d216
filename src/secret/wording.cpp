#include "secret/wording.h"

#include "core/letters.h"
#include "secret/known_words.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t longest_read = 256;  // bytes; longer values are no names

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_vowel(char c) {
  return std::string_view("aeiouyAEIOUY").find(c) != std::string_view::npos;
}

// Whether a word begins at `at`, going by the case of its letters: "tokenGroup", "HTTPServer".
bool begins_word(std::string_view name, std::size_t at) {
  if (at == 0 || !is_upper(name[at])) return false;
  if (!is_upper(name[at - 1]) && !is_digit(name[at - 1])) return true;
  // Behind a digit only a hump is one: capitals with digits among them are base32.
  return at + 1 < name.size() && is_lower(name[at + 1]);
}

}  // namespace

std::vector<std::string> words_in(std::string_view name) {
  name = name.substr(0, longest_read);
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(lower(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_upper(c) && !is_lower(c) && !is_digit(c)) {
      finish();
      continue;
    }
    if (begins_word(name, i)) finish();
    word += c;
  }
  finish();
  return words;
}

bool is_pronounceable(std::string_view word) {
  std::size_t vowels = 0;
  std::size_t row = 0;
  std::size_t longest = 0;
  for (const char c : word) {
    const bool vowel = is_vowel(c);
    vowels += vowel ? 1U : 0U;
    row = vowel ? 0 : row + 1;
    longest = std::max(longest, row);
  }
  return vowels * 5 >= word.size() && vowels * 4 <= word.size() * 3 && longest <= 4;
}

bool is_wording(std::string_view value) {
  if (value.size() > longest_read) return false;
  constexpr std::string_view between = "-_./+:, *#&|@'()[]>=!?";
  std::size_t letters = 0;
  std::size_t vowels = 0;
  std::size_t digits = 0;
  bool after_digit = false;
  bool within = false;  // whether a letter follows a digit at once
  for (const char c : value) {
    within = within || (after_digit && (is_upper(c) || is_lower(c)));
    after_digit = is_digit(c);
    letters += is_upper(c) || is_lower(c) ? 1U : 0U;
    vowels += is_vowel(c) ? 1U : 0U;
    digits += is_digit(c) ? 1U : 0U;
    if (!is_upper(c) && !is_lower(c) && !is_digit(c) && between.find(c) == std::string_view::npos) {
      return false;
    }
  }
  const std::vector<std::string> words = words_in(value);
  if (words.size() < 2 || digits * 6 > value.size()) return false;
  std::size_t odd = 0;
  std::size_t long_words = 0;
  for (std::string_view word : words) {
    // A number may stand behind a word or alone, but not within.
    while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
    if (std::ranges::any_of(word, is_digit)) return false;
    long_words += word.size() >= 3 ? 1U : 0U;
    odd += word.size() >= 4 && !is_pronounceable(word) ? 1U : 0U;
  }
  // Words of English code have five letters on average and four vowels in ten letters; the humps of
  // random letters have two and a half, and two vowels in ten.
  const std::size_t count = words.size();
  const bool long_enough = within       ? count >= 3 && letters >= 5 * count
                           : digits > 0 ? count >= 3 && letters >= 3 * count
                                        : letters * 2 >= 7 * count;
  if (!long_enough || vowels * 7 < letters * 2) return false;
  return odd * 3 <= words.size() && long_words * 2 >= words.size();
}

}  // namespace patdown
