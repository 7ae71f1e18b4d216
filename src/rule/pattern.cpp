#include "rule/pattern.h"

#include "core/closest.h"
#include "core/error.h"

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

// Reads a pattern that RE2 has accepted, so that every bracket has its partner.
class LengthReader {
 public:
  explicit LengthReader(std::string_view pattern) : rest_(pattern) {}

  std::size_t alternatives() {
    std::size_t longest = sequence();
    while (take('|')) longest = std::max(longest, sequence());
    return longest;
  }

  static constexpr std::size_t unbounded = std::size_t{1} << 40U;

 private:
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::size_t sequence() {
    std::size_t sum = 0;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      sum = std::min(sum + repeated(atom()), unbounded);
    }
    return sum;
  }

  std::size_t atom() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '(') return group();
    if (c == '[') return bracket();
    if (c == '\\') return escape();
    return c == '^' || c == '$' ? 0 : 1;
  }

  std::size_t group() {
    if (take('?')) {
      const std::size_t end = rest_.starts_with("P<") ? rest_.find('>') : rest_.find_first_of(":)");
      const bool only_flags = rest_[end] == ')';
      rest_.remove_prefix(end + 1);
      if (only_flags) return 0;
    }
    const std::size_t longest = alternatives();
    take(')');
    return longest;
  }

  std::size_t bracket() {
    take('^');
    take(']');  // the first one stands for itself
    while (!rest_.empty() && rest_.front() != ']') {
      if (rest_.starts_with("[:")) {
        rest_.remove_prefix(rest_.find(":]") + 2);
      } else {
        rest_.remove_prefix(rest_.front() == '\\' ? 2 : 1);
      }
    }
    take(']');
    return 1;
  }

  std::size_t escape() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') return 0;
    const bool braced = (c == 'x' || c == 'p' || c == 'P') && rest_.starts_with('{');
    if (braced) {
      rest_.remove_prefix(rest_.find('}') + 1);
    } else if (c == 'x') {
      rest_.remove_prefix(2);
    } else if (c == 'p' || c == 'P') {
      rest_.remove_prefix(1);
    }
    return 1;
  }

  std::size_t repeated(std::size_t length) {
    std::size_t factor = 1;
    if (take('*') || take('+')) {
      factor = unbounded;
    } else if (!take('?') && rest_.size() > 1 && rest_[0] == '{' && is_digit(rest_[1])) {
      factor = braces();
    }
    take('?');  // lazy
    return length == 0 ? 0 : std::min(length * std::min(factor, unbounded / length), unbounded);
  }

  std::size_t braces() {
    const std::string_view inside = rest_.substr(1, rest_.find('}') - 1);
    rest_.remove_prefix(inside.size() + 2);
    if (inside.ends_with(',')) return unbounded;
    std::size_t number = 0;
    for (const char c : inside) {
      number = is_digit(c) ? number * 10 + static_cast<std::size_t>(c - '0') : 0;
    }
    return number;
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
};

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
  const std::size_t longest = LengthReader(pattern).alternatives();
  return longest < LengthReader::unbounded ? std::optional(longest) : std::nullopt;
}

}  // namespace patdown
