#include "token/text_setting.h"

#include "core/letters.h"

#include <cstring>  // memmem, which GNU declares there

namespace patdown {
namespace {

bool is_quote_or_blank(char c) {
  return c == '"' || c == '\'' || c == '\\' || c == '`' || c == ' ' || c == '\t';
}

// Where the key before the value at `value` begins, if it is `key` and an assignment stands
// between:
// `"key": "value`, `key = 'value`, `\"key\":\"value`, `:key => "value`.
std::optional<std::size_t> key_before(std::string_view text, std::size_t value,
                                      std::string_view key) {
  std::size_t at = value;
  while (at > 0 && is_quote_or_blank(text[at - 1])) --at;
  if (at > 0 && text[at - 1] == '>') --at;
  if (at == 0 || (text[at - 1] != ':' && text[at - 1] != '=')) return std::nullopt;
  while (at > 0 && (text[at - 1] == ':' || text[at - 1] == '=')) --at;
  while (at > 0 && is_quote_or_blank(text[at - 1])) --at;
  if (at < key.size()) return std::nullopt;
  const std::size_t begin = at - key.size();
  if (!same_ignoring_case(text.substr(begin, key.size()), key)) return std::nullopt;
  if (begin > 0 && is_word_letter(text[begin - 1])) return std::nullopt;
  return begin;
}

}  // namespace

std::optional<Span> find_setting(std::string_view text, std::string_view small,
                                 std::string_view key, std::string_view value) {
  for (std::size_t at = small.find(value); at != std::string_view::npos;
       at = small.find(value, at + 1)) {
    const std::size_t end = at + value.size();
    if (end < text.size() && is_word_letter(text[end])) continue;
    const std::size_t begin = at > 0 && text[at - 1] == '$' ? at - 1 : at;  // $true
    if (const auto found = key_before(text, begin, key)) return Span{.begin = *found, .end = end};
  }
  return std::nullopt;
}

// memmem() skips ahead by the length of what it looks for; find() stops at each of its first
// letter.
bool holds_bytes(std::string_view text, std::string_view word) {
  return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

}  // namespace patdown
