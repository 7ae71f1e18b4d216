#include "rule/term.h"

#include "core/letters.h"
#include "rule/byte_class.h"

#include <algorithm>
#include <charconv>

namespace patdown {
namespace {

using Kind = Term::Kind;

constexpr int deepest = 50;

// \n and its like.
std::optional<char> control_of(char letter) {
  constexpr std::string_view letters = "afnrtv";
  constexpr std::string_view controls = "\a\f\n\r\t\v";
  const auto at = letters.find(letter);
  return at == std::string_view::npos ? std::nullopt : std::optional(controls[at]);
}

class TermReader {
 public:
  explicit TermReader(std::string_view expression) : rest_(expression) {}

  std::optional<Term> read() {
    Term term = alternatives();
    return understood_ && rest_.empty() ? std::optional(std::move(term)) : std::nullopt;
  }

 private:
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  char take_one() {
    if (rest_.empty()) {
      give_up();
      return 0;
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  void give_up() {
    understood_ = false;
    rest_ = {};
  }

  // Letters beyond ASCII have cases as well; which, nobody here knows.
  Term one_of(const ByteSet& bytes) const {
    static const ByteSet beyond = byte_range(0x80, 0xFF);
    const bool guessed = flags_.folds && (bytes & beyond).any() && (bytes & beyond) != beyond;
    return {.kind = Kind::bytes,
            .bytes = flags_.folds ? with_both_cases(bytes) : bytes,
            .guessed = guessed};
  }

  // Flags that stand alone hold until the group ends.
  Term alternatives() {
    const Flags before = flags_;
    std::vector<Term> parts;
    do {
      parts.push_back(sequence());
    } while (take("|"));
    flags_ = before;
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = Kind::alternatives, .parts = std::move(parts)};
  }

  Term sequence() {
    Term term;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      term.parts.push_back(repeated(atom()));
    }
    return term;
  }

  Term atom() {
    if (const auto look = take_look()) return {.kind = Kind::look, .look = *look};
    if (take("(")) return group();
    if (take("[")) return bracket();
    if (take("\\")) {
      guessed_ = false;
      Term term = one_of(escape());
      term.guessed = term.guessed || guessed_;
      return term;
    }
    if (take(".")) {
      return {.kind = Kind::bytes, .bytes = ByteSet().set(), .guessed = !flags_.dots_take_all};
    }
    const char c = take_one();
    if (std::string_view("*+?").find(c) != std::string_view::npos) give_up();
    return one_of(bytes_of({&c, 1}));
  }

  std::optional<Term::Look> take_look() {
    using Look = Term::Look;
    if (take("\\A")) return Look::text_begin;
    if (take("\\z")) return Look::text_end;
    if (take("^")) return flags_.by_lines ? Look::line_begin : Look::text_begin;
    if (take("$")) return flags_.by_lines ? Look::line_end : Look::text_end;
    if (take("\\b")) return Look::word_edge;
    if (take("\\B")) return Look::no_word_edge;
    return std::nullopt;
  }

  // Behind the opening bracket.
  Term group() {
    const Flags before = flags_;
    bool captures = true;
    if (take("?P<") || take("?<")) {
      rest_.remove_prefix(std::min(rest_.size(), rest_.find('>')));
      if (!take(">")) give_up();
    } else if (take("?")) {
      captures = false;
      read_flags();
      if (take(")")) return {};
      if (!take(":")) give_up();
    }
    Term inside;
    if (++depth_ <= deepest) inside = alternatives();
    --depth_;
    if (!take(")")) give_up();
    flags_ = before;
    if (!captures) return inside;
    Term group{.kind = Kind::group};
    group.parts.push_back(std::move(inside));
    return group;
  }

  void read_flags() {
    bool on = true;
    while (!rest_.empty() &&
           std::string_view("imsU-").find(rest_.front()) != std::string_view::npos) {
      const char flag = take_one();
      if (flag == '-') on = false;
      if (flag == 'i') flags_.folds = on;
      if (flag == 's') flags_.dots_take_all = on;
      if (flag == 'm') flags_.by_lines = on;
      if (flag == 'U') flags_.lazy = on;
    }
  }

  // Behind a backslash.
  ByteSet escape() {
    const char c = take_one();
    if (c == 'p' || c == 'P') return property();
    if (c == 'x') return hex();
    if (const auto control = control_of(c)) return bytes_of({&*control, 1});
    if (const ByteSet* named = class_named({&c, 1})) return *named;
    if (is_letter_or_digit(c)) give_up();
    return bytes_of({&c, 1});
  }

  // Behind \p: one letter, or a name in braces.
  ByteSet property() {
    guessed_ = true;
    if (!rest_.starts_with('{')) {
      take_one();
    } else {
      rest_.remove_prefix(std::min(rest_.size(), rest_.find('}')));
      if (!take("}")) give_up();
    }
    return ByteSet().set();
  }

  // Behind \x: two digits, or a code in braces.
  ByteSet hex() {
    const bool braced = take("{");
    const std::size_t size = braced ? rest_.find('}') : std::size_t{2};
    if (size > rest_.size()) {
      give_up();
      return {};
    }
    unsigned code = 0;
    const char* const end = rest_.data() + size;
    if (std::from_chars(rest_.data(), end, code, 16).ptr != end) give_up();
    rest_.remove_prefix(std::min(rest_.size(), size + (braced ? 1 : 0)));
    return code < 256 ? byte_range(code, code) : ByteSet();
  }

  // Behind the opening bracket. The first member may be a closing bracket.
  Term bracket() {
    const bool negated = take("^");
    ByteSet bytes;
    guessed_ = false;
    for (bool first = true; first || !rest_.starts_with(']'); first = false) {
      if (rest_.empty()) give_up();
      if (!understood_) return {};
      bytes |= member();
    }
    take("]");
    Term term = one_of(bytes);
    if (negated) term.bytes.flip();
    if (guessed_) term.bytes.set();
    term.guessed = term.guessed || guessed_;
    return term;
  }

  // A member of a bracket, or all from one to another.
  ByteSet member() {
    if (rest_.starts_with("[:")) return posix_class();
    const ByteSet first = single();
    const bool ranges = rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
    if (!ranges || first.count() != 1) return first;
    rest_.remove_prefix(1);
    const ByteSet last = single();
    if (last.count() != 1 || lowest(last) < lowest(first)) {
      give_up();
      return {};
    }
    return byte_range(lowest(first), lowest(last));
  }

  ByteSet single() {
    if (take("\\")) return escape();
    const char c = take_one();
    return bytes_of({&c, 1});
  }

  static unsigned lowest(const ByteSet& bytes) {
    unsigned code = 0;
    while (!bytes.test(code)) ++code;
    return code;
  }

  ByteSet posix_class() {
    take("[:");
    const bool negated = take("^");
    const std::string_view name = rest_.substr(0, rest_.find(":]"));
    const ByteSet* named = class_named(name);
    rest_.remove_prefix(name.size());
    if (named == nullptr || name.size() < 2 || !take(":]")) {
      give_up();
      return {};
    }
    return negated ? ~*named : *named;
  }

  Term repeated(Term atom) {
    Term term{.kind = Kind::repeated};
    if (take("*")) {
      term.most = Term::unbounded;
    } else if (take("+")) {
      term.least = 1;
      term.most = Term::unbounded;
    } else if (take("?")) {
      term.most = 1;
    } else if (!take_bounds(term)) {
      return atom;
    }
    term.lazy = take("?") != flags_.lazy;
    term.parts.push_back(std::move(atom));
    return term;
  }

  // "{2}", "{2,}", "{2,3}"; other braces stand for themselves.
  bool take_bounds(Term& term) {
    std::string_view text = rest_;
    const auto number = [&text](std::size_t& value) {
      const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      text.remove_prefix(static_cast<std::size_t>(behind - text.data()));
      return error == std::errc() && value < Term::unbounded;
    };
    if (!text.starts_with('{')) return false;
    text.remove_prefix(1);
    if (!number(term.least)) return false;
    term.most = term.least;
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      term.most = Term::unbounded;
      if (!text.starts_with('}') && !number(term.most)) return false;
    }
    if (!text.starts_with('}')) return false;
    rest_ = text.substr(1);
    return true;
  }

  struct Flags {
    bool folds = false;
    bool dots_take_all = false;
    bool by_lines = false;
    bool lazy = false;
  };

  std::string_view rest_;
  int depth_ = 0;
  Flags flags_;
  bool guessed_ = false;  // a class in the bracket stands for all bytes
  bool understood_ = true;
};

}  // namespace

std::optional<Term> read_term(std::string_view expression) {
  return TermReader(expression).read();
}

}  // namespace patdown
