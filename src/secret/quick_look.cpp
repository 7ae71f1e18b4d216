#include "secret/quick_look.h"

#include "core/letters.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace patdown {

// A term, and what is known of it beforehand.
struct QuickLook::Node {
  Term::Kind kind = Term::Kind::sequence;
  Term::Look look = Term::Look::text_begin;
  ByteSet bytes;
  ByteSet first;       // that a match may begin with
  bool empty = false;  // it may be; then what follows it says how it begins
  std::size_t least = 0;
  std::size_t most = 0;
  bool lazy = false;
  std::vector<Node> parts;
};

namespace {

using Node = QuickLook::Node;
using Kind = Term::Kind;

constexpr std::int64_t least_steps = 200'000;  // in all; about a millisecond
constexpr std::int64_t steps_a_byte = 200;     // more, for each byte that a match may have,
constexpr std::int64_t most_bytes = 2'000;     // up to so many
constexpr std::int64_t most_steps = 20'000;    // in one window
constexpr int deepest = 500;                   // terms that wait for each other
constexpr std::size_t most_rounds = 1000;      // that RE2 takes

// Makes nodes of terms.
class Reader {
 public:
  Node read(Term term) {
    Node node{.kind = term.kind,
              .look = term.look,
              .bytes = term.bytes,
              .first = {},
              .least = term.least,
              .most = term.most,
              .lazy = term.lazy,
              .parts = {}};
    exact_ = exact_ && !term.guessed;
    // The first group is the one that is asked for; others do not differ from their part.
    if (node.kind == Kind::group && std::exchange(grouped_, true)) node.kind = Kind::sequence;
    node.parts.reserve(term.parts.size());
    for (Term& part : term.parts) node.parts.push_back(read(std::move(part)));
    begin(node);
    if (node.kind == Kind::bytes) ++size_;
    if (node.kind == Kind::repeated) repeat(node);
    return node;
  }

  bool exact() const { return exact_; }
  std::int64_t size() const { return static_cast<std::int64_t>(size_); }

 private:
  static void begin(Node& node) {
    switch (node.kind) {
      case Kind::bytes:
        node.first = node.bytes;
        return;
      case Kind::alternatives:
        for (const Node& part : node.parts) {
          node.first |= part.first;
          node.empty = node.empty || part.empty;
        }
        return;
      default:
        node.empty = true;
        for (const Node& part : node.parts) {
          node.first |= part.first;
          node.empty = part.empty;
          if (!part.empty) break;
        }
    }
  }

  void repeat(Node& node) {
    size_ += std::min(node.most, most_rounds);
    // RE2 has rules of its own for rounds that take nothing.
    const bool bounded = node.most == Term::unbounded || node.most <= most_rounds;
    if (node.empty || !bounded || node.least > most_rounds) exact_ = false;
    node.empty = node.empty || node.least == 0;
  }

  bool exact_ = true;
  bool grouped_ = false;
  std::size_t size_ = 0;
};

// Tries to match in a text, one way after the other.
class Attempt {
 public:
  // Matches end at `end` of the text at the latest.
  Attempt(std::string_view text, std::size_t end) : text_(text), end_(end) {}

  // The match of `node` that begins at `at`, if there is one.
  std::optional<ExpressionMatch> match(const Node& node, std::size_t at) {
    group_.reset();
    if (!holds(node, at, nullptr)) return std::nullopt;
    const Span all{.begin = at, .end = matched_};
    return ExpressionMatch{.all = all, .group = group_.value_or(all)};
  }
  std::int64_t steps() const { return steps_; }
  // Too much was tried: the last answer is a guess.
  bool tired() const { return steps_ > most_steps || depth_ > deepest; }

 private:
  // What must hold behind a node: more of the node that it is part of, then more behind that.
  struct Rest {
    const Node* node;
    std::size_t done;     // parts of a sequence, or rounds of what is repeated
    std::size_t entered;  // where the last round began, or the group
    const Rest* then;
  };

  bool holds(const Node& node, std::size_t at, const Rest* then) {
    ++steps_;
    if (tired()) return true;
    if (!node.empty && !may_begin(node, at)) return false;
    ++depth_;
    const bool result = holds_now(node, at, then);
    if (!tired()) --depth_;
    return result;
  }

  bool holds_now(const Node& node, std::size_t at, const Rest* then) {
    switch (node.kind) {
      case Kind::bytes:
        return goes_on(then, at + 1);
      case Kind::look:
        return sees(node.look, at) && goes_on(then, at);
      case Kind::alternatives:
        return std::ranges::any_of(node.parts, [&](const Node& part) {
          return (part.empty || may_begin(part, at)) && holds(part, at, then);
        });
      case Kind::repeated:
        return repeats(node, at, then);
      default: {
        const Rest rest{.node = &node, .done = 0, .entered = at, .then = then};
        return goes_on(&rest, at);
      }
    }
  }

  bool repeats(const Node& node, std::size_t at, const Rest* then) {
    const Node& inner = node.parts.front();
    if (inner.kind != Kind::bytes) {
      const Rest rest{.node = &node, .done = 0, .entered = at, .then = then};
      return more_rounds(rest, at);
    }
    std::size_t most = 0;
    while (at + most < end_ && most < node.most && takes(inner.bytes, at + most)) ++most;
    steps_ += static_cast<std::int64_t>(most) / 4;
    if (most < node.least) return false;
    for (std::size_t i = 0; i <= most - node.least; ++i) {
      if (goes_on(then, at + (node.lazy ? node.least + i : most - i))) return true;
    }
    return false;
  }

  bool goes_on(const Rest* rest, std::size_t at) {
    if (rest == nullptr) {
      matched_ = at;
      return true;
    }
    const Node& node = *rest->node;
    if (node.kind == Kind::repeated) return more_rounds(*rest, at);
    if (rest->done < node.parts.size()) {
      const Rest next{
          .node = &node, .done = rest->done + 1, .entered = rest->entered, .then = rest->then};
      return holds(node.parts[rest->done], at, &next);
    }
    if (!goes_on(rest->then, at)) return false;
    // What was entered last is left first.
    if (node.kind == Kind::group && !group_) group_ = {.begin = rest->entered, .end = at};
    return true;
  }

  bool more_rounds(const Rest& rest, std::size_t at) {
    const Node& node = *rest.node;
    const bool idle = rest.done > node.least && at == rest.entered;  // a round that took nothing
    const bool enough = rest.done >= node.least;
    if (node.lazy && enough && goes_on(rest.then, at)) return true;
    if (rest.done < node.most && !idle) {
      const Rest next{.node = &node, .done = rest.done + 1, .entered = at, .then = rest.then};
      if (holds(node.parts.front(), at, &next)) return true;
    }
    return !node.lazy && enough && goes_on(rest.then, at);
  }

  bool sees(Term::Look look, std::size_t at) const {
    const bool begins = at == 0;
    const bool ends = at == text_.size();
    switch (look) {
      case Term::Look::text_begin:
        return begins;
      case Term::Look::text_end:
        return ends;
      case Term::Look::line_begin:
        return begins || text_[at - 1] == '\n';
      case Term::Look::line_end:
        return ends || text_[at] == '\n';
      default: {
        const bool before = !begins && is_word_letter(text_[at - 1]);
        const bool behind = !ends && is_word_letter(text_[at]);
        return (before != behind) == (look == Term::Look::word_edge);
      }
    }
  }

  bool takes(const ByteSet& bytes, std::size_t at) const {
    return bytes.test(static_cast<unsigned char>(text_[at]));
  }

  bool may_begin(const Node& node, std::size_t at) const {
    return at < end_ && takes(node.first, at);
  }

  std::string_view text_;
  std::size_t end_;
  std::int64_t steps_ = 0;
  int depth_ = 0;
  std::size_t matched_ = 0;  // where the match ends
  std::optional<Span> group_;
};

}  // namespace

QuickLook::QuickLook(std::string_view expression) {
  std::optional<Term> term = read_term(expression);
  if (!term) return;
  Reader reader;
  Node root = reader.read(std::move(*term));
  if (root.empty) return;  // it holds everywhere
  root_ = std::make_unique<const Node>(std::move(root));
  exact_ = reader.exact();
  steps_left_ = least_steps + steps_a_byte * std::min(reader.size(), most_bytes);
}

QuickLook::~QuickLook() = default;

QuickLook::Looked QuickLook::find(std::string_view text, Span window) const {
  if (root_ == nullptr || steps_left_.load(std::memory_order_relaxed) <= 0) return {};
  Attempt attempt(text, window.end);
  std::optional<ExpressionMatch> match;
  for (std::size_t at = window.begin; at < window.end && !match; ++at) {
    if (root_->first.test(static_cast<unsigned char>(text[at]))) match = attempt.match(*root_, at);
  }
  steps_left_.fetch_sub(attempt.steps() + static_cast<std::int64_t>(window.size() / 8),
                        std::memory_order_relaxed);
  if (!match) return {.answer = Answer::nowhere};
  if (!exact_ || attempt.tired()) return {};
  return {.answer = Answer::here, .match = *match};
}

}  // namespace patdown
