#include "token/document.h"

#include "core/letters.h"

#include <algorithm>
#include <array>
#include <set>

namespace patdown {

bool is_document(std::string_view path) {
  const std::string name = lower(path.substr(path.rfind('/') + 1));
  constexpr std::array<std::string_view, 6> ends = {".md",   ".rst",      ".txt",
                                                    ".adoc", ".markdown", ".mdx"};
  return name.starts_with("readme") ||
         std::any_of(ends.begin(), ends.end(), [&](auto end) { return name.ends_with(end); });
}

namespace documents {
namespace {

constexpr std::array<std::string_view, 8> platform = {
    "azure devops",     "azure-devops", "azuredevops", "dev.azure.com",
    "visualstudio.com", "vsts",         "azdo",        "azure repos"};
constexpr std::array<std::string_view, 14> rivals = {
    "github", "gitlab", "bitbucket", "gitea",   "strapi",       "railway",    "sendgrid",
    "vercel", "docker", "npmjs",     "hubspot", "digitalocean", "cloudflare", "contentful"};

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

}  // namespace

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

Document open_document(std::string_view path, std::string_view text) {
  Document document{.path = path, .text = text, .small = lower(text), .lines = LineIndex(text)};
  document.about_us = mentions(document.small, platform);
  return document;
}

void rewind(Document& document) {
  document.title.clear();
  document.heading.clear();
  document.section = 0;
}

bool is_heading(std::string_view line) {
  return line.starts_with("# ") || line.starts_with("## ") || line.starts_with("###") ||
         line.starts_with("= ") || line.starts_with("==");
}

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

}  // namespace documents
}  // namespace patdown
