#include "rule/pattern.h"

#include "core/closest.h"
#include "core/error.h"
#include "rule/term.h"

#include <algorithm>
#include <array>
#include <vector>

#include <re2/re2.h>

namespace patdown {
namespace {

struct Piece {
  std::string_view name;
  std::string_view expression;
};

// docs/rules-format.md explains each to those who write rules.
constexpr std::array pieces{
    // A word begins, or an escape ends: "\nghp_", "%3Aghp_", "\u0027ghp_", a colour code of a log.
    Piece{"start",
          R"((?:\b|\\[abefnrtv0]|%[0-9A-Fa-f]{2}|\\(?:u00|x)[0-9A-Fa-f]{2}|\x1b\[[0-9;]{0,12}m))"},
    // No character of base64url follows.
    Piece{"end", R"((?:[^0-9A-Za-z_-]|$))"},
    // No character of base64, no padding follows.
    Piece{"end64", R"((?:[^0-9A-Za-z+/=]|$))"},
    // What joins a name and its value in code, configuration, JSON (escaped as well) and shells, up
    // to the quote that opens the value: `name = "`, `"name": "`, `name: Type = "`, `'name' => '`.
    Piece{
        "is",
        R"((?:\\{0,3}["'`])?\]?[ \t]{0,20}(?:=>|:=|\?=|={1,3}|:(?:[ \t]{0,4}&?[A-Za-z][0-9A-Za-z_<>.]{0,30}[ \t]{0,8}=)?|%3[AD]))"
        R"([ \t]{0,20}(?:[@$bruLf]{0,2}\\{0,3}["'`]{1,3})?)"},
    // How (?&is) begins, for anchors: up to the sign.
    Piece{"sign", R"((?:\\{0,3}["'`])?\]?[ \t]{0,20}[:=?%])"},
    // What ends a value that began behind (?&is).
    Piece{"over", R"((?:[\s"'`\\,;()<>&}\]]|$))"},
    Piece{"uuid", R"([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})"},
};

std::string_view piece_of(std::string_view name) {
  for (const Piece& piece : pieces) {
    if (piece.name == name) return piece.expression;
  }
  std::vector<std::string_view> names;
  names.reserve(pieces.size());
  for (const Piece& piece : pieces) names.push_back(piece.name);
  throw Error("there is no piece '(?&" + std::string(name) + ")'" + did_you_mean(name, names));
}

RE2::Options options() {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  return options;
}

// At most Term::unbounded.
std::size_t longest(const Term& term) {
  std::size_t length = 0;
  switch (term.kind) {
    case Term::Kind::look:
      return 0;
    case Term::Kind::bytes:
      return 1;
    case Term::Kind::repeated:
      return std::min(longest(term.parts.front()) * term.most, Term::unbounded);
    case Term::Kind::alternatives:
      for (const Term& part : term.parts) length = std::max(length, longest(part));
      return length;
    case Term::Kind::sequence:
    case Term::Kind::group:
      for (const Term& part : term.parts) length += longest(part);
      return std::min(length, Term::unbounded);
  }
  return Term::unbounded;
}

}  // namespace

std::string with_pieces(std::string_view pattern) {
  constexpr std::string_view open = "(?&";
  std::string text;
  while (true) {
    const std::size_t begin = pattern.find(open);
    text += pattern.substr(0, begin);
    if (begin == std::string_view::npos) return text;
    pattern.remove_prefix(begin + open.size());
    const std::size_t end = pattern.find(')');
    if (end == std::string_view::npos) throw Error("'(?&' without ')'");
    text += piece_of(pattern.substr(0, end));
    pattern.remove_prefix(end + 1);
  }
}

std::string fault_of(const std::string& pattern) {
  const RE2 compiled(pattern, options());
  return compiled.ok() ? std::string() : compiled.error();
}

int groups_of(const std::string& pattern) {
  return RE2(pattern, options()).NumberOfCapturingGroups();
}

std::optional<std::size_t> longest_match(std::string_view pattern) {
  const auto term = read_term(pattern);
  if (!term) return std::nullopt;
  const std::size_t length = longest(*term);
  return length < Term::unbounded ? std::optional(length) : std::nullopt;
}

}  // namespace patdown
