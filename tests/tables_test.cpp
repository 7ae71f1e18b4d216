// What the build stores must be what the files say.

#include "catch.h"
#include "core/digest.h"
#include "core/error.h"
#include "rule/builtin.h"
#include "rule/example.h"
#include "rule/packed.h"
#include "rule/rule_table.h"
#include "secret/anchors.h"
#include "token/scope_rule.h"

#include <string>
#include <utility>
#include <vector>

namespace patdown {
namespace {

const std::vector<Rule>& parsed_rules() {
  static const std::vector<Rule> rules = parse_builtin_rules();
  return rules;
}

TEST_CASE("the table of rules says what the files say, but for the examples") {
  REQUIRE(builtin_rules().size() == parsed_rules().size());
  for (std::size_t i = 0; i < parsed_rules().size(); ++i) {
    Rule rule = parsed_rules()[i];
    rule.finds.clear();
    rule.skips.clear();
    INFO(rule.id);
    CHECK(builtin_rules()[i] == rule);
  }
}

TEST_CASE("the table of scope rules says what their file says") {
  CHECK(scope_rules() == parse_scope_rules());
}

TEST_CASE("every field of a rule comes back from a table") {
  Rule rule;
  rule.id = "a-rule";
  rule.title = "a title";
  rule.provider = "a";
  rule.reference = "https://example.com";
  rule.severity = Severity::low;
  rule.confidence = Confidence::possible;
  rule.anchors = {"one", std::string("t\0wo", 4), ""};
  rule.pattern = "(x\xff)";
  rule.reach = 4'000'000'000'000;
  rule.check = "jwt";
  rule.check_failure = CheckFailure::demote;
  rule.near = "close";
  rule.near_bytes = 1;
  rule.path = "\\.yml$";
  rule.entropy = 3.25;
  rule.not_secret = {"n"};
  rule.not_line = {"l", "m"};
  rule.chosen = true;
  rule.risk = "may";
  rule.fix = "do";
  CHECK(unpack_rules(pack_rules({Rule{}, rule})) == std::vector<Rule>{Rule{}, rule});

  ScopeRule scope{.id = "s",
                  .title = "t",
                  .severity = Severity::critical,
                  .confidence = Confidence::possible,
                  .help = "h",
                  .fix = "f",
                  .reference = "r"};
  const std::string packed = pack_scope_rules({scope});
  Unpacker table(packed);
  CHECK(table.number() == 1);
}

TEST_CASE("a table that ends too early is refused") {
  const std::string whole = pack_rules({Rule{}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_THROWS_AS(unpack_rules(std::string_view(whole).substr(0, size)), Error);
  }
}

TEST_CASE("the stored digest is of every file under rules/") {
  std::string digests;
  for (const BuiltinFile& file : builtin_files()) digests += sha256(file.text);
  CHECK(builtin_tables().digest == sha256(digests));
}

using Windows = std::vector<std::pair<std::string, std::vector<Span>>>;

// The windows in `text`, by rule.
Windows windows_of(const std::vector<const Rule*>& rules, std::string_view text) {
  const Anchors anchors(rules);
  Anchors::Scratch scratch(anchors);
  Candidates candidates(rules.size());
  anchors.find(text, scratch, candidates);
  Windows windows;
  for (const std::uint32_t rule : candidates.rules()) {
    windows.emplace_back(rules[rule]->id, candidates.windows(rule));
  }
  return windows;
}

// Every secret that an example shows.
std::string text_of_all_examples() {
  std::string text;
  for (const Rule& rule : parsed_rules()) {
    for (const Example& example : rule.finds) text += expand(example.text, 7).text + "\n";
  }
  return text;
}

TEST_CASE("the stored database finds what one compiled from the files finds") {
  struct Selection {
    const char* name;
    std::size_t every;  // takes each rule whose number this divides
    bool backwards;
  };
  const std::string text = text_of_all_examples();
  for (const Selection& selection :
       {Selection{"all rules", 1, false}, Selection{"every third", 3, false},
        Selection{"every seventh, the last first", 7, true}}) {
    INFO(selection.name);
    std::vector<const Rule*> stored;
    std::vector<const Rule*> compiled;
    for (std::size_t i = 0; i < parsed_rules().size(); i += selection.every) {
      const auto at = [&](auto& list) { return selection.backwards ? list.begin() : list.end(); };
      stored.insert(at(stored), &builtin_rules()[i]);
      compiled.insert(at(compiled), &parsed_rules()[i]);
    }
    const Windows windows = windows_of(stored, text);
    CHECK(windows.size() > stored.size() / 2);
    CHECK(windows == windows_of(compiled, text));
  }
}

TEST_CASE("a rule of the user's own is looked for beside the built-in ones") {
  Rule own;
  own.id = "own-key";
  own.anchors = {"own-[0-9]{4}"};
  own.pattern = "(own-[0-9]{4})";
  own.reach = 8;
  const Windows windows = windows_of({&builtin_rules().front(), &own}, "x own-1234");
  REQUIRE(windows.size() == 1);
  CHECK(windows.front().first == "own-key");
}

}  // namespace
}  // namespace patdown
