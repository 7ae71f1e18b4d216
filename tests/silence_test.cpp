#include "report/silence.h"

#include "catch.h"
#include "hits.h"

namespace patdown {
namespace {

struct AllowCase {
  const char* name;
  std::vector<Hit> hits;
  std::vector<Sighting> old_blob;
  std::vector<Sighting> new_blob;
  Spots spots;  // empty: silenced
};

TEST_CASE("an inline allow silences what carries it and what is older") {
  const AllowCase cases[] = {
      {"the line that carries it", {allowed(worktree_hit("a", 4))}, {}, {}, {}},
      {"not another line", {allowed(worktree_hit("a", 4)), worktree_hit("a", 9)}, {}, {}, {"a:9"}},
      {"not another file", {allowed(worktree_hit("a", 4)), worktree_hit("b", 4)}, {}, {}, {"b:4"}},
      {"an old version that carries it", {allowed(history_hit("old", 4))}, {seen("a", 1)}, {}, {}},
      {"older versions at the path, if the work tree carries it",
       {allowed(worktree_hit("a", 6)), history_hit("old", 4), history_hit("new", 5)},
       {seen("a", 1)},
       {seen("a", 2, true)},
       {}},
      {"older versions at the path, if HEAD carries it",
       {history_hit("old", 4), allowed(history_hit("new", 5))},
       {seen("a", 1)},
       {seen("a", 2, true)},
       {}},
      {"not older versions at another path",
       {history_hit("old", 4), allowed(history_hit("new", 5))},
       {seen("b", 1)},
       {seen("a", 2, true)},
       {"b:4"}},
      {"not other versions, if only an old one carries it",
       {allowed(history_hit("old", 4)), history_hit("new", 5)},
       {seen("a", 1)},
       {seen("a", 2, true)},
       {"a:5"}},
      {"not older versions, if the file holds the secret elsewhere too",
       {allowed(worktree_hit("a", 6)), worktree_hit("a", 8), history_hit("old", 4)},
       {seen("a", 1)},
       {},
       {"a:8", "a:4"}},
      {"the work tree has the last word against HEAD",
       {worktree_hit("a", 6), allowed(history_hit("new", 6)), history_hit("old", 4)},
       {seen("a", 1)},
       {seen("a", 2, true)},
       {"a:6", "a:4"}},
  };
  for (const AllowCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Provenance provenance;
      if (!c.old_blob.empty()) provenance.sightings["old"] = c.old_blob;
      if (!c.new_blob.empty()) provenance.sightings["new"] = c.new_blob;
      const Assembled assembled = assemble(c.hits, provenance, {});
      if (c.spots.empty()) {
        CHECK(assembled.findings.empty());
        CHECK(assembled.allowed == 1);
      } else {
        REQUIRE(assembled.findings.size() == 1);
        CHECK(spots_of(assembled.findings[0]) == c.spots);
        CHECK(assembled.allowed == 0);
      }
    }
  }
}

TEST_CASE("excluded paths hide places, and the finding if there is nothing else") {
  const std::vector<Hit> hits = {worktree_hit("test/a", 1), worktree_hit("src/b", 2),
                                 worktree_hit("test/c", 3, beta)};
  AssembleOptions options;
  options.excluded_paths = {"test/"};
  Assembled assembled = assemble(hits, {}, options);
  REQUIRE(assembled.findings.size() == 2);
  CHECK(spots_of(assembled.findings[0]) == Spots{"src/b:2"});
  Config config;
  config.excluded_paths = options.excluded_paths;
  const SuppressedCounts counts = suppress(assembled.findings, config, {}, "2026-11-25");
  CHECK(counts.path == 1);
  REQUIRE(assembled.findings.size() == 1);
  CHECK(assembled.findings[0].place.path == "src/b");
}

}  // namespace
}  // namespace patdown
