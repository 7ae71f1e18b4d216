#include "report/overlap.h"

#include "catch.h"
#include "hits.h"

#include <algorithm>

namespace patdown {
namespace {

struct Rival {
  const Rule* rule = &acme;
  std::string secret = alpha;
  Span span = {.begin = 10, .end = 33};
  Confidence confidence = Confidence::likely;
  std::vector<std::string> decoded = {};
};

struct OverlapCase {
  const char* name;
  Rival a;
  Rival b;
  std::vector<std::string> rules;
};

TEST_CASE("of two matches of the same bytes the surer stays") {
  const std::string longer = "user:" + alpha;
  const Span wide{.begin = 5, .end = 33};
  const OverlapCase cases[] = {
      {"proven beats likely",
       {&other, alpha, {10, 33}, Confidence::proven},
       {&acme},
       {"zeta-token"}},
      {"likely beats possible, though shorter",
       {&acme},
       {&other, longer, wide, Confidence::possible},
       {"acme-token"}},
      {"a provider beats the generic, though shorter",
       {&acme},
       {&generic, longer, wide},
       {"acme-token"}},
      {"the longer beats the shorter", {&acme}, {&other, longer, wide}, {"zeta-token"}},
      {"else the smaller id", {&other}, {&acme}, {"acme-token"}},
      {"side by side both stay", {&acme}, {&other, alpha, {33, 56}}, {"acme-token", "zeta-token"}},
      {"different secrets that overlap both stay",
       {&acme},
       {&other, beta, {20, 42}},
       {"acme-token", "zeta-token"}},
      {"the encoded run falls to what it decodes to",
       {&acme, alpha, {10, 50}, Confidence::proven, {"base64"}},
       {&generic, beta, {10, 50}},
       {"acme-token"}},
      {"two secrets in one encoded run both stay",
       {&acme, alpha, {10, 50}, Confidence::likely, {"base64"}},
       {&other, beta, {10, 50}, Confidence::likely, {"base64"}},
       {"acme-token", "zeta-token"}},
  };
  for (const OverlapCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      std::vector<Hit> hits;
      for (const Rival* rival : {&c.a, &c.b}) {
        Hit hit = worktree_hit("a.txt", 1, rival->secret, *rival->rule);
        hit.match.span = rival->span;
        hit.match.confidence = rival->confidence;
        hit.match.decoded = rival->decoded;
        hits.push_back(std::move(hit));
      }
      for (int order = 0; order < 2; ++order) {
        std::vector<std::string> rules;
        for (const Finding& finding : assemble(hits, {}, {}).findings)
          rules.push_back(finding.rule);
        std::ranges::sort(rules);
        CHECK(rules == c.rules);
        std::ranges::reverse(hits);
      }
    }
  }
}

TEST_CASE("a match falls only to one that stays") {
  // proven ⊂ middle ⊂ long: the middle falls to the proven one, the third holds neither's bytes.
  Hit proven = worktree_hit("a.txt", 1, alpha, acme);
  proven.match.span = {.begin = 10, .end = 33};
  proven.match.confidence = Confidence::proven;
  Hit middle = worktree_hit("a.txt", 1, alpha + beta, other);
  middle.match.span = {.begin = 10, .end = 60};
  Hit last = worktree_hit("a.txt", 1, beta, generic);
  last.match.span = {.begin = 35, .end = 60};
  const std::vector<Finding> findings = assemble({proven, middle, last}, {}, {}).findings;
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule == "acme-token");
  CHECK(findings[1].rule == "generic-secret");
}

TEST_CASE("matches of different blobs do not compete") {
  Hit proven = worktree_hit("a.txt");
  proven.match.confidence = Confidence::proven;
  CHECK(assemble({proven, worktree_hit("b.txt", 1, alpha, other)}, {}, {}).findings.size() == 2);
}

}  // namespace
}  // namespace patdown
