#include "token/code/syntax/comparison.h"

#include "core/letters.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace patdown {
namespace {

constexpr std::size_t longest = 500;  // of a condition

struct Comparison {
  std::string name;
  std::vector<std::string> texts;
  bool any_case = false;
  bool differs = false;
};

// "(x)" without its parentheses, if they belong together.
std::string_view bare(std::string_view text) {
  text = trimmed(text);
  while (text.size() > 1 && text.front() == '(' && text.back() == ')') {
    int depth = 0;
    for (std::size_t k = 0; k + 1 < text.size(); ++k) {
      if (text[k] == '(') ++depth;
      if (text[k] == ')' && --depth == 0) return text;
    }
    text = trimmed(text.substr(1, text.size() - 2));
  }
  return text;
}

bool is_word(std::string_view text) {
  return !text.empty() && !is_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), is_word_letter);
}

// 'x', "x", `x`, :x
std::optional<std::string> text_in(std::string_view written) {
  written = bare(written);
  if (written.starts_with(':') && is_word(written.substr(1))) return std::string(written.substr(1));
  if (written.size() < 2) return std::nullopt;
  const char quote = written.front();
  if ((quote != '\'' && quote != '"' && quote != '`') || written.back() != quote) {
    return std::nullopt;
  }
  const std::string_view text = written.substr(1, written.size() - 2);
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return is_word_letter(c) || c == '-' || c == '.' || c == '/';
  });
  return plain ? std::optional<std::string>(text) : std::nullopt;
}

// `method`, `method.upper()`, `strings.ToUpper(method)`
bool name_in(std::string_view written, Comparison& found) {
  static constexpr std::array<std::string_view, 12> folding = {
      ".upper()",        ".lower()",        ".toUpperCase()", ".toLowerCase()",
      "?.toUpperCase()", ".upcase",         ".downcase",      ".ToUpper()",
      ".ToLower()",      "?.toLowerCase()", ".uppercase()",   ".lowercase()"};
  written = bare(written);
  for (const std::string_view call : {"strings.ToUpper", "strings.ToLower"}) {
    if (!written.starts_with(call)) continue;
    written = bare(written.substr(call.size()));
    found.any_case = true;
  }
  for (const std::string_view end : folding) {
    if (!written.ends_with(end)) continue;
    written.remove_suffix(end.size());
    found.any_case = true;
    break;
  }
  if (!is_word(written)) return false;
  found.name = std::string(written);
  return true;
}

// `("PUT", "POST")` behind `in`
bool texts_in(std::string_view written, Comparison& found) {
  written = trimmed(written);
  if (written.size() < 2) return false;
  const char first = written.front();
  if (first != '(' && first != '[' && first != '{') return false;
  written = trimmed(written.substr(1, written.size() - 2));
  while (!written.empty()) {
    const auto comma = written.find(',');
    const auto text = text_in(written.substr(0, comma));
    if (!text) return false;
    found.texts.push_back(*text);
    written = comma == std::string_view::npos ? "" : trimmed(written.substr(comma + 1));
  }
  return !found.texts.empty();
}

std::optional<Comparison> one_of(std::string_view part) {
  part = bare(part);
  Comparison found;
  for (const auto& [word, differs] : {std::pair(" not in ", true), std::pair(" in ", false)}) {
    const auto at = part.find(word);
    if (at == std::string_view::npos) continue;
    found.differs = differs;
    const std::string_view list = part.substr(at + std::string_view(word).size());
    const bool whole = name_in(part.substr(0, at), found) && texts_in(list, found);
    return whole ? std::optional(std::move(found)) : std::nullopt;
  }
  for (const std::string_view sign : {"===", "!==", "==", "!="}) {
    const auto at = part.find(sign);
    if (at == std::string_view::npos) continue;
    found.differs = sign[0] == '!';
    std::string_view left = part.substr(0, at);
    std::string_view right = part.substr(at + sign.size());
    auto text = text_in(right);
    if (!text) {
      std::swap(left, right);
      text = text_in(right);
    }
    if (!text || !name_in(left, found)) return std::nullopt;
    found.texts.push_back(*text);
    return found;
  }
  return std::nullopt;
}

// What stands between the signs; one part if there are none.
std::vector<std::string_view> alternatives_in(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto signs = text.find("||");
    const auto word = text.find(" or ");
    const auto at = std::min(signs, word);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + (at == word ? 4 : 2));
  }
}

}  // namespace

std::string comparison_in(std::string_view condition) {
  if (condition.size() > longest) return {};
  const std::vector<std::string_view> parts = alternatives_in(bare(condition));
  std::optional<Comparison> all;
  for (const std::string_view part : parts) {
    auto one = one_of(part);
    if (!one || (one->differs && parts.size() > 1)) return {};
    if (!all) {
      all = std::move(one);
      continue;
    }
    if (one->name != all->name || one->any_case != all->any_case) return {};
    all->texts.insert(all->texts.end(), one->texts.begin(), one->texts.end());
  }
  if (!all) return {};
  std::string text = all->differs ? "!" : "";
  if (all->any_case) text += '~';
  text += all->name;
  char between = '=';
  for (const std::string& one : all->texts) {
    text += between;
    text += one;
    between = '|';
  }
  return text;
}

}  // namespace patdown
