#include "secret/dull_lines.h"

#include "catch.h"
#include "rule/builtin.h"
#include "secret/anchors.h"
#include "secret/copy_map.h"
#include "secret/decode.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {
namespace {

const std::string run20 = "abcdefghijABCDEF09+/";

struct LineCase {
  const char* name;
  std::string line;
  bool dull = true;
};

TEST_CASE("a line is dull if its line feeds alone are escaped, and nothing stands beside them") {
  const std::vector<LineCase> cases = {
      {"a line of a string", R"(print("void f() {\n");)"},
      {"without an escape", "int x = 0;"},
      {"one at the end", R"(f\n)"},
      {"another escape", R"(print("a\n\tb"))", false},
      {"a quote", R"(print("\"a\n"))", false},
      {"an escaped backslash", R"(print("\\n"))", false},
      {"no escape, but a backslash", R"(\d\n)", false},
      {"a backslash at the end", "a\\", false},
      {"a format", R"(printf("%d\n"))"},
      {"a percent escape", R"(a%2Fb\n)", false},
      {"a run behind a line feed", R"(\n)" + run20, false},
      {"a shorter one", R"(\n)" + run20.substr(1)},
      {"a run before a line feed", run20 + R"(\n)", false},
      {"a run apart from it", run20 + R"( \n)"},
  };
  for (const LineCase& one : cases) {
    INFO(one.name);
    const std::string text = "before\n" + one.line + "\nbehind";
    const Span line{.begin = 7, .end = 7 + one.line.size()};
    View view;
    view.text = text;
    CHECK_FALSE(is_dull_line(view, line));  // nobody knows the hits
    std::vector<Span> hits;
    view.hits = &hits;
    CHECK(is_dull_line(view, line) == one.dull);
    hits = {{.begin = 3, .end = line.begin + 1}, {.begin = line.end + 1, .end = line.end + 2}};
    CHECK(is_dull_line(view, line) == one.dull);
    hits = {{.begin = line.end, .end = line.end + 1}};  // it ends with the line
    CHECK_FALSE(is_dull_line(view, line));
  }
}

TEST_CASE("no anchor of a built-in rule goes across lines") {
  std::vector<const Rule*> rules;
  for (const Rule& rule : builtin_rules()) rules.push_back(&rule);
  CHECK(Anchors(rules).keep_to_lines());
}

std::string random_text(std::mt19937& random) {
  const std::vector<std::string> pieces = {
      R"(\n)", R"(\n)", R"(\t)",
      R"(\")", "%41",   " ",
      "\n",    "tok",   "_",
      "0f3",   run20,   "n",
      "%n\"",  "s.",    "cGxhaW4gdGV4dCwgbm8gbW9yZQ"};  // of "plain text, no more"
  std::string text;
  for (int i = 0; i < 60; ++i) text += pieces[random() % pieces.size()];
  return text;
}

// What a look at everything that `line` decodes to has to do with.
std::size_t worth_a_look(const Anchors& anchors, std::string_view text, Span line) {
  Anchors::Scratch scratch(anchors);
  View view;
  view.text = text;
  DecodeBudget budget{.bytes = 1'000'000};
  std::size_t worth = 0;
  for_each_escaped(Coding::backslash, view, line, budget, [&](View& inner) {
    std::vector<AnchorHit> hits;
    anchors.find(inner.text, {{.begin = 0, .end = inner.text.size()}}, scratch, hits);
    worth += hits.size();
    for_each_decoded(inner, budget, [&](const View& /*again*/) { ++worth; });
  });
  return worth;
}

TEST_CASE("what a dull line decodes to holds nothing") {
  Rule rule;
  rule.id = "acme";
  rule.anchors = {"tok_[0-9a-f]{3}", R"([sb]\.[0-9A-Za-z+/]{20})"};
  rule.pattern = "tok_[0-9a-f]{3}";
  const Rule* pointer = &rule;
  const Anchors anchors({&pointer, 1});
  Anchors::Scratch scratch(anchors);
  std::mt19937 random(20261130);
  std::size_t dull = 0;
  std::size_t worth = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text = random_text(random);
    std::vector<AnchorHit> hits;
    anchors.find(text, {{.begin = 0, .end = text.size()}}, scratch, hits);
    std::vector<Span> ends;
    ends.reserve(hits.size());
    for (const AnchorHit& hit : hits) ends.push_back({.begin = hit.first, .end = hit.last + 1});
    join(ends);
    View view;
    view.text = text;
    view.hits = &ends;
    for (std::size_t begin = 0; begin < text.size();) {
      const Span line{.begin = begin, .end = std::min(text.size(), text.find('\n', begin))};
      INFO(text.substr(line.begin, line.size()));
      const std::size_t all = worth_a_look(anchors, text, line);
      if (is_dull_line(view, line)) {
        ++dull;
        CHECK(all == 0);
      } else {
        worth += all;
      }
      begin = line.end + 1;
    }
  }
  CHECK(dull > 300);
  CHECK(worth > 300);
}

// What a text decodes to by its backslashes, where the hits are known.
std::vector<std::string> decoded_by_lines(View& view) {
  DecodeBudget budget{.bytes = 1'000'000};
  std::vector<std::string> all;
  for_each_escaped(Coding::backslash, view, {.begin = 0, .end = view.text.size()}, budget,
                   [&](View& inner) { all.emplace_back(inner.text); });
  return all;
}

TEST_CASE("lines that nothing tells from dull ones are dull") {
  std::mt19937 random(20261201);
  std::size_t decoded = 0;
  std::size_t lines = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    while (text.size() < 2000) {
      text += random_text(random).substr(0, random() % 90);
      text += '\n';
      ++lines;
    }
    std::vector<Span> ends;
    for (std::size_t at = random() % 400; at < text.size(); at += 1 + random() % 400) {
      ends.push_back({.begin = at, .end = at + 1 + random() % 3});
    }
    join(ends);
    View view;
    view.text = text;
    view.hits = &ends;
    const std::vector<std::string> line_by_line = decoded_by_lines(view);
    LongRuns runs;
    runs.find(text);
    view.runs = &runs;
    INFO(text);
    CHECK(decoded_by_lines(view) == line_by_line);
    decoded += line_by_line.size();
  }
  CHECK(decoded > 1000);
  CHECK(decoded < lines);
}

}  // namespace
}  // namespace patdown
