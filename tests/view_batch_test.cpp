#include "secret/view_batch.h"

#include "catch.h"

#include <random>
#include <string>
#include <vector>

namespace patdown {
namespace {

std::vector<Rule> rules() {
  std::vector<Rule> rules(2);
  rules[0].id = "token";
  rules[0].anchors = {"acme_[0-9a-z]{20}"};
  rules[0].pattern = "(acme_[0-9a-z]{20})";
  rules[1].id = "password";
  // Across lines: a hit may seem to go from one view into the next.
  rules[1].anchors = {R"(password[ \n]{0,3}=[^"]{2})"};
  rules[1].pattern = R"(password[ \n]{0,3}=([^"]{2}))";
  return rules;
}

std::string random_text(std::mt19937& random) {
  const std::vector<std::string> words = {"acme_",      "password", "=",   " ",   "ab1",
                                          "0123456789", "\n",       "\\n", "%41", "%zz",
                                          "\\zzz",      "",         "\"",  "x"};
  std::string text;
  for (auto left = random() % 7; left > 0; --left) text += words[random() % words.size()];
  return text;
}

TEST_CASE("a batch leaves out no view in which something may be found") {
  const std::vector<Rule> all = rules();
  const std::vector<const Rule*> pointers = {&all[0], &all[1]};
  const Anchors anchors(pointers);
  Anchors::Scratch scratch(anchors);
  Candidates candidates(pointers.size());
  ViewBatch batch;
  std::mt19937 random(7);
  std::size_t sifted = 0;
  std::size_t total = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts(random() % 40);
    for (std::string& text : texts) text = random_text(random);
    for (const std::string& text : texts) {
      View view{.text = text, .how = "percent", .exact = true};
      batch.add(view);
    }
    std::vector<std::string> visited;
    batch.sift(anchors, scratch, [&](View& view) { visited.emplace_back(view.text); });

    std::size_t next = 0;
    for (const std::string& text : texts) {
      const bool taken = next < visited.size() && visited[next] == text;
      if (taken) ++next;
      anchors.find(text, scratch, candidates);
      DecodeBudget budget{.bytes = 10'000, .exhausted = false};
      bool hides = false;
      for_each_decoded({.text = text}, budget, [&](View&) { hides = true; });
      if (!taken) CHECK((candidates.rules().empty() && !hides));
    }
    CHECK(next == visited.size());
    sifted += visited.size();
    total += texts.size();
    batch.sift(anchors, scratch, [](View&) { FAIL("it was emptied"); });
  }
  CHECK(sifted > 100);
  CHECK(sifted < total / 2);
}

}  // namespace
}  // namespace patdown
