#include "secret/surroundings.h"

#include "core/letters.h"
#include "secret/known_words.h"
#include "secret/wording.h"

#include <algorithm>
#include <cctype>

namespace patdown {
namespace {

constexpr std::size_t longest_gap = 48;  // between a name and its value
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_line = 2000;  // bytes that people write on a line, at most

bool is_name(char c) {
  return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.' || c == '$';
}
bool is_base64(char c) {
  return is_letter_or_digit(c) || c == '+' || c == '/';
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
bool is_hex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_one_of(char c, std::string_view signs) {
  return signs.find(c) != std::string_view::npos;
}

bool all_hex(std::string_view value) {
  return std::ranges::all_of(value, is_hex);
}

bool is_uuid(std::string_view value) {
  if (value.size() != 36) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? value[i] != '-' : !is_hex(value[i])) return false;
  }
  return true;
}

// The shapes of MD5, SHA-1, SHA-2 in hex and base64, and of UUIDs.
bool has_digest_shape(std::string_view value) {
  if (is_uuid(value)) return true;
  const std::size_t size = value.size();
  if (size >= 24 && size % 4 == 0 && size <= 128 && all_hex(value)) return true;
  const bool base64_size = size == 24 || size == 27 || size == 28 || size == 43 || size == 44 ||
                           size == 64 || size == 86 || size == 88;
  return base64_size && std::ranges::all_of(value, [](char c) { return is_base64(c) || c == '='; });
}

// Owner and repository in front of `@`: `uses: actions/checkout@`.
bool ends_in_action(std::string_view before) {
  if (!before.ends_with('@')) return false;
  before.remove_suffix(1);
  std::size_t at = before.size();
  while (at > 0 && (is_name(before[at - 1]) || before[at - 1] == '/')) --at;
  return before.substr(at).find('/') != std::string_view::npos;
}

std::string_view before_of(std::string_view text, Span at, std::size_t most) {
  const std::size_t size = std::min(at.begin, most);
  return text.substr(at.begin - size, size);
}

// The longest piece without '/' and '+' that has letters of both cases and digits.
std::size_t longest_mixed_piece(std::string_view run) {
  std::size_t longest = 0;
  while (!run.empty()) {
    const std::string_view piece = run.substr(0, run.find_first_of("/+"));
    run.remove_prefix(std::min(run.size(), piece.size() + 1));
    const bool mixed = std::ranges::any_of(piece, is_digit) &&
                       std::ranges::any_of(piece, [](char c) { return c >= 'a' && c <= 'z'; }) &&
                       std::ranges::any_of(piece, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (mixed) longest = std::max(longest, piece.size());
  }
  return longest;
}

// The line of `at` without indentation; empty if it is longer than a line of a base64 block.
std::string_view short_line(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 128;
  if (at > text.size()) return {};
  std::size_t begin = at;
  while (begin > 0 && at - begin <= longest && !is_line_end(text[begin - 1])) --begin;
  std::size_t end = at;
  while (end < text.size() && end - at <= longest && !is_line_end(text[end])) ++end;
  if (end - begin > longest) return {};
  while (begin < end && is_one_of(text[begin], " \t\"'")) ++begin;
  while (end > begin && is_one_of(text[end - 1], " \t\"',\\")) --end;
  return text.substr(begin, end - begin);
}

bool is_base64_line(std::string_view line) {
  return line.size() >= 48 &&
         std::ranges::all_of(line, [](char c) { return is_base64(c) || c == '='; });
}

bool in_base64_block(std::string_view text, Span at) {
  const std::string_view line = short_line(text, at.begin);
  if (!is_base64_line(line)) return false;
  const auto begin = static_cast<std::size_t>(line.data() - text.data());
  // Not further than such a line is long, with what short_line() takes off its ends.
  constexpr std::size_t longest = 160;
  const std::size_t line_end = text.substr(0, begin + longest).find('\n', begin);
  const std::size_t floor = begin - std::min(begin, longest);
  const std::size_t above_end = text.substr(floor, begin - floor).rfind('\n');
  const std::size_t line_begin =
      above_end == std::string_view::npos ? above_end : floor + above_end;
  const auto goes_on = [&](std::string_view neighbour) {
    return is_base64_line(neighbour) && neighbour.size() == line.size();
  };
  if (line_end != std::string_view::npos && goes_on(short_line(text, line_end + 1))) return true;
  if (line_begin == std::string_view::npos || line_begin == 0) return false;
  const std::size_t above = text[line_begin - 1] == '\r' ? line_begin - 1 : line_begin;
  return above > 0 && goes_on(short_line(text, above - 1));
}

}  // namespace

std::string_view name_before(std::string_view text, Span at) {
  std::string_view before = before_of(text, at, longest_gap + longest_name);
  const auto skip = [&before](std::string_view signs) {
    std::size_t skipped = 0;
    while (!before.empty() && is_one_of(before.back(), signs)) {
      before.remove_suffix(1);
      ++skipped;
    }
    return skipped;
  };
  const std::size_t gap = skip(" \t\"'`({[@\\");
  const std::size_t operators = skip("=:>,|?");
  if (operators > 0) skip(" \t\"'`])}?!=:\\");
  std::size_t begin = before.size();
  while (begin > 0 && is_name(before[begin - 1])) --begin;
  const std::string_view name = before.substr(begin);
  if (operators == 0 && !(gap > 0 && name.starts_with("--"))) return {};
  return name;
}

bool is_digest_here(std::string_view text, Span at) {
  const std::string_view value = text.substr(at.begin, at.size());
  if (!has_digest_shape(value)) return false;
  std::string_view before = before_of(text, at, 160);
  if (ends_in_action(before)) return true;
  while (!before.empty() && is_one_of(before.back(), " \"'`<[(")) before.remove_suffix(1);
  const std::string folded = lower(before);
  const auto stands_before = [&folded](const std::string& prefix) {
    if (!folded.ends_with(prefix)) return false;
    const std::size_t begin = folded.size() - prefix.size();
    return begin == 0 || !is_letter_or_digit(prefix.front()) ||
           !is_letter_or_digit(folded[begin - 1]);
  };
  if (std::ranges::any_of(words_of("digest-prefix"), stands_before)) return true;
  const std::vector<std::string> words = words_in(name_before(text, at));
  if (words.empty()) return false;
  if (is_in("digest-name", words.back()) || words.back() == "id" || words.back() == "ids") {
    return true;
  }
  // Words that case does not part: contentsha256, documentid.
  return std::ranges::any_of(words_of("digest-ending"),
                             [&](const std::string& word) { return words.back().ends_with(word); });
}

bool is_inside_base64(std::string_view text, Span at) {
  const std::string_view value = text.substr(at.begin, at.size());
  if (value.find('\n') != std::string_view::npos) return false;  // a block of its own, a key
  constexpr std::size_t looked_at = 256;
  constexpr std::size_t least_more = 40;
  std::size_t begin = at.begin;
  while (begin > 0 && at.begin - begin < looked_at && is_base64(text[begin - 1])) --begin;
  std::size_t end = at.end;
  while (end < text.size() && end - at.end < looked_at && is_base64(text[end])) ++end;
  const std::string_view left = text.substr(begin, at.begin - begin);
  const std::string_view right = text.substr(at.end, end - at.end);
  if (std::max(longest_mixed_piece(left), longest_mixed_piece(right)) >= least_more) return true;
  if (before_of(text, {.begin = begin, .end = begin}, 7) == "base64,") return true;
  const std::string_view run = text.substr(begin, end - begin);
  const auto begins_run = [run](const std::string& magic) { return run.starts_with(magic); };
  if (run.size() > 64 && std::ranges::any_of(words_of("binary-base64"), begins_run)) return true;
  return in_base64_block(text, at);
}

bool is_public_search_key(std::string_view text, Span at) {
  constexpr std::size_t distance = 300;
  const std::string_view value = text.substr(at.begin, at.size());
  if (value.size() != 32 || !all_hex(value)) return false;
  const std::string name = lower(name_before(text, at));
  if (name != "apikey" && name != "api_key" && name != "searchkey") return false;
  const std::size_t begin = at.begin - std::min(at.begin, distance);
  const std::string around = lower(text.substr(begin, at.end + distance - begin));
  const auto holds = [&around](const char* word) { return around.find(word) != std::string::npos; };
  return holds("indexname") && (holds("algolia") || holds("docsearch") || holds("appid"));
}

bool is_quoted(std::string_view text, Span at) {
  constexpr std::string_view quotes = "\"'`";
  if (at.begin > 0 && is_one_of(text[at.begin - 1], quotes)) return true;
  // Within a literal an odd number of quotes of its kind stands before the value.
  std::string_view before = before_of(text, at, longest_line);
  const std::size_t line = before.find_last_of("\r\n");
  if (line != std::string_view::npos) before.remove_prefix(line + 1);
  for (const char quote : quotes) {
    if (std::ranges::count(before, quote) % 2 == 1) return true;
  }
  return false;
}

bool is_password_of_nothing(std::string_view text, Span at, bool weak) {
  if (at.end >= text.size() || text[at.end] != '@') return false;
  const std::string_view value = text.substr(at.begin, at.size());
  const std::string_view before = before_of(text, at, longest_name);
  if (before.ends_with(':')) {
    const std::string_view user = before.substr(0, before.size() - 1);
    const std::size_t begin = user.find_last_of("/ \"'");
    if (begin != std::string_view::npos && user.substr(begin + 1) == value) return true;
  }
  if (!weak) return false;
  std::string_view host = text.substr(at.end + 1, longest_name);
  host = host.substr(0, host.find_first_of("/:?\"' \t\r\n,;)"));
  return std::ranges::any_of(words_of("reserved-host"), [host](const std::string& reserved) {
    return reserved.starts_with('.') ? host.ends_with(reserved) : host == reserved;
  });
}

bool is_on_long_line(std::string_view text, Span at) {
  const std::size_t floor = at.begin - std::min(at.begin, longest_line);
  std::size_t begin = at.begin;
  while (begin > floor && !is_line_end(text[begin - 1])) --begin;
  std::size_t end = at.begin;
  while (end < text.size() && end - begin <= longest_line && !is_line_end(text[end])) ++end;
  return end - begin > longest_line;
}

}  // namespace patdown
