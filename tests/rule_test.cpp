#include "rule/rule.h"

#include "catch.h"
#include "core/error.h"

#include <string>

namespace patdown {
namespace {

constexpr const char* head = "provider: acme\nreference: https://acme.example/docs\nrules:\n";
constexpr const char* sound =
    "  - id: acme-token\n"
    "    title: Acme token\n"
    "    anchors: acme_[0-9a-z]{8}\n"
    "    pattern: '\\b(acme_[0-9a-z]{8})\\b'\n";

TEST_CASE("a rule may be short: the rest has its defaults") {
  const std::vector<Rule> rules = parse_rules(std::string(head) + sound, "a.yaml");
  REQUIRE(rules.size() == 1);
  const Rule& rule = rules[0];
  CHECK(rule.id == "acme-token");
  CHECK(rule.provider == "acme");
  CHECK(rule.reference == "https://acme.example/docs");
  CHECK(rule.severity == Severity::high);
  CHECK(rule.confidence == Confidence::likely);
  CHECK(rule.anchors == std::vector<std::string>{"acme_[0-9a-z]{8}"});
  CHECK(rule.reach == 13);
  CHECK(rule.check_failure == CheckFailure::drop);
  CHECK(rule.near_bytes == 200);
  CHECK_FALSE(rule.chosen);
}

TEST_CASE("ids older than their file begin with another word, which the file names") {
  std::string yaml = std::string("prefix: shop\n") + head + sound;
  yaml.replace(yaml.find("acme-token"), 10, "shop-token");
  CHECK(parse_rules(yaml, "a.yaml").at(0).id == "shop-token");
  CHECK(parse_rules(yaml, "a.yaml").at(0).provider == "acme");
}

TEST_CASE("every key is read") {
  const std::string yaml = std::string(head) + sound +
                           "    severity: low\n    confidence: possible\n    reach: 99\n"
                           "    check: jwt\n    check_failure: demote\n    near: acme\n"
                           "    near_bytes: 50\n    path: '\\.env$'\n    entropy: 2.5\n"
                           "    not_secret: [xxx, yyy]\n    not_line: zzz\n    chosen: true\n"
                           "    risk: opens doors\n    fix: change the lock\n"
                           "    reference: https://acme.example/tokens\n"
                           "    finds: ['a «b»', {text: '«c»', path: d.env, why: e}]\n"
                           "    skips: [{text: f, why: g}]\n";
  const Rule rule = parse_rules(yaml, "a.yaml").at(0);
  CHECK(rule.severity == Severity::low);
  CHECK(rule.confidence == Confidence::possible);
  CHECK(rule.reach == 99);
  CHECK(rule.check == "jwt");
  CHECK(rule.check_failure == CheckFailure::demote);
  CHECK(rule.near == "acme");
  CHECK(rule.near_bytes == 50);
  CHECK(rule.path == "\\.env$");
  CHECK(rule.entropy == 2.5);
  CHECK(rule.not_secret == std::vector<std::string>{"xxx", "yyy"});
  CHECK(rule.not_line == std::vector<std::string>{"zzz"});
  CHECK(rule.chosen);
  CHECK(rule.risk == "opens doors");
  CHECK(rule.fix == "change the lock");
  CHECK(rule.reference == "https://acme.example/tokens");
  REQUIRE(rule.finds.size() == 2);
  CHECK(rule.finds[0].text == "a «b»");
  CHECK(rule.finds[1].path == "d.env");
  REQUIRE(rule.skips.size() == 1);
  CHECK(rule.skips[0].why == "g");
}

struct Case {
  const char* name;
  std::string yaml;
  const char* error;
};

std::string rule_with(const char* line) {
  return std::string(head) + sound + "    " + line + "\n";
}

const Case cases[] = {
    {"a misspelt key", rule_with("severty: low"),
     "a.yaml:8: unknown key 'severty'; did you mean 'severity'?"},
    {"a key given twice", rule_with("title: again"), "a.yaml:8: the key 'title' stands here twice"},
    {"an unknown severity", rule_with("severity: huge"),
     "a.yaml:8: 'severity' must be one of critical, high, medium, low, info"},
    {"a shape that claims to be proof", rule_with("confidence: proven"),
     "a.yaml:8: 'confidence' must be one of likely, possible"},
    {"an unknown check", rule_with("check: jwd"),
     "a.yaml:8: there is no check 'jwd'; did you mean 'jwt'?"},
    {"a number that is none", rule_with("entropy: much"), "a.yaml:8: 'entropy' must be a number"},
    {"an unmarked example", rule_with("finds: [abc]"), "a.yaml:8: mark the secret with « and »"},
    {"a marked text to skip", rule_with("skips: [{text: «a», why: b}]"),
     "a.yaml:8: a text to skip has no secret to mark"},
    {"a text to skip without a reason", rule_with("skips: [{text: a}]"),
     "a.yaml:8: missing key 'why'"},
    {"prose with a comma in flow style", rule_with("skips: [{text: a, why: b, to see}]"),
     "a.yaml:8: unknown key 'to see'"},
    {"a broken condition", rule_with("near: '(a'"),
     "a.yaml:8: 'near' is no expression that RE2 takes: missing ): (a"},
    {"no rules", "provider: acme\n", "a.yaml:1: 'rules' must be a list of rules"},
    {"no mapping", "- a\n", "a.yaml:1: a rule file must be a list of keys and values"},
    {"an id of another provider",
     "provider: b\nrules:\n  - {id: acme-x, title: t, anchors: a, pattern: (a)}\n",
     "a.yaml:3: the id must be lower-case words joined by '-' that begin with the provider, 'b-…'"},
    {"two groups", "provider: b\nrules:\n  - {id: b-x, title: t, anchors: a, pattern: (a)(b)}\n",
     "a.yaml:3: the pattern has 2 capture groups: put the secret in the only one, others are "
     "(?:…)"},
    {"no bound", "provider: b\nrules:\n  - {id: b-x, title: t, anchors: a, pattern: (a+)}\n",
     "a.yaml:3: the pattern has no bound: bound it, or give a 'reach'"},
    {"a boundary in an anchor",
     "provider: b\nrules:\n  - {id: b-x, title: t, anchors: '\\ba', pattern: (a)}\n",
     "a.yaml:3: an anchor takes no \\b: it only says where to look"},
    {"no anchor", "provider: b\nrules:\n  - {id: b-x, title: t, pattern: (a)}\n",
     "a.yaml:3: missing key 'anchors'"},
};

TEST_CASE("a wrong rule file says where and what to do") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK_THROWS_WITH(parse_rules(c.yaml, "a.yaml"), c.error);
    }
  }
}

TEST_CASE("text that is no YAML is an error with its line") {
  CHECK_THROWS_AS(parse_rules("a: [b\nc", "a.yaml"), Error);
  CHECK_THROWS_AS(parse_rules("", "a.yaml"), Error);
}

}  // namespace
}  // namespace patdown
