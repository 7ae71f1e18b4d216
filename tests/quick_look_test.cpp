#include "secret/quick_look.h"

#include "catch.h"
#include "rule/example.h"
#include "rule/rule.h"

#include <random>
#include <string>
#include <vector>

#include <re2/re2.h>

namespace patdown {
namespace {

struct Case {
  const char* name;
  const char* expression;
  const char* text;
  bool may;
};

const Case cases[] = {
    {"a word", "token", "my token", true},
    {"no such word", "token", "my taken", false},
    {"either case", "(?i)Token", "TOKEN", true},
    {"one of several", "(?:api|app)_key", "app_key", true},
    {"none of them", "(?:api|app)_key", "apt_key", false},
    {"enough in a row", "x=([0-9a-z]{4,8})", "x=12ab", true},
    {"too few", "x=([0-9a-z]{4,8})", "x=12", false},
    {"given back to what follows", "[a-z]{1,9}z", "abz", true},
    {"rounds of a word", "(?:ab ){2,3}c", "ab ab c", true},
    {"too few rounds", "(?:ab ){2,3}c", "ab c", false},
    {"rounds that may be empty", "(?:a?){0,5}b", "ccb", true},
    {"what stands beside it", "\\btoken$", "mytokens", false},
    {"a class of letters that nobody names here", "[^\\pL]1", "-1", true},
    {"an expression that may be empty", "a*", "b", true},
    {"no expression", "(", "b", true},
};

using Answer = QuickLook::Answer;

bool may_hold_in(const QuickLook& look, std::string_view text, Span window) {
  return look.find(text, window).answer != Answer::nowhere;
}

bool may_hold(const std::string& expression, std::string_view text) {
  return may_hold_in(QuickLook(expression), text, {.begin = 0, .end = text.size()});
}

TEST_CASE("a quick look tells where an expression cannot hold") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(may_hold(c.expression, c.text) == c.may);
    }
  }
}

TEST_CASE("a quick look stays in its window") {
  const QuickLook look("token");
  CHECK(may_hold_in(look, "a token", {.begin = 2, .end = 7}));
  CHECK_FALSE(may_hold_in(look, "a token", {.begin = 3, .end = 7}));
  CHECK_FALSE(may_hold_in(look, "a token", {.begin = 2, .end = 6}));
}

TEST_CASE("a quick look gives up when it would cost more than it saves") {
  const std::string slow = "(?:(?:a|b)*c?)*d";
  CHECK(may_hold(slow, std::string(2'000, 'a')));
  const QuickLook look("x{3}");
  const std::string text(100'000, 'x');
  const Span none{.begin = 0, .end = 2};
  CHECK_FALSE(may_hold_in(look, text, none));
  const std::string far(4U << 20U, 'y');
  CHECK_FALSE(may_hold_in(look, far, {.begin = 0, .end = far.size()}));
  CHECK(may_hold_in(look, text, none));  // nothing is left to spend
}

// An expression made of few letters, so that it often nearly holds.
std::string random_expression(std::mt19937& random, int depth) {
  const auto pick = [&](unsigned count) { return static_cast<unsigned>(random() % count); };
  std::string all;
  for (unsigned left = 1 + pick(3); left > 0; --left) {
    const std::vector<std::string> atoms = {"a", "b", "[ab]", "[^a]", ".", "\\b", "^", "$"};
    std::string atom = atoms[pick(static_cast<unsigned>(atoms.size()))];
    if (depth > 0 && pick(3) == 0) {
      atom = (pick(2) == 0 ? "(" : "(?:") + random_expression(random, depth - 1);
      if (pick(2) == 0) atom += '|' + random_expression(random, depth - 1);
      atom += ')';
    }
    const std::vector<std::string> counts = {"", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}?"};
    if (atom.front() != '\\' && atom != "^" && atom != "$") {
      atom += counts[pick(static_cast<unsigned>(counts.size()))];
    }
    all += atom;
  }
  return all;
}

// What RE2 finds, as Expression asks it.
std::optional<ExpressionMatch> found_by_re2(const RE2& compiled, std::string_view text,
                                            Span window) {
  re2::StringPiece groups[2];
  const int wanted = compiled.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!compiled.Match({text.data(), text.size()}, window.begin, window.end, RE2::UNANCHORED, groups,
                      wanted)) {
    return std::nullopt;
  }
  const auto span_of = [&](const re2::StringPiece& piece) {
    const auto begin = static_cast<std::size_t>(piece.data() - text.data());
    return Span{.begin = begin, .end = begin + piece.size()};
  };
  const Span all = span_of(groups[0]);
  return ExpressionMatch{.all = all,
                         .group = groups[1].data() == nullptr ? all : span_of(groups[1])};
}

// How often a quick look said so.
struct Counts {
  std::size_t nowhere = 0;
  std::size_t here = 0;
  std::size_t unknown = 0;

  void hold_to_re2(const QuickLook& look, const RE2& compiled, std::string_view text, Span window) {
    INFO(compiled.pattern() << " in " << text << " from " << window.begin << " to " << window.end);
    const auto expected = found_by_re2(compiled, text, window);
    const QuickLook::Looked looked = look.find(text, window);
    switch (looked.answer) {
      case Answer::nowhere:
        ++nowhere;
        CHECK_FALSE(expected.has_value());
        return;
      case Answer::here:
        ++here;
        REQUIRE(expected.has_value());
        CHECK(looked.match.all == expected->all);
        CHECK(looked.match.group == expected->group);
        return;
      default:
        ++unknown;
    }
  }
};

TEST_CASE("a quick look finds what RE2 finds, and denies nothing else") {
  std::mt19937 random(11);
  Counts counts;
  for (int round = 0; round < 3'000; ++round) {
    const std::vector<std::string> flags = {"", "", "(?i)", "(?s)", "(?m)", "(?U)", "(?im-s)"};
    const std::string expression = flags[random() % flags.size()] + random_expression(random, 2);
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    const RE2 compiled(expression, options);
    if (!compiled.ok()) continue;
    const QuickLook look(expression);
    for (int texts = 0; texts < 10; ++texts) {
      std::string text;
      for (auto left = random() % 9; left > 0; --left) text += "abA\n"[random() % 4];
      const std::size_t begin = random() % (text.size() + 1);
      const std::size_t end = begin + random() % (text.size() - begin + 1);
      counts.hold_to_re2(look, compiled, text, {.begin = 0, .end = text.size()});
      counts.hold_to_re2(look, compiled, text, {.begin = begin, .end = end});
    }
  }
  CHECK(counts.nowhere > 10'000);
  CHECK(counts.here > 4'000);
  CHECK(counts.unknown > 1'000);
}

TEST_CASE("a quick look finds the secrets of built-in rules as RE2 does") {
  std::mt19937 random(12);
  Counts counts;
  for (const Rule& rule : parse_builtin_rules()) {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    const RE2 compiled(rule.pattern, options);
    REQUIRE(compiled.ok());
    const QuickLook look(rule.pattern);
    for (const auto* examples : {&rule.finds, &rule.skips}) {
      for (const auto& example : *examples) {
        const std::string text =
            "x " + expand(example.text, static_cast<std::uint32_t>(random())).text + "\n";
        counts.hold_to_re2(look, compiled, text, {.begin = 0, .end = text.size()});
        counts.hold_to_re2(look, compiled, text, {.begin = random() % 4, .end = text.size() / 2});
      }
    }
  }
  CHECK(counts.here > 400);
  CHECK(counts.unknown < counts.here / 10);
}

}  // namespace
}  // namespace patdown
