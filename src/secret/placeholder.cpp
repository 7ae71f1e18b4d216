#include "secret/placeholder.h"

#include "core/letters.h"
#include "secret/known_words.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace patdown {
namespace {

constexpr std::size_t longest_worded = 100;  // words turn up by chance in longer random texts

// The longest row of characters each `step` above the one before: 0 for equal ones.
std::size_t longest_row(std::string_view value, int step) {
  // In base64 of many bytes 'A' stands for zeros, which keys have in a row.
  const bool zeros_occur = value.size() >= 40;
  std::size_t longest = 0;
  std::size_t row = 1;
  for (std::size_t i = 1; i < value.size(); ++i) {
    const bool next = value[i] - value[i - 1] == step && is_letter_or_digit(value[i]);
    row = next || (step == 0 && value[i] == value[i - 1]) ? row + 1 : 1;
    if (step == 0 && zeros_occur && value[i] == 'A' && row < 8) continue;
    longest = std::max(longest, row);
  }
  return longest;
}

std::size_t distinct(std::string_view value) {
  std::string sorted(value);
  std::ranges::sort(sorted);
  std::size_t count = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    count += i == 0 || sorted[i] != sorted[i - 1] ? 1U : 0U;
  }
  return count;
}

// Whether the end of `value` repeats a piece of at most eight characters, three times and over at
// least sixteen characters.
bool repeats_a_piece(std::string_view value) {
  for (std::size_t period = 1; period <= 8; ++period) {
    std::size_t same = 0;
    for (std::size_t i = value.size(); i > period && value[i - 1] == value[i - 1 - period]; --i) {
      ++same;
    }
    if (same + period >= std::max<std::size_t>(3 * period, 16)) return true;
  }
  return false;
}

// Calls for each part between signs.
template <typename Predicate>
bool any_part(std::string_view text, const Predicate& holds) {
  while (!text.empty()) {
    const auto end = std::ranges::find_if_not(text, is_letter_or_digit);
    const auto size = static_cast<std::size_t>(end - text.begin());
    if (size > 0 && holds(text.substr(0, size))) return true;
    text.remove_prefix(std::min(text.size(), size + 1));
  }
  return false;
}

bool wrapped_in(std::string_view value, std::string_view open, std::string_view close) {
  return value.size() > open.size() + close.size() && value.starts_with(open) &&
         value.ends_with(close);
}

bool all_of(std::string_view value, bool (*holds)(char)) {
  return !value.empty() && std::ranges::all_of(value, holds);
}

// Digits and dots, perhaps with a sign in front and a unit behind: 1.2.3, v12, 3600s, 10MB.
bool is_number_with_unit(std::string_view value) {
  if (value.starts_with('v') || value.starts_with('V') || value.starts_with('-')) {
    value.remove_prefix(1);
  }
  const auto in_number = [](char c) { return is_digit(c) || c == '.' || c == '_' || c == ','; };
  const auto unit = std::ranges::find_if_not(value, in_number);
  if (value.empty() || !is_digit(value.front())) return false;
  return unit == value.end() || is_in("unit", lower({unit, value.end()}));
}

// 2024-05-01, 2024/05/01T10:00:00Z
bool is_date(std::string_view value) {
  if (value.size() < 8 || !all_of(value.substr(0, 4), is_digit)) return false;
  if (value[4] != '-' && value[4] != '/') return false;
  const auto in_date = [](char c) {
    return is_digit(c) || c == '-' || c == '/' || c == ':' || c == '.' || c == '+' || c == ' ' ||
           c == 'T' || c == 'Z';
  };
  return std::ranges::all_of(value, in_date);
}

}  // namespace

bool is_patterned(std::string_view value) {
  if (value.size() < 4) return false;
  if (distinct(value) <= 2) return true;
  const std::size_t equal = longest_row(value, 0);
  if (value.size() > longest_worded) return equal * 2 > value.size();
  // Few characters (hexadecimal digits) fall into rows more often than many.
  const bool few = distinct(value) <= 16;
  const std::size_t in_order = std::max(longest_row(value, 1), longest_row(value, -1));
  return equal >= (few ? 7U : 5U) || in_order >= (few ? 8U : 7U) || repeats_a_piece(value);
}

bool is_placeholder(std::string_view value) {
  if (wrapped_in(value, "<", ">") || wrapped_in(value, "[", "]")) return true;
  if (value.find("...") != std::string_view::npos || value.find("***") != std::string_view::npos ||
      value.find("…") != std::string_view::npos) {
    return true;
  }
  if (value.size() > longest_worded) return false;
  const std::string folded = lower(value);
  const auto in_value = [&folded](const std::string& word) {
    return folded.find(word) != std::string::npos;
  };
  if (std::ranges::any_of(words_of("placeholder-part"), in_value)) return true;
  const auto known = [](std::string_view part) { return is_in("placeholder-word", part); };
  return known(folded) || any_part(folded, known);
}

bool is_reference(std::string_view value) {
  const auto begins = [value](const std::string& prefix) { return value.starts_with(prefix); };
  if (std::ranges::any_of(words_of("reference-prefix"), begins)) return true;
  for (const std::string_view sign : {"${", "{{", "}}", "<%", "#{", "$("}) {
    if (value.find(sign) != std::string_view::npos) return true;
  }
  const auto in_name = [](char c) {
    return is_letter_or_digit(c) || c == '_' || c == '.' || c == '-';
  };
  if (value.size() > 2 && value.front() == value.back()) {
    const char sign = value.front();
    const std::string_view inside = value.substr(1, value.size() - 2);
    const bool name = all_of(inside, in_name);
    if (name && (sign == '%' || sign == '@')) return true;
    if (name && (inside.starts_with(sign) && inside.ends_with(sign)) && sign == '_') return true;
    if (sign == '#' && wrapped_in(inside, "#", "#")) return true;
  }
  if (wrapped_in(value, "{", "}") || wrapped_in(value, "__", "__")) return true;
  if (value.starts_with('$') && value.size() > 1 && all_of(value.substr(1), in_name)) {
    return std::ranges::none_of(value, is_digit) || std::ranges::none_of(value, [](char c) {
             return std::islower(static_cast<unsigned char>(c)) != 0;
           });
  }
  for (const std::string_view hole : {"%s", "%d", "%v", "%@", "{}", "{0}", "%(", "{1}"}) {
    if (value.find(hole) != std::string_view::npos) return true;
  }
  return false;
}

bool is_plain_value(std::string_view value) {
  return is_in("plain-value", lower(value)) || is_number_with_unit(value) || is_date(value);
}

}  // namespace patdown
