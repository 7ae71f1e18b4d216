// Does a rule see all that its pattern matches, though it is looked for near its anchors only?
//
// Matches are made at random from the patterns; RE2 says whether they are any.

#include "catch.h"
#include "rule/rule.h"
#include "rule/term.h"
#include "secret/anchors.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <re2/re2.h>

namespace patdown {
namespace {

// Text that `term` likely matches: what stands beside it is left to chance.
void add_random_match(const Term& term, std::mt19937& random, std::string& text) {
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  switch (term.kind) {
    case Term::Kind::look:
      return;
    case Term::Kind::bytes: {
      std::string taken;
      for (unsigned byte = 0; byte < term.bytes.size(); ++byte) {
        // Printable bytes where there are any.
        if (term.bytes[byte] && (term.bytes.count() < 30 || (byte > 31 && byte < 127))) {
          taken += static_cast<char>(byte);
        }
      }
      if (!taken.empty()) text += taken[below(taken.size())];
      return;
    }
    case Term::Kind::alternatives:
      add_random_match(term.parts[below(term.parts.size())], random, text);
      return;
    case Term::Kind::repeated: {
      const std::size_t most = std::min(term.most, term.least + 200);
      // Both ends are more likely than what lies between.
      const std::size_t ends[] = {term.least, most, term.least + below(most - term.least + 1)};
      for (std::size_t left = ends[below(3)]; left > 0; --left) {
        add_random_match(term.parts.front(), random, text);
      }
      return;
    }
    case Term::Kind::sequence:
    case Term::Kind::group:
      for (const Term& part : term.parts) add_random_match(part, random, text);
      return;
  }
}

std::optional<Span> leftmost_match(const RE2& pattern, std::string_view text) {
  re2::StringPiece match;
  const re2::StringPiece whole(text.data(), text.size());
  if (!pattern.Match(whole, 0, text.size(), RE2::UNANCHORED, &match, 1)) return std::nullopt;
  const auto begin = static_cast<std::size_t>(match.data() - text.data());
  return Span{.begin = begin, .end = begin + match.size()};
}

RE2::Options quiet(bool either_case = false) {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  options.set_case_sensitive(!either_case);
  return options;
}

// Texts that a rule fires in, as far as its pattern and `near` say.
class RandomTexts {
 public:
  explicit RandomTexts(const Rule& rule)
      : rule_(rule), pattern_(rule.pattern, quiet()), near_(rule.near, quiet(true)) {
    const auto match = read_term(rule.pattern);
    const auto beside = read_term(rule.near);
    REQUIRE(match);
    REQUIRE(beside);
    match_ = *match;
    beside_ = *beside;
  }

  // And where the match stands in it; nullopt if chance made none.
  std::optional<Span> make(std::mt19937& random, std::string& text) const {
    text = random() % 2 == 0 ? "# " : "\n";
    if (!rule_.near.empty()) {
      add_random_match(beside_, random, text);
      if (!RE2::PartialMatch(text, near_)) return std::nullopt;
      text += random() % 2 == 0 ? " = " : ": \"";
    }
    add_random_match(match_, random, text);
    text += random() % 2 == 0 ? "\"\n" : "\n";
    const auto match = leftmost_match(pattern_, text);
    // Where its pattern has no bound a rule gives one.
    return match && match->size() <= rule_.reach ? match : std::nullopt;
  }

 private:
  const Rule& rule_;
  RE2 pattern_;
  RE2 near_;
  Term match_;
  Term beside_;
};

TEST_CASE("no built-in rule loses a match of its pattern to its anchors") {
  const std::vector<Rule>& rules = builtin_rules();
  std::vector<const Rule*> pointers;
  pointers.reserve(rules.size());
  for (const Rule& rule : rules) pointers.push_back(&rule);
  const Anchors anchors(pointers);
  Anchors::Scratch scratch(anchors);
  Candidates candidates(rules.size());
  std::mt19937 random(20261201);
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    INFO(rules[i].id);
    const RandomTexts texts(rules[i]);
    int matches = 0;
    for (int round = 0; round < 60; ++round) {
      std::string text;
      const auto match = texts.make(random, text);
      if (!match) continue;
      ++matches;
      candidates.clear();
      anchors.find(text, scratch, candidates);
      INFO(text);
      CHECK(std::ranges::any_of(candidates.windows(i), [&](const Span& window) {
        return window.begin <= match->begin && match->end <= window.end;
      }));
    }
    CHECK(matches >= 10);
  }
}

}  // namespace
}  // namespace patdown
