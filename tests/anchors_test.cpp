#include "secret/anchors.h"

#include "catch.h"
#include "secret/anchor_shape.h"
#include "secret/long_runs.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <re2/re2.h>

namespace patdown {
namespace {

struct ShapeCase {
  const char* anchor;
  std::size_t run;
};

TEST_CASE("in how long runs anchors are looked for") {
  const ShapeCase cases[] = {
      {"ghp_[0-9A-Za-z]{36}", 40},
      {"[a-z2-7]{52}", 52},
      {R"([sbr]\.[0-9A-Za-z]{24})", 24},  // two bytes before it
      {"(?i)[0-9a-f]{32}-us[0-9]{1,2}", 36},
      {"A(?:KIA|SIA)[A-Z2-7]{16}", 20},
      {"a(?:bcdefghij|[0-9]{12})[A-Z]{10,}", 20},
      {"[A-Z]{10}[+]{9}[/]", 20},
      {R"([0-9A-Za-z]{22}\.[0-9a-f]{7})", 22},
      {R"([0-9A-Za-z]{22}\.[0-9a-f]{8})", 0},      // nine bytes behind it
      {R"([sbr]\. [0-9A-Za-z]{24})", 0},           // three before it
      {"ghp_[0-9A-Za-z]{15}", 0},                  // 19 in a row
      {R"([0-9A-Za-z]{12}\.[0-9A-Za-z]{12})", 0},  // no long run, but two short ones
      {"a(?:bcdefghij|[0-9]{2})[A-Z]{16}", 0},
      {"[0-9A-Za-z=]{30}", 0},
      {"[^ ]{30}", 0},
      {"[0-9a-f]{24}.", 0},     // may be a NUL
      {"[0-9a-f]{24}[^a]", 0},  // so may this
      {R"([0-9a-f]{24}\x00)", 0},
      {"(?i)token[ \t]{0,20}[0-9a-z]{20}", 0},
      {"^[0-9a-f]{24}", 0},
      {"[0-9a-f]{24}$", 0},
      {R"(\b[0-9a-f]{24})", 0},
      {R"([0-9a-f]{24}\b)", 0},
      {"[[:alnum:]]{24}", 24},
      {R"(a[0-9a-f]{30}\.[0-9a-f]{7})", 31},
      {"[0-9a-f]{24", 0},
      {"", 0},
  };
  for (const ShapeCase& one : cases) {
    INFO(one.anchor);
    CHECK(least_run_of(one.anchor) == one.run);
  }
}

TEST_CASE("which anchors keep to a line") {
  for (const char* inside : {"tok_[0-9a-f]{4}", "[^\\s]{4}", "a[^\n]{2}", "(?i)key=\"X\""}) {
    INFO(inside);
    CHECK(keeps_to_line(inside));
  }
  for (const char* other : {"a[^b]", "\\sa", "^a", "a$", "\\ba", "a.b(?s:.)", "a\n", "(", ""}) {
    INFO(other);
    CHECK_FALSE(keeps_to_line(other));
  }
}

TEST_CASE("long runs are found wherever they stand") {
  const std::string run20 = "abcdefghijABCDEF09+/";
  for (std::size_t before = 0; before < 140; ++before) {
    INFO(before);
    const std::string text = std::string(before, ' ') + run20 + "-_ " + run20.substr(1) + "!";
    CHECK(next_long_run(text, 0) == Span{.begin = before, .end = before + 22});
    CHECK(next_long_run(text, before + 22) == Span{.begin = text.size(), .end = text.size()});
    LongRuns runs;
    runs.find(text);
    RunsIn known(text, {.begin = 0, .end = text.size()}, &runs);
    for (std::size_t from = 0; from <= text.size(); ++from) {
      CHECK(known.next(from) == next_long_run(text, from));
    }
  }
}

using Hits = std::set<std::pair<std::uint32_t, std::size_t>>;  // anchor, end

std::string random_text(std::mt19937& random, std::size_t size) {
  // Mostly hex digits, so that runs are long; NULs and the like between them.
  const std::string parting("\0 .\n\"", 5);
  std::string text;
  while (text.size() < size) {
    const auto kind = random() % 160;
    if (kind < 5) {
      text += parting[random() % parting.size()];
    } else if (kind < 10) {
      text += kind < 8 ? "tok_" : "s.";
    } else {
      text += kind == 10 ? "AB+/-_"[random() % 6] : "0123456789abcdef"[random() % 16];
    }
  }
  return text;
}

// Every end of a match, by RE2 and by trying.
Hits expected(const std::vector<std::string>& anchors, const std::string& text, Span part) {
  constexpr std::size_t widest = 60;
  Hits hits;
  for (std::uint32_t id = 0; id < anchors.size(); ++id) {
    const RE2 expression(anchors[id], RE2::Latin1);
    for (std::size_t end = part.begin + 1; end <= part.end; ++end) {
      for (std::size_t size = 1; size <= std::min(widest, end - part.begin); ++size) {
        const std::string_view tried = std::string_view(text).substr(end - size, size);
        if (!RE2::FullMatch({tried.data(), tried.size()}, expression)) continue;
        hits.emplace(id, end);
        break;
      }
    }
  }
  return hits;
}

Hits found(const std::vector<AnchorHit>& hits) {
  Hits all;
  for (const AnchorHit& hit : hits) {
    for (std::size_t end = hit.first; end <= hit.last; ++end) all.emplace(hit.anchor, end);
  }
  return all;
}

// Checks all hits in random texts, and those around a change; returns how many there are.
std::size_t check_hits(const std::vector<std::string>& expressions) {
  std::vector<Rule> rules(expressions.size());
  std::vector<const Rule*> pointers;
  pointers.reserve(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].id = "rule-" + std::to_string(i);
    rules[i].anchors = {expressions[i]};
    rules[i].pattern = expressions[i];
    pointers.push_back(&rules[i]);
  }
  const Anchors anchors(pointers);
  Anchors::Scratch scratch(anchors);
  std::mt19937 random(20261129);
  std::size_t seen = 0;
  for (int round = 0; round < 60; ++round) {
    const std::string text = random_text(random, 300 + random() % 300);
    std::vector<AnchorHit> hits;
    anchors.find(text, {{.begin = 0, .end = text.size()}}, scratch, hits);
    const Hits all = expected(expressions, text, {.begin = 0, .end = text.size()});
    CHECK(found(hits) == all);
    seen += all.size();

    // Around a change: those that touch it at least, and none that is not there.
    const std::size_t begin = random() % text.size();
    const Span change{.begin = begin, .end = std::min(text.size(), begin + random() % 20)};
    hits.clear();
    anchors.find(text, {change}, scratch, hits);
    const Hits near = found(hits);
    CHECK(std::ranges::includes(all, near));
    for (const auto& [id, end] : all) {
      const Reach reach = anchors.reach_of(id, end, text);
      const bool touches = reach.begin < static_cast<std::int64_t>(change.end) &&
                           reach.end > static_cast<std::int64_t>(change.begin);
      if (touches) CHECK(near.contains({id, end}));
    }
  }
  return seen;
}

TEST_CASE("every hit of an anchor is found, in long runs and elsewhere") {
  std::vector<std::string> expressions = {
      "tok_[0-9a-f]{16,20}", R"([sb]\.[0-9a-f]{20})", "[0-9a-f]{20}[ .]{0,2}[0-9]{0,6}",
      "tok_[0-9a-f]{4}",     "[0-9a-f]{8}[ .][0-9a]", "[0-9a-f]{44}[ .]"};
  CHECK(check_hits(expressions) > 1000);
  // One that goes across lines: no line may be the bound for any.
  expressions.emplace_back(R"([0-9a-f]{4}\n[0-9a-f]{4})");
  CHECK(check_hits(expressions) > 1000);
}

}  // namespace
}  // namespace patdown
