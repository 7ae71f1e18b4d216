#include "secret/quick_look.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::int64_t steps_in_all = 200'000;  // about a millisecond
constexpr std::int64_t most_steps = 20'000;     // in one window
constexpr int deepest = 500;                    // terms that wait for each other

// Adds the bytes that a match of `term` may begin with. Whether it may be empty: then what follows
// it counts as well.
bool add_first(const Term& term, std::array<bool, 256>& first) {
  switch (term.kind) {
    case Term::Kind::bytes:
      for (std::size_t code = 0; code < first.size(); ++code) {
        if (term.bytes.test(code)) first.at(code) = true;
      }
      return false;
    case Term::Kind::look:
      return true;
    case Term::Kind::sequence:
      return std::ranges::all_of(term.parts,
                                 [&](const Term& part) { return add_first(part, first); });
    case Term::Kind::alternatives: {
      bool empty = false;
      for (const Term& part : term.parts) empty = add_first(part, first) || empty;
      return empty;
    }
    case Term::Kind::repeated:
      return add_first(term.parts.front(), first) || term.least == 0;
    default:
      return add_first(term.parts.front(), first);
  }
}

// Tries to match in a text, one way after the other.
class Attempt {
 public:
  explicit Attempt(std::string_view text) : text_(text) {}

  // Whether `term` may hold at `at`.
  bool begins(const Term& term, std::size_t at) { return holds(term, at, nullptr); }
  std::int64_t steps() const { return steps_; }
  // Too much was tried: the last answer is a guess.
  bool tired() const { return steps_ > most_steps || depth_ > deepest; }

 private:
  // What must hold behind a term: more of the term that it is part of, then more behind that.
  struct Rest {
    const Term* term;
    std::size_t done;     // parts of a sequence, or rounds of what is repeated
    std::size_t entered;  // where the last round began
    const Rest* then;
  };

  bool holds(const Term& term, std::size_t at, const Rest* then) {
    ++steps_;
    if (tired()) return true;
    ++depth_;
    const bool result = holds_now(term, at, then);
    if (!tired()) --depth_;
    return result;
  }

  bool holds_now(const Term& term, std::size_t at, const Rest* then) {
    switch (term.kind) {
      case Term::Kind::bytes:
        return at < text_.size() && takes(term, at) && goes_on(then, at + 1);
      case Term::Kind::look:
        return goes_on(then, at);
      case Term::Kind::sequence: {
        const Rest rest{.term = &term, .done = 0, .entered = at, .then = then};
        return goes_on(&rest, at);
      }
      case Term::Kind::alternatives:
        return std::ranges::any_of(term.parts,
                                   [&](const Term& part) { return holds(part, at, then); });
      case Term::Kind::repeated:
        return repeats(term, at, then);
      default:
        return holds(term.parts.front(), at, then);
    }
  }

  bool repeats(const Term& term, std::size_t at, const Rest* then) {
    const Term& inner = term.parts.front();
    if (inner.kind != Term::Kind::bytes) {
      const Rest rest{.term = &term, .done = 0, .entered = at, .then = then};
      return more_rounds(rest, at);
    }
    std::size_t most = at;
    while (most < text_.size() && most - at < term.most && takes(inner, most)) ++most;
    steps_ += static_cast<std::int64_t>(most - at) / 4;
    for (std::size_t end = most; end + 1 > at + term.least; --end) {
      if (goes_on(then, end)) return true;
      if (end == at) break;
    }
    return false;
  }

  bool goes_on(const Rest* rest, std::size_t at) {
    if (rest == nullptr) return true;
    if (rest->term->kind == Term::Kind::repeated) return more_rounds(*rest, at);
    const std::vector<Term>& parts = rest->term->parts;
    if (rest->done == parts.size()) return goes_on(rest->then, at);
    const Rest next{.term = rest->term, .done = rest->done + 1, .entered = at, .then = rest->then};
    return holds(parts[rest->done], at, &next);
  }

  bool more_rounds(const Rest& rest, std::size_t at) {
    const Term& term = *rest.term;
    const bool idle = rest.done > term.least && at == rest.entered;  // a round that took nothing
    if (rest.done < term.most && !idle) {
      const Rest next{.term = &term, .done = rest.done + 1, .entered = at, .then = rest.then};
      if (holds(term.parts.front(), at, &next)) return true;
    }
    return rest.done >= term.least && goes_on(rest.then, at);
  }

  bool takes(const Term& term, std::size_t at) const {
    return term.bytes.test(static_cast<unsigned char>(text_[at]));
  }

  std::string_view text_;
  std::int64_t steps_ = 0;
  int depth_ = 0;
};

}  // namespace

QuickLook::QuickLook(std::string_view expression)
    : term_(read_term(expression)), steps_left_(steps_in_all) {
  // One that may be empty holds everywhere.
  if (term_ && add_first(*term_, first_)) term_.reset();
}

bool QuickLook::may_hold_in(std::string_view text, Span window) const {
  if (!term_ || steps_left_.load(std::memory_order_relaxed) <= 0) return true;
  text = text.substr(0, window.end);
  Attempt attempt(text);
  bool may = false;
  for (std::size_t at = window.begin; at < text.size() && !may; ++at) {
    may = first_.at(static_cast<unsigned char>(text[at])) && attempt.begins(*term_, at);
  }
  steps_left_.fetch_sub(attempt.steps() + static_cast<std::int64_t>(window.size() / 8),
                        std::memory_order_relaxed);
  return may;
}

}  // namespace patdown
