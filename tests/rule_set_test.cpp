// When is a result of another rule set no result of this one?

#include "cli/rule_set.h"

#include "catch.h"

#include <functional>
#include <string>
#include <vector>

namespace patdown {
namespace {

Rule house_rule() {
  Rule rule;
  rule.id = "house-key";
  rule.anchors = {"house_[0-9a-f]{8}"};
  rule.pattern = "house_[0-9a-f]{32}";
  return rule;
}

std::string digest_with(const Rule& added) {
  const std::vector<Rule> rules = {added};
  return choose_rules(rules, {}).digest;
}

}  // namespace

TEST_CASE("whatever decides a result changes the digest of the rules") {
  const std::string before = digest_with(house_rule());
  CHECK(digest_with(house_rule()) == before);
  CHECK(choose_rules({}, {}).digest != before);
  struct Row {
    const char* what;
    std::function<void(Rule&)> change;
  };
  const std::vector<Row> rows = {
      {"pattern", [](Rule& rule) { rule.pattern += "x"; }},
      {"anchor", [](Rule& rule) { rule.anchors = {"house_"}; }},
      {"entropy", [](Rule& rule) { rule.entropy = 3.5; }},
      {"not_secret", [](Rule& rule) { rule.not_secret = {"0000"}; }},
      {"not_line", [](Rule& rule) { rule.not_line = {"example"}; }},
      {"near", [](Rule& rule) { rule.near = "house"; }},
      {"near_bytes", [](Rule& rule) { rule.near_bytes = 10; }},
      {"path", [](Rule& rule) { rule.path = "\\.env$"; }},
      {"chosen", [](Rule& rule) { rule.chosen = true; }},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    Rule changed = house_rule();
    row.change(changed);
    CHECK(digest_with(changed) != before);
  }
}

TEST_CASE("a rule that is switched off changes the digest of the rules") {
  Config config;
  config.disabled_rules = {builtin_rules_by_id().front()->id};
  CHECK(choose_rules({}, config).digest != choose_rules({}, {}).digest);
}

TEST_CASE("without a configuration the built-in rules are active, by id") {
  CHECK(choose_rules({}, {}).active == builtin_rules_by_id());
}

}  // namespace patdown
