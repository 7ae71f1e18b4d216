#include "secret/scanner.h"

#include "catch.h"
#include "core/digest.h"
#include "core/error.h"
#include "rule/example.h"

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace patdown {
namespace {

Rule token_rule() {
  Rule rule;
  rule.id = "acme-token";
  rule.provider = "acme";
  rule.anchors = {"acme_[0-9A-Za-z]{20}"};
  rule.pattern = R"(\b(acme_[0-9A-Za-z]{20})\b)";
  return rule;
}

Rule github_rule() {
  Rule rule;
  rule.id = "github-pat";
  rule.provider = "github";
  rule.anchors = {"ghp_[0-9A-Za-z]{36}"};
  rule.pattern = "(ghp_[0-9A-Za-z]{36})";
  rule.check = "crc32-base62";
  return rule;
}

Rule password_rule() {
  Rule rule;
  rule.id = "generic-password";
  rule.provider = "generic";
  rule.chosen = true;
  rule.anchors = {"(?i)password[\"']?[ ]?[:=]"};
  rule.pattern = R"re((?i)password["']?\s?[:=]\s?["']?([^\s"']{4,40}))re";
  return rule;
}

ScanResult scan(const std::vector<Rule>& rules, std::string_view text, std::string_view path = {}) {
  std::vector<const Rule*> pointers;
  pointers.reserve(rules.size());
  for (const Rule& rule : rules) pointers.push_back(&rule);
  const Scanner scanner(pointers);
  Scanner::Scratch scratch(scanner);
  return scanner.scan(text, path, scratch);
}

std::vector<Span> spans_of(const ScanResult& result) {
  std::vector<Span> spans;
  for (const Match& match : result.matches) spans.push_back(match.span);
  return spans;
}

std::string expanded(std::string_view text) {
  return expand(text, 7).text;
}

struct Case {
  const char* name;
  std::string text;  // «…» marks what is reported
};

const Case plain_cases[] = {
    {"a token alone", "«acme_‹alnum 20›»"},
    {"two on a line", "a=«acme_‹alnum 20›» b=«acme_‹alnum 20›»"},
    {"one directly behind the other's end", "«acme_‹alnum 20›»,«acme_‹alnum 20›»"},
    {"a NUL beside it", "x‹nul›«acme_‹alnum 20›»‹nul›"},
    {"a Latin-1 letter beside it", "\xFF«acme_‹alnum 20›»\xE4"},
    {"too long for the rule", "acme_‹alnum 21›"},
    {"too short for the rule", "acme_‹alnum 19›"},
    {"the same token twice is two places", "«acme_‹alnum 20#a›»\n«acme_‹alnum 20#a›»"},
};

TEST_CASE("a rule reports its capture group, everywhere and nowhere else") {
  for (const Case& c : plain_cases) {
    DYNAMIC_SECTION(c.name) {
      const ExpandedExample example = expand(c.text, 3);
      const std::vector<Rule> rules = {token_rule()};
      CHECK(spans_of(scan(rules, example.text)) == example.secrets);
    }
  }
}

TEST_CASE("a rule without a group reports all of its match") {
  Rule rule = token_rule();
  rule.pattern = "acme_[0-9A-Za-z]{20}";
  const std::vector<Rule> rules = {rule};
  const ExpandedExample example = expand("a=«acme_‹alnum 20›» b=«acme_‹alnum 20›»", 3);
  CHECK(spans_of(scan(rules, example.text)) == example.secrets);
}

TEST_CASE("a check that passes makes a proof, one that fails drops the match") {
  const std::vector<Rule> rules = {github_rule()};
  const ScanResult good = scan(rules, expanded("x ghp_‹alnum 30›‹github-crc› y"));
  REQUIRE(good.matches.size() == 1);
  CHECK(good.matches[0].confidence == Confidence::proven);
  CHECK_FALSE(good.matches[0].proof.empty());
  CHECK(scan(rules, expanded("x ghp_‹alnum 36› y")).matches.empty());
}

TEST_CASE("a failed check does not hide a token that begins within the failed one") {
  const std::vector<Rule> rules = {github_rule()};
  const ExpandedExample example = expand("ghp_aB3«ghp_‹alnum 30›‹github-crc›»", 4);
  CHECK(spans_of(scan(rules, example.text)) == example.secrets);
}

TEST_CASE("a rule may keep what fails its check as possible") {
  Rule rule = github_rule();
  rule.check_failure = CheckFailure::demote;
  const std::vector<Rule> rules = {rule};
  const ScanResult result = scan(rules, expanded("x ghp_‹alnum 36› y"));
  REQUIRE(result.matches.size() == 1);
  CHECK(result.matches[0].confidence == Confidence::possible);
}

TEST_CASE("near, path, entropy and exceptions decide about unproven matches") {
  const std::string token = expanded("acme_‹alnum 20›");
  Rule rule = token_rule();
  SECTION("near holds within its distance, before and behind, in any case") {
    rule.near = "robot";
    rule.near_bytes = 20;
    CHECK(scan({rule}, "ROBOT " + token).matches.size() == 1);
    CHECK(scan({rule}, token + "\nthe Robot").matches.size() == 1);
    CHECK(scan({rule}, "robot" + std::string(30, ' ') + token).matches.empty());
  }
  SECTION("a path that does not fit leaves the rule out, an unknown one does not") {
    rule.path = R"(\.env$)";
    CHECK(scan({rule}, token, "a/.env").matches.size() == 1);
    CHECK(scan({rule}, token, "a/env.txt").matches.empty());
    CHECK(scan({rule}, token, "").matches.size() == 1);
  }
  SECTION("entropy is a least value") {
    rule.entropy = 4.9;  // 25 characters have at most 4.64 bits
    CHECK(scan({rule}, token).matches.empty());
  }
  SECTION("exceptions look at the secret and at its line") {
    rule.not_secret = {"^acme_"};
    CHECK(scan({rule}, token).matches.empty());
    rule.not_secret.clear();
    rule.not_line = {"ignore me"};
    CHECK(scan({rule}, token + " ignore me").matches.empty());
    CHECK(scan({rule}, token + "\nignore me").matches.size() == 1);
  }
  SECTION("test data makes a likely match possible") {
    const ScanResult result = scan({rule}, token, "src/testdata/a.txt");
    REQUIRE(result.matches.size() == 1);
    CHECK(result.matches[0].confidence == Confidence::possible);
  }
}

TEST_CASE("a proven match needs no look-alike filter, entropy or excluded line") {
  Rule rule = github_rule();
  rule.entropy = 8;
  rule.not_line = {"."};
  CHECK(scan({rule}, expanded("sha1: ghp_‹alnum 30›‹github-crc›"), "test/x").matches.size() == 1);
}

TEST_CASE("a rule that cannot work stops patdown and is named") {
  Rule rule = token_rule();
  SECTION("no anchor") {
    rule.anchors.clear();
  }
  SECTION("an anchor that Vectorscan refuses") {
    rule.anchors = {"a(?=b)"};
  }
  SECTION("a pattern that RE2 refuses") {
    rule.pattern = "(a(?=b))";
  }
  SECTION("a check that does not exist") {
    rule.check = "no-such-check";
  }
  const Rule* pointer = &rule;
  CHECK_THROWS_WITH(Scanner({&pointer, 1}), Catch::Contains("acme-token"));
}

TEST_CASE("half a megabyte on one line is searched like any other text") {
  const std::string token = expanded("acme_‹alnum 20›");
  std::string text(700'000, 'x');
  for (std::size_t i = 0; i < text.size(); i += 9) text[i] = ' ';
  text += " " + token + " ";
  text.append(300'000, '.');
  const std::vector<Rule> rules = {token_rule()};
  const ScanResult result = scan(rules, text);
  REQUIRE(spans_of(result) == std::vector<Span>{{700'001, 700'026}});
  CHECK(result.matches[0].at.line == 1);
  CHECK(result.matches[0].at.column == 700'002);
  CHECK(result.matches[0].source_line.size() < 400);
  CHECK(result.limits.empty());
}

TEST_CASE("a pattern without a bound is followed to the end of its match") {
  Rule rule = token_rule();
  rule.anchors = {"acme-block "};
  rule.pattern = "acme-block ([0-9a-f]+)";
  const std::vector<Rule> rules = {rule};
  const std::string body = to_hex(sha256("a")) + to_hex(sha256("b"));
  std::string text = "acme-block ";
  for (int i = 0; i < 400; ++i) text += body;
  const ScanResult result = scan(rules, text + " acme-block " + body);
  CHECK(spans_of(result) == std::vector<Span>{{11, 11 + 51'200}, {11 + 51'200 + 12, 51'351}});
}

TEST_CASE("the line is shown with every secret in it masked") {
  const std::string token = expanded("acme_‹alnum 20›");
  const std::string other = expanded("ghp_‹alnum 30›‹github-crc›");
  const std::vector<Rule> rules = {token_rule(), github_rule()};
  const ScanResult result = scan(rules, "one\nkey = " + token + " # " + other + "\n");
  REQUIRE(result.matches.size() == 2);
  CHECK(result.matches[0].source_line == result.matches[1].source_line);
  CHECK_THAT(result.matches[0].source_line, Catch::StartsWith("key = acme…"));
  CHECK(result.matches[0].source_line.find(token) == std::string::npos);
  CHECK(result.matches[0].source_line.find(other.substr(10, 12)) == std::string::npos);
}

TEST_CASE("a comment that allows a match is told, the match is still there") {
  const std::string token = expanded("acme_‹alnum 20›");
  const std::vector<Rule> rules = {token_rule()};
  const ScanResult result = scan(rules, token + "  # patdown:allow acme-token made up\n" + token +
                                            "\n" + token + " gitleaks:allow");
  REQUIRE(result.matches.size() == 3);
  CHECK(result.matches[0].allowed == "patdown:allow acme-token made up");
  CHECK(result.matches[1].allowed.empty());
  CHECK(result.matches[2].allowed == "gitleaks:allow");
}

TEST_CASE("what a person chose is not reported for a word, a reference or itself") {
  const std::vector<Rule> rules = {password_rule()};
  CHECK(scan(rules, "password = \"" + expanded("‹alnum 14›") + "\"").matches.size() == 1);
  for (const std::string_view value : {"changeme", "${DB_PASSWORD}", "password", "********",
                                       "<password>", "true", "your-password"}) {
    INFO(value);
    CHECK(scan(rules, "password = \"" + std::string(value) + "\"").matches.empty());
  }
}

TEST_CASE("threads with a scratch each find the same") {
  const std::vector<Rule> rules = {token_rule(), github_rule(), password_rule()};
  const std::vector<const Rule*> pointers = {&rules[0], &rules[1], &rules[2]};
  const Scanner scanner(pointers);
  const std::string text =
      expanded("ghp_‹alnum 30›‹github-crc› acme_‹alnum 20› password: '‹alnum 12›'");
  std::vector<std::vector<Span>> found(4);
  std::vector<std::thread> threads;
  threads.reserve(found.size());
  for (std::vector<Span>& spans : found) {
    threads.emplace_back([&scanner, &text, &spans] {
      Scanner::Scratch scratch(scanner);
      for (int i = 0; i < 20; ++i) spans = spans_of(scanner.scan(text, {}, scratch));
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(found[0].size() == 3);
  for (const std::vector<Span>& spans : found) CHECK(spans == found[0]);
}

TEST_CASE("all built-in rules fit into one scanner") {
  std::vector<const Rule*> rules;
  rules.reserve(builtin_rules().size());
  for (const Rule& rule : builtin_rules()) rules.push_back(&rule);
  const Scanner scanner(rules);
  Scanner::Scratch scratch(scanner);
  const ExpandedExample example = expand("t: «ghp_‹alnum 30›‹github-crc›»", 1);
  CHECK(spans_of(scanner.scan(example.text, {}, scratch)) == example.secrets);
}

TEST_CASE("a text made to be slow ends, and says so if bytes were left") {
  const std::vector<Rule> rules = {token_rule(), github_rule(), password_rule()};
  std::string backslashes(400'000, '\\');
  std::string percents;
  for (int i = 0; i < 100'000; ++i) percents += "%25";
  std::string near_misses;
  while (near_misses.size() < 500'000) near_misses += "ghp_";
  for (const std::string& text : {backslashes, percents, near_misses}) {
    CHECK(scan(rules, text).matches.empty());
  }
}

}  // namespace
}  // namespace patdown
