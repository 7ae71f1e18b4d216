#include "token/pipeline/macro.h"

#include "token/pipeline/expression.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace patdown {
namespace {

constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr char begin_mark = '\x01';
constexpr char fill_mark = '\x02';
constexpr std::size_t most_names = digits.size() * digits.size();

// The position behind the `)` of the `$(` at `at`, if a name stands in it. The name may have been
// put together by template expressions: $(pat-${{ parameters.environment }}).
std::optional<std::size_t> end_of_macro(std::string_view text, std::size_t at) {
  constexpr std::string_view no_name = "()\n\r\"'`|;&<>$";
  std::size_t i = at + 2;
  while (i < text.size() && text[i] != ')') {
    if (text.substr(i, 3) == "${{") {
      i = end_of_expression(text, i + 3, "}}");
      if (i == std::string_view::npos) return std::nullopt;
    } else if (no_name.find(text[i]) != std::string_view::npos) {
      return std::nullopt;
    } else {
      ++i;
    }
  }
  if (i >= text.size() || i == at + 2) return std::nullopt;
  return i + 1;
}

struct Found {
  std::size_t end = 0;
  std::string name;
};

std::optional<Found> macro_at(std::string_view text, std::size_t at,
                              const std::function<bool(std::string_view)>& is_macro) {
  if (text.substr(at, 3) == "${{") {
    const std::size_t end = end_of_expression(text, at + 3, "}}");
    if (end == std::string_view::npos) return std::nullopt;
    return Found{end, expression_name(text.substr(at + 3, end - at - 5))};
  }
  if (text.substr(at, 2) == "$(") {
    const auto end = end_of_macro(text, at);
    if (!end) return std::nullopt;
    const std::string_view word = trimmed(text.substr(at + 2, *end - at - 3));
    if (word.empty() || !is_macro(word)) return std::nullopt;
    return Found{*end, std::string(word)};
  }
  // The platform knows $[ … ] only as the whole of a value; elsewhere it is the script's own.
  if (text.substr(at, 2) == "$[" && trimmed(text.substr(0, at)).empty()) {
    const std::size_t end = end_of_expression(text, at + 2, "]");
    if (end == std::string_view::npos || !trimmed(text.substr(end)).empty()) return std::nullopt;
    return Found{end, expression_name(text.substr(at + 2, end - at - 3))};
  }
  return std::nullopt;
}

// Numbers of names. Few look-ups search the table; many, as in a hostile file, an index of it.
class Numbers {
 public:
  explicit Numbers(MacroTable& table) : table_(table) {}

  std::optional<std::size_t> of(const std::string& name) {
    constexpr int few = 64;
    if (++asked_ == few)
      for (std::size_t i = 0; i < table_.names.size(); ++i) index_.emplace(table_.names[i], i);
    const auto known = find(name);
    if (known) return known;
    const std::size_t number = table_.names.size();
    if (number >= most_names) return std::nullopt;
    table_.names.push_back(name);
    if (asked_ >= few) index_.emplace(name, number);
    return number;
  }

 private:
  std::optional<std::size_t> find(const std::string& name) const {
    if (!index_.empty()) {
      const auto entry = index_.find(name);
      return entry == index_.end() ? std::nullopt : std::optional(entry->second);
    }
    const auto entry = std::find(table_.names.begin(), table_.names.end(), name);
    if (entry == table_.names.end()) return std::nullopt;
    return static_cast<std::size_t>(entry - table_.names.begin());
  }

  MacroTable& table_;
  std::unordered_map<std::string, std::size_t> index_;
  int asked_ = 0;
};

}  // namespace

std::string hide_macros(std::string_view text, MacroTable& table,
                        const std::function<bool(std::string_view)>& is_macro) {
  Numbers numbers(table);
  std::string hidden;
  hidden.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '$') {
      const auto found = macro_at(text, at, is_macro);
      const auto number = found ? numbers.of(found->name) : std::nullopt;
      if (number) {
        hidden += begin_mark;
        hidden += digits[*number / digits.size()];
        hidden += digits[*number % digits.size()];
        hidden.append(found->end - at - 3, fill_mark);
        at = found->end;
        continue;
      }
    }
    // The marks themselves, in the bytes of a stranger's file, must not become references.
    const bool mark = text[at] == begin_mark || text[at] == fill_mark;
    hidden += mark ? '?' : text[at];
    ++at;
  }
  return hidden;
}

std::vector<MacroPiece> split_macros(std::string_view text, const MacroTable& table) {
  std::vector<MacroPiece> pieces;
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t number = table.names.size();
    if (text[at] == begin_mark && at + 3 < text.size() && text[at + 3] == fill_mark) {
      const std::size_t high = digits.find(text[at + 1]);
      const std::size_t low = digits.find(text[at + 2]);
      if (high != std::string_view::npos && low != std::string_view::npos)
        number = high * digits.size() + low;
    }
    if (number >= table.names.size()) {
      const std::size_t next = std::min(text.find(begin_mark, at + 1), text.size());
      plain += text.substr(at, next - at);
      at = next;
      continue;
    }
    if (!plain.empty()) pieces.push_back({.reference = false, .text = plain});
    plain.clear();
    pieces.push_back({.reference = true, .text = table.names[number]});
    at = text.find_first_not_of(fill_mark, at + 3);
    if (at == std::string_view::npos) break;
  }
  if (!plain.empty()) pieces.push_back({.reference = false, .text = plain});
  return pieces;
}

}  // namespace patdown
