#include "token/code/powershell/operators.h"

#include <algorithm>

namespace patdown {
namespace {

// Each also exists with c (case-sensitive) or i (not so) in front.
constexpr std::string_view comparisons[] = {
    "eq",    "ne",       "gt",       "ge",          "lt", "le",    "like",    "notlike",
    "match", "notmatch", "contains", "notcontains", "in", "notin", "replace", "split"};
constexpr std::string_view plain_comparisons[] = {"join", "is", "isnot", "as", "shl", "shr"};

template <std::size_t size>
bool has(const std::string_view (&words)[size], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

Binding binding_of(std::string_view word) {
  if (word == "f") return Binding::format;
  if (word == "and" || word == "or" || word == "xor") return Binding::logical;
  if (word == "band" || word == "bor" || word == "bxor") return Binding::bitwise;
  if (has(comparisons, word) || has(plain_comparisons, word)) return Binding::comparison;
  const bool variant = word.starts_with('c') || word.starts_with('i');
  return variant && has(comparisons, word.substr(1)) ? Binding::comparison : Binding::none;
}

bool is_prefix_operator(std::string_view word) {
  return word == "not" || word == "bnot" || word == "split" || word == "join" || word == "csplit" ||
         word == "isplit";
}

}  // namespace patdown
