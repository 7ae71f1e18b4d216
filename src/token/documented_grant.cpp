#include "token/documented_grant.h"

#include "token/letters.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace patdown {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 20U;
constexpr std::size_t max_sentence = 200;

constexpr std::array<std::string_view, 9> wishes = {
    "full access", "full-access", "full scope",     "full-scope",   "fully scoped",
    "full_access", "all scopes",  "all the scopes", "scope of full"};
constexpr std::array<std::string_view, 6> tokens = {
    "personal access token", "access token", " pat ", "token", "pat)", "`pat`"};
constexpr std::array<std::string_view, 7> platform = {
    "azure devops",     "azure-devops", "azuredevops", "dev.azure.com",
    "visualstudio.com", "vsts",         "azdo"};
constexpr std::array<std::string_view, 4> rivals = {"github", "gitlab", "bitbucket", "gitea"};
constexpr std::array<std::string_view, 16> refusals = {
    "not ",   "n't ",    "never",  "avoid",   "without", "no need",  "instead of", "rather than",
    "unless", "no full", "beware", "warning", "except",  "must not", "no longer",  "restrict"};

template <std::size_t size>
bool mentions(std::string_view text, const std::array<std::string_view, size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// Lower case, emphasis and line ends taken for blanks; as long as `text`.
std::string plain(std::string_view text) {
  std::string result = lower(text);
  for (char& c : result) {
    if (c == '*' || c == '\n' || c == '\r' || c == '\t' || c == '"') c = ' ';
  }
  return result;
}

struct Wish {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Emphasis may stand inside: "**Full** access", so blanks count as one.
std::optional<Wish> find_wish(std::string_view text) {
  std::optional<Wish> best;
  for (const std::string_view wish : wishes) {
    const std::size_t at = text.find(wish);
    if (at == std::string_view::npos || (best && at >= best->begin)) continue;
    best = Wish{.begin = at, .end = at + wish.size()};
  }
  return best;
}

bool name_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// A variable that may hold a token: upper case, words joined by '_', one of them PAT or TOKEN.
bool is_token_variable(std::string_view word) {
  const bool upper =
      std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!upper || word.size() < 5 || word.find('_') == std::string_view::npos) return false;
  const std::string parts = "_" + std::string(word) + "_";
  return parts.find("_PAT_") != std::string::npos || parts.find("TOKEN_") != std::string::npos;
}

std::vector<std::string> variables_in(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t i = 0; i < text.size();) {
    if (!name_char(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && name_char(text[end])) ++end;
    if (is_token_variable(text.substr(i, end - i))) found.emplace(text.substr(i, end - i));
    i = end;
  }
  return {found.begin(), found.end()};
}

// The sentence around [begin, end) in one paragraph.
std::string_view sentence_around(std::string_view text, Wish wish) {
  const auto before = text.substr(0, wish.begin).rfind(". ");
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 2;
  const std::size_t after = std::min(text.find(". ", wish.end), text.size());
  return text.substr(begin, after - begin);
}

std::string cut(std::string_view line) {
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  return std::string(line.substr(0, max_sentence));
}

// What a paragraph is read against: its document.
struct Document {
  std::string_view path;
  std::string_view text;
  std::string small;  // plain(text)
  LineIndex lines;
  bool about_us = false;
};

std::optional<DocumentedGrant> read_paragraph(const Document& document, Span span) {
  const std::string_view small = std::string_view(document.small).substr(span.begin, span.size());
  const auto wish = find_wish(small);
  if (!wish || !mentions(small, tokens)) return std::nullopt;
  const bool named = mentions(small, platform);
  if (!named && (!document.about_us || mentions(small, rivals))) return std::nullopt;
  if (mentions(sentence_around(small, *wish), refusals)) return std::nullopt;
  DocumentedGrant grant;
  grant.path = document.path;
  grant.at = document.lines.position_of(
      {.begin = span.begin + wish->begin, .end = span.begin + wish->end});
  grant.variables = variables_in(document.text.substr(span.begin, span.size()));
  grant.sentence = cut(document.lines.line(grant.at.line));
  return grant;
}

}  // namespace

bool is_document(std::string_view path) {
  const std::string name = lower(path.substr(path.rfind('/') + 1));
  constexpr std::array<std::string_view, 6> ends = {".md",   ".rst",      ".txt",
                                                    ".adoc", ".markdown", ".mdx"};
  return name.starts_with("readme") ||
         std::any_of(ends.begin(), ends.end(), [&](auto end) { return name.ends_with(end); });
}

std::vector<DocumentedGrant> documented_grants(std::string_view path, std::string_view text) {
  std::vector<DocumentedGrant> found;
  if (text.size() > max_bytes) return found;
  Document document{.path = path, .text = text, .small = plain(text), .lines = LineIndex(text)};
  if (!find_wish(document.small)) return found;
  document.about_us = mentions(document.small, platform);
  // Paragraphs: what stands between empty lines.
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find("\n\n", begin);
    end = std::min({end, text.find("\n\r\n", begin), text.size()});
    if (auto grant = read_paragraph(document, {.begin = begin, .end = end})) {
      found.push_back(std::move(*grant));
    }
    begin = end + 2;
  }
  return found;
}

}  // namespace patdown
