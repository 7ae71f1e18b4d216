#include "secret/needed_run.h"

#include "catch.h"
#include "secret/expression.h"

#include <string>

namespace patdown {
namespace {

Rule rule_with(std::string pattern, std::vector<std::string> not_secret = {}) {
  Rule rule;
  rule.id = "test";
  rule.pattern = std::move(pattern);
  rule.not_secret = std::move(not_secret);
  return rule;
}

struct Row {
  const char* pattern;
  const char* text;
  bool may_hold;
};

const Row rows[] = {
    {"key=([a-z]{8,20})", "key=abcdefgh;", true},
    {"key=([a-z]{8,20})", "key=abcdefg;", false},
    {"key=([a-z]{8,20})", "key=abcd-efgh", false},
    {"key=([a-z]{8,20})", "", false},
    {"(?i:key|token)=([0-9A-F]{8})(?:;|$)", "token=0123ABCD", true},
    {"(?i:key|token)=([0-9A-F]{8})(?:;|$)", "token=0123abcd", false},
    {"(?i)key=([0-9A-F]{8})", "key=0123abcd", true},
    {R"(key=([\]\\.+-]{6}))", R"(key=].\+-])", true},
    {R"(key=([\]\\.+-]{6}))", R"(key=].:+-])", false},
    {R"(key=([\w]{8,20}))", "key=ab_cdefgh;", true},
    {"key=([[:alpha:]]{8,20})", "key=ab_cdefgh;", false},
};

TEST_CASE("a run of the secret's bytes must stand in the text") {
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.pattern << " in " << row.text) {
      const auto needed = NeededRun::of(rule_with(row.pattern));
      REQUIRE(needed);
      CHECK(needed->may_be_in(row.text) == row.may_hold);
    }
  }
}

TEST_CASE("patterns of other kinds say nothing") {
  for (const char* pattern : {
           "key=[a-z]{8,20}",             // no group
           "key=([a-z]{8,20})|token=x",   // another branch
           "key=(?:([a-z]{8,20}))?",      // inside of something
           "(?:a|(b))key=([a-z]{8,20})",  // not the first
           "key=([a-z]{8,20})?",          // optional
           "key=([a-z]{8,20}x)",          // more than the run
           "key=([a-z]+)",                // no least
           "key=([a-z]{2,9})",            // short
           "key=([^a-z]{8,20})",          // nearly all bytes
       }) {
    INFO(pattern);
    CHECK_FALSE(NeededRun::of(rule_with(pattern)));
  }
}

TEST_CASE("where secrets without a digit are dropped, the run needs one") {
  const auto needed = NeededRun::of(rule_with("key=([0-9a-z]{8,20})", {"^[^0-9]*$"}));
  REQUIRE(needed);
  CHECK(needed->may_be_in("key=abcdefg1;"));
  CHECK_FALSE(needed->may_be_in("key=abcdefgh;"));
  CHECK(needed->may_be_in("key=abcdefgh; abcdefgh1 "));
  CHECK(needed->may_be_in("key=abcdefgh"));  // a digit may follow behind the window
}

// What is refused must hold nowhere: every built-in rule against texts around its examples is held
// to that by the tests of the rules; here are runs of every length.
TEST_CASE("a pattern never holds where its run is missing") {
  const Rule rule = rule_with("k=([0-9a-f]{6,9})(?:;|$)");
  const auto needed = NeededRun::of(rule);
  REQUIRE(needed);
  const Expression pattern(rule.pattern, "rule test");
  for (std::size_t size = 0; size < 12; ++size) {
    for (const char* end : {"", ";", "x"}) {
      const std::string text = "k=" + std::string(size, 'a') + end;
      INFO(text);
      CHECK((needed->may_be_in(text) || !pattern.holds_in(text)));
    }
  }
}

}  // namespace
}  // namespace patdown
