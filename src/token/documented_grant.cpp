#include "token/documented_grant.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/instruction.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace patdown {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 20U;
constexpr std::size_t max_sentence = 200;
constexpr std::size_t max_context = 1500;  // bytes around a sentence that tell what it is about

constexpr std::array<std::string_view, 8> platform = {
    "azure devops",     "azure-devops", "azuredevops", "dev.azure.com",
    "visualstudio.com", "vsts",         "azdo",        "azure repos"};
constexpr std::array<std::string_view, 14> rivals = {
    "github", "gitlab", "bitbucket", "gitea",   "strapi",       "railway",    "sendgrid",
    "vercel", "docker", "npmjs",     "hubspot", "digitalocean", "cloudflare", "contentful"};
constexpr std::array<std::string_view, 5> requirements = {
    "prerequisite", "pre-requisite", "requirement", "you need", "you will need"};

template <std::size_t size>
bool mentions(std::string_view text, const std::array<std::string_view, size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
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
    if (!is_word_letter(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word_letter(text[end])) ++end;
    if (is_token_variable(text.substr(i, end - i))) found.emplace(text.substr(i, end - i));
    i = end;
  }
  return {found.begin(), found.end()};
}

// "- x", "* x", "1. x", "2) x", "| x": begins a sentence of its own.
bool begins_item(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ")) return true;
  if (text.starts_with('|') || text.starts_with('#')) return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && digits < 3 &&
         (text[digits] == '.' || text[digits] == ')');
}

// Where the sentence that begins at `begin` ends, within [begin, end).
std::size_t sentence_end(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const char c = text[i];
    if (c == '\n' && begins_item(text.substr(i + 1, std::min(text.find('\n', i + 1), end) - i - 1)))
      return i + 1;
    // A number's dot ("1. Open") ends nothing.
    const bool stop =
        (c == '.' && i > begin && (text[i - 1] < '0' || text[i - 1] > '9')) || c == '!' || c == '?';
    if (stop && (i + 1 == end || text[i + 1] == ' ' || text[i + 1] == '\n')) return i + 1;
  }
  return end;
}

std::string cut(std::string_view line) {
  return std::string(trimmed(line).substr(0, max_sentence));
}

// `span` without what is further than `max_context` from `inner`.
Span near(Span span, Span inner) {
  const std::size_t least = inner.begin > max_context ? inner.begin - max_context : 0;
  return {.begin = std::max(span.begin, least), .end = std::min(span.end, inner.end + max_context)};
}

// What a paragraph is read against: its document.
struct Document {
  std::string_view path;
  std::string_view text;
  std::string small;  // lower case
  LineIndex lines;
  bool about_us = false;
  std::string title = {};    // the first heading, lower case
  std::string heading = {};  // the one above the paragraph, lower case
  std::size_t section = 0;   // where the text below that heading begins
};

bool is_heading(std::string_view paragraph) {
  return paragraph.starts_with("# ") || paragraph.starts_with("## ") ||
         paragraph.starts_with("###") || paragraph.starts_with("= ") || paragraph.starts_with("==");
}

// The headings in one paragraph: lines that begin with '#' or '=', in Markdown and AsciiDoc.
void note_headings(Document& document, Span span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const std::size_t end = std::min(document.small.find('\n', at), span.end);
    const std::string_view line = std::string_view(document.small).substr(at, end - at);
    if (is_heading(line)) {
      document.heading = line;
      document.section = end;
      if (document.title.empty()) document.title = line;
    }
    at = end + 1;
  }
}

// Whether the sentence at `at` asks for a token of ours. `paragraph` and `sentence` in lower case.
bool is_ours(const Document& document, std::string_view paragraph, std::string_view sentence,
             std::string_view before) {
  if (mentions(sentence, platform)) return true;
  if (mentions(sentence, rivals) || mentions(document.heading, rivals)) return false;
  if (mentions(paragraph, platform) || mentions(document.heading, platform)) return true;
  if (mentions(paragraph, rivals)) return false;
  if (mentions(document.title, platform) || mentions(before, platform)) return true;
  const bool by_name = sentence.find("personal access token") != std::string_view::npos ||
                       before.find("personal access token") != std::string_view::npos;
  return document.about_us && by_name;
}

std::optional<DocumentedGrant> read_sentence_at(const Document& document, Span paragraph,
                                                Span span) {
  const std::string_view small = document.small;
  const auto text_of = [&](std::size_t begin, std::size_t end) {
    return begin < end ? small.substr(begin, end - begin) : std::string_view();
  };
  const Span around = near(paragraph, span);
  const std::string_view sentence = text_of(span.begin, span.end);
  const bool listed = mentions(document.heading, requirements) ||
                      mentions(text_of(around.begin, span.begin), requirements);
  const documents::Reading reading = documents::read_sentence(sentence, listed);
  if (reading.instruction == documents::Instruction::none) return std::nullopt;
  const std::string_view before =
      text_of(near({.begin = document.section, .end = span.end}, span).begin, span.begin);
  if (reading.instruction == documents::Instruction::choice &&
      !documents::speaks_of_token(document.heading) && !documents::speaks_of_token(before)) {
    return std::nullopt;
  }
  if (!is_ours(document, text_of(around.begin, around.end), sentence, before)) return std::nullopt;
  DocumentedGrant grant;
  grant.path = document.path;
  grant.at = document.lines.position_of(
      {.begin = span.begin + reading.wish.begin, .end = span.begin + reading.wish.end});
  grant.variables = variables_in(document.text.substr(around.begin, around.size()));
  grant.sentence = cut(document.lines.line(grant.at.line));
  return grant;
}

// The first sentence of a paragraph that asks for it.
std::optional<DocumentedGrant> read_paragraph(const Document& document, Span span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const std::size_t end = sentence_end(document.text, at, span.end);
    if (auto grant = read_sentence_at(document, span, {.begin = at, .end = end})) return grant;
    at = end;
  }
  return std::nullopt;
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
  if (text.size() > max_bytes || !documents::speaks_of_full_access(text)) return found;
  Document document{.path = path, .text = text, .small = lower(text), .lines = LineIndex(text)};
  document.about_us = mentions(document.small, platform);
  if (!document.about_us) return found;  // then no sentence can mean one of ours
  // Paragraphs: what stands between empty lines.
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find("\n\n", begin);
    end = std::min({end, text.find("\n\r\n", begin), text.size()});
    note_headings(document, {.begin = begin, .end = end});
    if (auto grant = read_paragraph(document, {.begin = begin, .end = end})) {
      found.push_back(std::move(*grant));
    }
    begin = end + 2;
  }
  return found;
}

}  // namespace patdown
