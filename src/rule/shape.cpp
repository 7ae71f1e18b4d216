#include "rule/shape.h"

#include "core/letters.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace patdown {
namespace {

using Bytes = std::bitset<256>;
using Parts = std::vector<ShapePart>;

constexpr std::size_t unbounded = ShapePart::unbounded;

std::size_t sum(std::size_t a, std::size_t b) {
  return std::min(a + b, unbounded);
}

Bytes range(unsigned char first, unsigned char last) {
  Bytes bytes;
  for (unsigned code = first; code <= last; ++code) bytes.set(code);
  return bytes;
}

Bytes of(std::string_view characters) {
  Bytes bytes;
  for (const char c : characters) bytes.set(static_cast<unsigned char>(c));
  return bytes;
}

ShapePart one_of(const Bytes& bytes) {
  return {.bytes = bytes,
          .least = 1,
          .most = 1,
          .line_feeds = bytes.test('\n') ? line_feed_alone : no_line_feed,
          .looks = false};
}

// The line feeds of a part with others before it and behind it.
unsigned placed(unsigned line_feeds, bool before, bool behind) {
  if (line_feeds == no_line_feed || (!before && !behind)) return line_feeds;
  if (before && behind) return line_feed_within;
  const unsigned at_edge = before ? line_feed_last : line_feed_first;
  const unsigned kept = (line_feeds & (line_feed_alone | at_edge)) != 0 ? at_edge : no_line_feed;
  const bool others = (line_feeds & ~(line_feed_alone | at_edge)) != 0;
  return kept | (others ? unsigned{line_feed_within} : 0U);
}

// Digits, blanks and word characters: what a backslash and a letter stand for.
std::optional<Bytes> class_of(char letter) {
  const Bytes digits = range('0', '9');
  const Bytes word = digits | range('A', 'Z') | range('a', 'z') | of("_");
  const Bytes blanks = of("\t\n\v\f\r ");
  switch (letter) {
    case 'd':
      return digits;
    case 'D':
      return ~digits;
    case 'w':
      return word;
    case 'W':
      return ~word;
    case 's':
      return blanks;
    case 'S':
      return ~blanks;
    case 'n':
      return of("\n");
    case 'r':
      return of("\r");
    case 't':
      return of("\t");
    default:
      return std::nullopt;
  }
}

class ShapeReader {
 public:
  explicit ShapeReader(std::string_view expression) : rest_(expression) { take("(?i)"); }

  Parts read() {
    Parts parts = alternatives();
    return understood_ && rest_.empty() ? parts : Parts();
  }

 private:
  static constexpr int deepest = 20;  // groups in groups

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  void give_up() {
    understood_ = false;
    rest_ = {};
  }

  Parts alternatives() {
    Parts first = sequence();
    if (!rest_.starts_with('|')) return first;
    ShapePart either = joined(first);
    while (take("|")) {
      const ShapePart other = joined(sequence());
      either.bytes |= other.bytes;
      either.least = std::min(either.least, other.least);
      either.most = std::max(either.most, other.most);
      either.line_feeds |= other.line_feeds;
      either.looks = either.looks || other.looks;
    }
    return {either};
  }

  Parts sequence() {
    Parts parts;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      const Parts atom = repeated(read_atom());
      parts.insert(parts.end(), atom.begin(), atom.end());
    }
    return parts;
  }

  Parts read_atom() {
    if (take("(?:") || take("(?i:")) return group();
    if (rest_.starts_with("(?")) give_up();
    if (take("(")) return group();
    if (take("[")) return {one_of(bracket())};
    if (take("^") || take("$") || take("\\b")) return {ShapePart{.bytes = {}, .looks = true}};
    if (take("\\")) return {one_of(escape())};
    if (take(".")) return {one_of(Bytes().set())};
    if (rest_.empty() || std::string_view("*+?{").find(rest_.front()) != std::string_view::npos) {
      give_up();
      return {};
    }
    const std::string_view literal = rest_.substr(0, 1);
    rest_.remove_prefix(1);
    return {one_of(of(literal))};
  }

  Parts group() {
    Parts parts;
    if (++depth_ <= deepest) parts = alternatives();
    --depth_;
    if (!take(")")) give_up();
    return parts;
  }

  // Behind a backslash.
  Bytes escape() {
    if (rest_.empty()) give_up();
    if (rest_.empty()) return {};
    const std::string_view literal = rest_.substr(0, 1);
    rest_.remove_prefix(1);
    const char c = literal.front();
    if (const auto known = class_of(c)) return *known;
    if (c == 'x') return hex();
    const bool word = is_letter_or_digit(c);
    if (word) give_up();
    return of(literal);
  }

  Bytes hex() {
    std::uint8_t code = 0;
    const char* const end = rest_.data() + std::min<std::size_t>(rest_.size(), 2);
    if (std::from_chars(rest_.data(), end, code, 16).ptr != end || rest_.size() < 2) {
      give_up();
      return {};
    }
    rest_.remove_prefix(2);
    return range(code, code);
  }

  // Behind an opening bracket.
  Bytes bracket() {
    const bool negated = take("^");
    Bytes bytes;
    for (bool first = true; first || !rest_.starts_with(']'); first = false) {
      if (rest_.empty() || rest_.starts_with("[:")) give_up();
      if (rest_.empty()) return {};
      bytes |= member();
    }
    take("]");
    return negated ? ~bytes : bytes;
  }

  // A member of a bracket, or all from one to another.
  Bytes member() {
    const auto ranges = [this] { return rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']'; };
    if (take("\\")) {
      const Bytes bytes = escape();
      if (ranges()) give_up();
      return bytes;
    }
    const auto first = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    if (!ranges()) return range(first, first);
    const auto last = static_cast<unsigned char>(rest_[1]);
    rest_.remove_prefix(2);
    if (last == '\\' || last < first) give_up();
    return range(first, last);
  }

  Parts repeated(Parts atom) {
    std::size_t least = 1;
    std::size_t most = 1;
    if (take("*")) {
      least = 0;
      most = unbounded;
    } else if (take("+")) {
      most = unbounded;
    } else if (take("?")) {
      least = 0;
    } else if (take("{")) {
      if (!read_bounds(least, most)) give_up();
    } else {
      return atom;
    }
    take("?");  // lazy
    ShapePart part = joined(atom);
    part.least = std::min(part.least * least, unbounded);
    part.most = part.most == 0 ? 0 : std::min(part.most * std::min(most, unbounded), unbounded);
    if (most > 1 && part.line_feeds != no_line_feed) part.line_feeds = line_feed_within;
    return {part};
  }

  // Behind an opening brace.
  bool read_bounds(std::size_t& least, std::size_t& most) {
    if (!read_number(least)) return false;
    most = least;
    if (take(",")) {
      most = unbounded;
      if (!rest_.starts_with('}') && !read_number(most)) return false;
    }
    return take("}");
  }

  bool read_number(std::size_t& number) {
    const char* const end = rest_.data() + rest_.size();
    const auto [behind, error] = std::from_chars(rest_.data(), end, number);
    if (error != std::errc() || number > unbounded) return false;
    rest_.remove_prefix(static_cast<std::size_t>(behind - rest_.data()));
    return true;
  }

  std::string_view rest_;
  int depth_ = 0;
  bool understood_ = true;
};

}  // namespace

std::vector<ShapePart> shape_of(std::string_view expression) {
  return ShapeReader(expression).read();
}

ShapePart joined(const std::vector<ShapePart>& parts) {
  std::size_t last = parts.size();  // that takes any byte
  while (last > 0 && parts[last - 1].most == 0) --last;
  ShapePart all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const ShapePart& part = parts[i];
    all.line_feeds |= placed(part.line_feeds, all.most > 0, i + 1 < last);
    all.bytes |= part.bytes;
    all.least = sum(all.least, part.least);
    all.most = sum(all.most, part.most);
    all.looks = all.looks || part.looks;
  }
  return all;
}

bool stays_in_line(std::string_view expression) {
  const std::vector<ShapePart> parts = shape_of(expression);
  return !parts.empty() && (joined(parts).line_feeds & line_feed_within) == 0;
}

}  // namespace patdown
