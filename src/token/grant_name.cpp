#include "token/grant_name.h"

#include "core/letters.h"

#include <array>
#include <utility>

namespace patdown {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Longer openings first.
constexpr std::array<Pair, 14> wrappers = {{{"${{", "}}"},
                                            {"$((", "))"},
                                            {"os.environ[", "]"},
                                            {"os.getenv(", ")"},
                                            {"process.env[", "]"},
                                            {"$(", ")"},
                                            {"$[", "]"},
                                            {"${", "}"},
                                            {"{{", "}}"},
                                            {"%", "%"},
                                            {"\"", "\""},
                                            {"'", "'"},
                                            {"`", "`"},
                                            {"[", "]"}}};

constexpr std::array<std::string_view, 11> prefixes = {
    "process.env.", "parameters.", "variables.", "secrets.", "secrets:", "vars.",
    "env:",         "env.",        "$env:",      "var.",     "$"};

bool strip_once(std::string_view& text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  if (!text.empty() && blank(text.front())) {
    text.remove_prefix(1);
    return true;
  }
  if (!text.empty() && blank(text.back())) {
    text.remove_suffix(1);
    return true;
  }
  for (const auto& [open, close] : wrappers) {
    if (text.size() <= open.size() + close.size() || !text.ends_with(close) ||
        !same_ignoring_case(text.substr(0, open.size()), open)) {
      continue;
    }
    text = text.substr(open.size(), text.size() - open.size() - close.size());
    return true;
  }
  for (const std::string_view prefix : prefixes) {
    if (text.size() <= prefix.size() ||
        !same_ignoring_case(text.substr(0, prefix.size()), prefix)) {
      continue;
    }
    text.remove_prefix(prefix.size());
    return true;
  }
  return false;
}

}  // namespace

std::string plain_name(std::string_view spelling) {
  while (strip_once(spelling)) {
  }
  return std::string(spelling);
}

std::string bare_name(std::string_view spelling) {
  return lower(plain_name(spelling));
}

}  // namespace patdown
