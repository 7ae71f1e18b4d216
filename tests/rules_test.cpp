// Holds every rule under rules/secrets/ to the examples in its own file. A new rule needs no line
// here.

#include "catch.h"
#include "rule/example.h"
#include "rule/pattern.h"
#include "rule/rule.h"
#include "secret/scanner.h"

#include <array>
#include <set>
#include <string>
#include <vector>

namespace patdown {
namespace {

// With their examples.
const std::vector<Rule>& rules() {
  static const std::vector<Rule> parsed = parse_builtin_rules();
  return parsed;
}

// A scanner of one rule.
class Alone {
 public:
  explicit Alone(const Rule& rule) : rule_{&rule}, scanner_(rule_), scratch_(scanner_) {}

  std::vector<Span> reports(std::string_view text, std::string_view path) {
    std::vector<Span> spans;
    for (const Match& match : scanner_.scan(text, path, scratch_).matches) {
      spans.push_back(match.span);
    }
    return spans;
  }

 private:
  std::array<const Rule*, 1> rule_;
  Scanner scanner_;
  Scanner::Scratch scratch_;
};

// Tries 20 variations of `example`: `scanner` must report the marked parts of each, or nothing.
void check_example(Alone& scanner, const Example& example) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const auto [text, marked] = expand(example.text, seed);
    INFO(example.text);
    INFO(text);
    INFO(example.why);
    CHECK(scanner.reports(text, example.path.empty() ? "example.txt" : example.path) == marked);
  }
}

TEST_CASE("every rule finds and skips what its file says") {
  REQUIRE_FALSE(rules().empty());
  for (const Rule& rule : rules()) {
    DYNAMIC_SECTION(rule.id) {
      Alone scanner(rule);
      CHECK_FALSE(rule.finds.empty());
      CHECK_FALSE(rule.skips.empty());
      for (const Example& example : rule.finds) check_example(scanner, example);
      for (const Example& example : rule.skips) check_example(scanner, example);
    }
  }
}

// Vectorscan reads 64 bytes at a time; what it finds must not depend on where they are cut.
TEST_CASE("every rule finds its secret wherever it stands") {
  for (const Rule& rule : rules()) {
    Alone scanner(rule);
    for (const Example& example : rule.finds) {
      const std::string text = expand(example.text, 0).text;
      const std::string path = example.path.empty() ? "example.txt" : example.path;
      INFO(rule.id << ": " << text);
      const std::size_t found = scanner.reports(text, path).size();
      std::size_t missed = 0;
      for (std::size_t offset = 1; offset <= 64; ++offset) {
        const std::string moved = std::string(offset, '\n') + text;
        missed += scanner.reports(moved, path).size() == found ? 0U : 1U;
      }
      CHECK(missed == 0);
    }
  }
}

TEST_CASE("every rule says what its secret opens, what to do and where that is written") {
  for (const Rule& rule : rules()) {
    INFO(rule.id);
    CHECK_FALSE(rule.risk.empty());
    CHECK_FALSE(rule.fix.empty());
    CHECK(rule.reference.starts_with("https://"));
  }
}

TEST_CASE("anchors are short: what changed is searched as far around as they are long") {
  constexpr std::size_t longest = 75;
  for (const Rule& rule : rules()) {
    for (const std::string& anchor : rule.anchors) {
      INFO(rule.id << ": " << anchor);
      CHECK(longest_match(anchor).value_or(longest + 1) <= longest);
    }
  }
}

TEST_CASE("rule ids are unique") {
  std::set<std::string> ids;
  for (const Rule& rule : rules()) {
    INFO(rule.id);
    CHECK(ids.insert(rule.id).second);
  }
}

}  // namespace
}  // namespace patdown
