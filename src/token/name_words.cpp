#include "token/name_words.h"

#include "core/letters.h"

#include <algorithm>
#include <array>

namespace patdown {

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&words, &word] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  bool after_capital = false;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (!is_letter_or_digit(c) || (capital && !after_capital)) end_word();
    if (is_letter_or_digit(c)) word += capital ? static_cast<char>(c - 'A' + 'a') : c;
    after_capital = capital;
  }
  end_word();
  return words;
}

namespace {

// "cancellationToken", "continuationToken": what opens nothing.
bool names_other_token(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kinds = {
      "cancellation", "cancel", "stopping", "continuation", "csrf",
      "xsrf",         "page",   "shutdown", "antiforgery"};
  const std::vector<std::string> words = name_words(name);
  if (words.size() < 2 || words.back() != "token") return false;
  return std::find(kinds.begin(), kinds.end(), words[words.size() - 2]) != kinds.end();
}

}  // namespace

bool names_no_token(std::string_view name) {
  static constexpr std::array<std::string_view, 34> others = {
      "url",        "uri",      "urls",      "uris",    "org",        "organization", "account",
      "project",    "projects", "repo",      "repos",   "repository", "dir",          "folder",
      "directory",  "path",     "file",      "host",    "hostname",   "server",       "endpoint",
      "collection", "instance", "client",    "clients", "api",        "connection",   "factory",
      "session",    "conn",     "workspace", "address", "tenant",     "feed"};
  if (!name.starts_with('$') || name.starts_with("$(")) return false;
  const std::vector<std::string> words = name_words(name);
  return names_other_token(name) ||
         (!words.empty() && std::find(others.begin(), others.end(), words.back()) != others.end());
}

bool is_variable_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c == '_' || is_digit(c) || (c >= 'A' && c <= 'Z');
  });
}

bool names_another_service(std::string_view name) {
  static constexpr std::array<std::string_view, 20> words = {
      "teamcity", "github",  "gitlab", "bitbucket", "jira",    "confluence",  "atlassian",
      "sonar",    "jenkins", "jfrog",  "nexus",     "octopus", "artifactory", "slack",
      "gitea",    "bamboo",  "travis", "circleci",  "grafana", "databricks"};
  const std::string folded = lower(name);
  return std::any_of(words.begin(), words.end(), [&folded](std::string_view word) {
    return folded.find(word) != std::string::npos;
  });
}

}  // namespace patdown
