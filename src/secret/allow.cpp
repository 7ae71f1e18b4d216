#include "secret/allow.h"

#include "core/letters.h"
#include "secret/positions.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t longest_comment = 200;  // bytes that a report repeats
constexpr std::size_t most_on_a_line = 16;    // more on one line serve nobody

struct Keyword {
  std::string_view text;
  bool here;
  bool next;
};

// detect-secrets writes `pragma: allowlist secret` (once `whitelist`), TruffleHog and gitleaks one
// word each; see their manuals.
constexpr std::string_view own = "patdown:allow";
constexpr Keyword keywords[] = {
    {.text = own, .here = true, .next = false},
    {.text = "gitleaks:allow", .here = true, .next = false},
    {.text = "trufflehog:ignore", .here = true, .next = false},
    {.text = "pragma: allowlist secret", .here = true, .next = false},
    {.text = "pragma: whitelist secret", .here = true, .next = false},
    {.text = "pragma: allowlist nextline secret", .here = false, .next = true},
    {.text = "pragma: whitelist nextline secret", .here = false, .next = true},
};

bool is_name_part(char c) {
  return is_word_letter(c) || c == '-';
}

// Whether nothing but signs of a comment stands before `at` on its line.
bool stands_alone(std::string_view text, std::size_t at) {
  const std::size_t floor = at - std::min<std::size_t>(at, longest_comment);
  std::string_view before = text.substr(floor, at - floor);
  const std::size_t line = before.find_last_of("\r\n");
  if (line != std::string_view::npos) before.remove_prefix(line + 1);
  // A byte order mark and the comment words of batch files and m4 are no code either.
  std::string letters;
  for (const char c : before) {
    if (is_letter_or_digit(c)) letters += lower(c);
  }
  return letters.empty() || letters == "rem" || letters == "dnl";
}

// The rule that an own comment names and where it ends.
void read_own(std::string_view text, Allow& allow) {
  std::string_view line = text.substr(allow.text.begin + own.size(), longest_comment);
  line = line.substr(0, line.find_first_of("\r\n\"`"));
  for (const std::string_view closing : {"*/", "-->", "#>", "--}}"}) {
    line = line.substr(0, line.find(closing));
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  allow.text.end = allow.text.begin + own.size() + line.size();
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return;
  line.remove_prefix(begin);
  allow.rule = line.substr(0, line.find_first_of(" \t,;"));
}

bool names(const Allow& allow, std::string_view rule_id) {
  const std::string_view rule = allow.rule;
  if (rule.ends_with('*')) return rule_id.starts_with(rule.substr(0, rule.size() - 1));
  return rule == rule_id;
}

// Where the line of `offset` begins; `floor` if not behind it.
std::size_t line_begin(std::string_view text, std::size_t offset, std::size_t floor) {
  const auto ends_line = [text](std::size_t at) {
    const bool inside = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    return text[at] == '\n' || (text[at] == '\r' && !inside);
  };
  while (offset > floor && !ends_line(offset - 1)) --offset;
  return offset;
}

std::size_t line_end(std::string_view text, std::size_t offset) {
  while (offset < text.size() && text[offset] != '\n' && text[offset] != '\r') ++offset;
  return offset;
}

// Adds the comments with `keyword` in `part`.
void find_keyword(std::string_view text, Span part, const Keyword& keyword,
                  std::vector<Allow>& allows) {
  const std::string_view searched = text.substr(0, part.end);
  for (std::size_t at = searched.find(keyword.text, part.begin); at != std::string_view::npos;
       at = searched.find(keyword.text, at + 1)) {
    const std::size_t end = at + keyword.text.size();
    if (end < text.size() && is_name_part(text[end])) continue;
    if (at > 0 && is_name_part(text[at - 1])) continue;
    Allow allow{.line = 0,
                .here = keyword.here,
                .next = keyword.next,
                .rule = "*",
                .text = {.begin = at, .end = end}};
    if (keyword.text == own) {
      read_own(text, allow);
      allow.next = stands_alone(text, at);
    }
    allows.push_back(allow);
  }
}

// Those in `parts`: whole lines, ascending.
std::vector<Allow> allows_in(std::string_view text, const std::vector<Span>& parts) {
  std::vector<Allow> allows;
  for (const Span part : parts) {
    for (const Keyword& keyword : keywords) find_keyword(text, part, keyword, allows);
  }
  if (allows.empty()) return allows;
  std::ranges::sort(allows, {}, [](const Allow& allow) { return allow.text; });
  std::vector<Span> spans;
  spans.reserve(allows.size());
  for (const Allow& allow : allows) spans.push_back(allow.text);
  const std::vector<Position> positions = positions_of(text, spans);
  std::vector<Allow> kept;
  for (std::size_t i = 0; i < allows.size(); ++i) {
    allows[i].line = positions[i].line;
    const std::size_t n = kept.size();
    if (n >= most_on_a_line && kept[n - most_on_a_line].line == allows[i].line) continue;
    kept.push_back(allows[i]);
  }
  return kept;
}

}  // namespace

std::vector<Allow> find_allows(std::string_view text) {
  return allows_in(text, {{.begin = 0, .end = text.size()}});
}

std::vector<Allow> find_allows(std::string_view text, const std::vector<Span>& secrets) {
  std::vector<std::size_t> offsets;
  offsets.reserve(secrets.size() * 2);
  for (const Span secret : secrets) {
    offsets.push_back(std::min(secret.begin, text.size()));
    offsets.push_back(std::min(secret.end, text.size()));
  }
  std::ranges::sort(offsets);
  // Each byte belongs to one part at most: a line of megabytes may hold thousands of secrets.
  std::vector<Span> parts;
  for (const std::size_t offset : offsets) {
    const std::size_t searched = parts.empty() ? 0 : parts.back().end;
    if (!parts.empty() && offset <= searched) continue;
    std::size_t begin = line_begin(text, offset, searched);
    if (begin > searched) begin = line_begin(text, begin - 1, searched);
    parts.push_back({.begin = begin, .end = line_end(text, offset)});
  }
  return allows_in(text, parts);
}

const Allow* find_allow(const std::vector<Allow>& allows, std::string_view rule_id,
                        std::size_t first, std::size_t last) {
  const auto on_line = [&](std::size_t line, bool Allow::*applies) -> const Allow* {
    auto allow = std::ranges::lower_bound(allows, line, {}, &Allow::line);
    for (; allow != allows.end() && allow->line == line; ++allow) {
      if ((*allow).*applies && names(*allow, rule_id)) return &*allow;
    }
    return nullptr;
  };
  if (const Allow* allow = on_line(first, &Allow::here)) return allow;
  if (const Allow* allow = on_line(first - 1, &Allow::next)) return allow;
  return last == first ? nullptr : on_line(last, &Allow::here);
}

}  // namespace patdown
