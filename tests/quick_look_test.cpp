#include "secret/quick_look.h"

#include "catch.h"

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
    {"what stands beside it is not asked", "\\btoken$", "mytokens", true},
    {"a class of letters that nobody names here", "[^\\pL]1", "-1", true},
    {"an expression that may be empty", "a*", "b", true},
    {"no expression", "(", "b", true},
};

bool may_hold(const std::string& expression, std::string_view text) {
  return QuickLook(expression).may_hold_in(text, {.begin = 0, .end = text.size()});
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
  CHECK(look.may_hold_in("a token", {.begin = 2, .end = 7}));
  CHECK_FALSE(look.may_hold_in("a token", {.begin = 3, .end = 7}));
  CHECK_FALSE(look.may_hold_in("a token", {.begin = 2, .end = 6}));
}

TEST_CASE("a quick look gives up when it would cost more than it saves") {
  const std::string slow = "(?:(?:a|b)*c?)*d";
  CHECK(may_hold(slow, std::string(2'000, 'a')));
  const QuickLook look("x{3}");
  const std::string text(100'000, 'x');
  const Span none{.begin = 0, .end = 2};
  CHECK_FALSE(look.may_hold_in(text, none));
  const std::string far(4U << 20U, 'y');
  CHECK_FALSE(look.may_hold_in(far, {.begin = 0, .end = far.size()}));
  CHECK(look.may_hold_in(text, none));  // nothing is left to spend
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

TEST_CASE("a quick look denies nothing that RE2 finds") {
  std::mt19937 random(11);
  std::size_t denied = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::string expression = random_expression(random, 2);
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    const RE2 compiled(expression, options);
    if (!compiled.ok()) continue;
    const QuickLook look(expression);
    for (int texts = 0; texts < 10; ++texts) {
      std::string text;
      for (auto left = random() % 9; left > 0; --left) text += "ab\n"[random() % 3];
      const bool may = look.may_hold_in(text, {.begin = 0, .end = text.size()});
      INFO(expression << " in " << text);
      if (RE2::PartialMatch(text, compiled)) CHECK(may);
      if (!may) ++denied;
    }
  }
  CHECK(denied > 1'000);
}

}  // namespace
}  // namespace patdown
