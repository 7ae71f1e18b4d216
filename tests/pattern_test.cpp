#include "rule/pattern.h"

#include "catch.h"
#include "core/error.h"

namespace patdown {
namespace {

struct Case {
  const char* pattern;
  std::optional<std::size_t> longest;
};

const Case cases[] = {
    {"", 0},
    {"abc", 3},
    {"a|bcd|ef", 3},
    {R"(\b(ghp_[0-9A-Za-z]{36})\b)", 40},
    {"(?:a|bc){2,5}x?", 11},
    {R"((?i:[a-z]{3})(?P<name>[^\]x]{4})$)", 7},
    {R"([[:alpha:]\]-]\x{41}\x41\pL.)", 5},
    {"(?i)ab", 2},
    {"(?s:.{0,10}?)", 10},
    {"a*", std::nullopt},
    {"(a+)b", std::nullopt},
    {"(?:ab){3,}", std::nullopt},
    {"(?:|^)*", 0},
    {"a{,3}", 5},  // RE2 takes such braces for letters
};

TEST_CASE("the longest match is found from the pattern alone") {
  for (const Case& c : cases) {
    INFO(c.pattern);
    REQUIRE(fault_of(c.pattern).empty());
    CHECK(longest_match(c.pattern) == c.longest);
  }
}

TEST_CASE("pieces are put in by name") {
  CHECK(with_pieces("x(?&end64)y") == "x(?:[^0-9A-Za-z+/=]|$)y");
  CHECK(with_pieces("(?:a)(?i:b)") == "(?:a)(?i:b)");
  CHECK_THROWS_WITH(with_pieces("(?&strat)"),
                    "there is no piece '(?&strat)'; did you mean 'start'?");
  CHECK_THROWS_AS(with_pieces("(?&start"), Error);
}

TEST_CASE("groups are counted and faults explained") {
  CHECK(groups_of("(a)(?:b)(c)") == 2);
  CHECK_FALSE(fault_of("(a").empty());
  CHECK_FALSE(fault_of("a{1001}").empty());
}

}  // namespace
}  // namespace patdown
