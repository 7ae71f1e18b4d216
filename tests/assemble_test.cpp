#include "report/assemble.h"

#include "catch.h"
#include "hits.h"

#include <algorithm>

namespace patdown {
namespace {

TEST_CASE("one secret under one rule is one finding, its places sorted") {
  const std::vector<Hit> hits = {worktree_hit("z.txt", 3), worktree_hit("a.txt", 7),
                                 worktree_hit("a.txt", 2), worktree_hit("b.txt", 1, beta)};
  const Assembled assembled = assemble(hits, {}, {});
  REQUIRE(assembled.findings.size() == 2);
  CHECK(spots_of(assembled.findings[0]) == Spots{"a.txt:2", "a.txt:7", "z.txt:3"});
  CHECK(assembled.findings[0].places_total == 2);
  CHECK(spots_of(assembled.findings[1]) == Spots{"b.txt:1"});
}

TEST_CASE("a finding says what its rule says") {
  const Finding finding = assemble({worktree_hit("a.txt", 2)}, {}, {}).findings.at(0);
  CHECK(finding.rule == "acme-token");
  CHECK(finding.message == "Whoever holds this Acme token acts as its owner.");
  CHECK(finding.fix == "Revoke it.");
  CHECK(finding.masked == "alp…ret");
  CHECK(finding.revealed.empty());
  CHECK(finding.source_line == "line 2");
  CHECK(finding.fingerprint == fingerprint_of("acme-token", alpha, false));
  CHECK(finding.commit.empty());
  CHECK(finding.place.at.column == 5);
}

TEST_CASE("fingerprints of chosen secrets are iterated") {
  Rule password = make_rule("acme-password");
  password.chosen = true;
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < 8; ++i) {
    hits.push_back(worktree_hit("a.txt", i + 1, alpha + std::to_string(i), password));
  }
  const std::vector<Finding> findings = assemble(hits, {}, {}).findings;
  REQUIRE(findings.size() == hits.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CHECK(findings[i].fingerprint ==
          fingerprint_of("acme-password", alpha + std::to_string(i), true));
  }
}

TEST_CASE("the secret is in the finding only with reveal") {
  const Assembled assembled = assemble({worktree_hit("a.txt")}, {}, {.reveal = true});
  CHECK(assembled.findings.at(0).revealed == alpha);
}

TEST_CASE("places are bounded and their number is exact") {
  std::vector<Hit> hits;
  for (std::size_t line = 1; line <= 50; ++line) hits.push_back(worktree_hit("a.txt", line));
  const Finding finding = assemble(hits, {}, {.reveal = false, .max_places = 10}).findings.at(0);
  CHECK(finding.places.size() == 10);
  CHECK(finding.places_total == 49);
}

struct PlaceCase {
  const char* name;
  std::vector<Hit> hits;
  std::vector<Sighting> old_blob;  // of object "old"
  std::vector<Sighting> new_blob;  // of object "new"
  Spots spots;
  const char* commit;        // of the finding
  const char* place_commit;  // of the place named first
  Origin origin;
  bool in_head;
};

TEST_CASE("the place named first is the nearest, the commit the oldest") {
  const Hit old_hit = history_hit("old", 4);
  const Hit new_hit = history_hit("new", 6);
  const PlaceCase cases[] = {
      {"only in the work tree",
       {worktree_hit("a", 4)},
       {},
       {},
       {"a:4"},
       "",
       "",
       Origin::worktree,
       false},
      {"an unchanged file is one place with HEAD's copy",
       {worktree_hit("a", 4), old_hit},
       {seen("a", 3, true)},
       {},
       {"a:4"},
       "commit-3",
       "commit-3",
       Origin::worktree,
       true},
      {"the work tree goes before an older place elsewhere",
       {worktree_hit("a", 4), old_hit},
       {seen("b", 3)},
       {},
       {"a:4", "b:4"},
       "commit-3",
       "",
       Origin::worktree,
       false},
      {"HEAD goes before what is older",
       {old_hit, new_hit},
       {seen("a", 1)},
       {seen("a", 5, true)},
       {"a:6", "a:4"},
       "commit-1",
       "commit-5",
       Origin::history,
       true},
      {"the oldest goes first where HEAD has none",
       {old_hit, new_hit},
       {seen("z", 1)},
       {seen("a", 5)},
       {"z:4", "a:6"},
       "commit-1",
       "commit-1",
       Origin::history,
       false},
      {"a blob stands at each path that holds it",
       {old_hit},
       {seen("a", 1), seen("copy", 2)},
       {},
       {"a:4", "copy:4"},
       "commit-1",
       "commit-1",
       Origin::history,
       false},
      {"versions with the same line are one place of the oldest",
       {history_hit("old", 4), history_hit("new", 4)},
       {seen("a", 2)},
       {seen("a", 1)},
       {"a:4"},
       "commit-1",
       "commit-1",
       Origin::history,
       false},
      {"a blob that no tree holds has no path",
       {old_hit},
       {},
       {},
       {":4"},
       "",
       "",
       Origin::history,
       false},
  };
  for (const PlaceCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Provenance provenance;
      if (!c.old_blob.empty()) provenance.sightings["old"] = c.old_blob;
      if (!c.new_blob.empty()) provenance.sightings["new"] = c.new_blob;
      const Assembled assembled = assemble(c.hits, provenance, {});
      REQUIRE(assembled.findings.size() == 1);
      const Finding& finding = assembled.findings[0];
      CHECK(spots_of(finding) == c.spots);
      CHECK(finding.commit == c.commit);
      CHECK(finding.place.commit == c.place_commit);
      CHECK(finding.place.origin == c.origin);
      CHECK(finding.in_head == c.in_head);
    }
  }
}

TEST_CASE("author and date are of the oldest commit") {
  Provenance provenance;
  provenance.sightings["old"] = {seen("b", 2)};
  const Finding finding =
      assemble({worktree_hit("a"), history_hit("old")}, provenance, {}).findings.at(0);
  CHECK(finding.author == "Author 2 <a@example.net>");
  CHECK(finding.date == "2026-01-02T00:00:00Z");
}

TEST_CASE("a commit's own text is named by the commit") {
  Hit hit = history_hit("c0ffee");
  hit.origin = Origin::commit_message;
  const Finding finding = assemble({hit}, {}, {}).findings.at(0);
  CHECK(finding.place.path.empty());
  CHECK(finding.place.origin == Origin::commit_message);
  CHECK(finding.commit == "c0ffee");
}

TEST_CASE("the same secret in two commit messages is two places") {
  Hit first = history_hit("c1");
  Hit second = history_hit("c2");
  first.origin = second.origin = Origin::commit_message;
  CHECK(assemble({first, second}, {}, {}).findings.at(0).places_total == 1);
}

TEST_CASE("a note has no path") {
  Provenance provenance;
  Sighting note = seen("ab/cdef", 2);
  note.origin = Origin::note;
  provenance.sightings["old"] = {note};
  const Finding finding = assemble({history_hit("old")}, provenance, {}).findings.at(0);
  CHECK(finding.place.path.empty());
  CHECK(finding.place.origin == Origin::note);
}

TEST_CASE("a member of an archive has the archive's path before it") {
  Provenance provenance;
  provenance.sightings["old"] = {seen("lib/a.zip", 2)};
  Hit hit = history_hit("old");
  hit.inside = "!in.txt";
  const Place place = assemble({hit}, provenance, {}).findings.at(0).place;
  CHECK(place.path == "lib/a.zip!in.txt");
  CHECK(place.member_size == 7);
}

TEST_CASE("a rule for certain paths holds at those alone") {
  Rule rule = make_rule("acme-ini");
  rule.path = R"(\.ini$)";
  Provenance provenance;
  provenance.sightings["old"] = {seen("a.ini", 1), seen("a.txt", 2)};
  provenance.sightings["new"] = {seen("b.txt", 3)};
  const std::vector<Hit> hits = {history_hit("old", 1, alpha, rule),
                                 history_hit("new", 1, beta, rule)};
  const Assembled assembled = assemble(hits, provenance, {});
  REQUIRE(assembled.findings.size() == 1);
  CHECK(spots_of(assembled.findings[0]) == Spots{"a.ini:1"});
}

TEST_CASE("of one secret the surest match speaks") {
  Hit sure = worktree_hit("z.txt");
  sure.match.confidence = Confidence::proven;
  sure.match.proof = {{"method", "crc32-base62"}};
  const Finding finding = assemble({worktree_hit("a.txt"), sure}, {}, {}).findings.at(0);
  CHECK(finding.confidence == Confidence::proven);
  CHECK(finding.proof.size() == 1);
  CHECK(finding.place.path == "a.txt");
}

TEST_CASE("a secret typed as a name is masked wherever the name is shown") {
  Provenance provenance;
  Sighting commit = seen("", 1);
  commit.author = alpha + " <robin@example.net>";
  provenance.sightings["c1"] = {commit};
  Sighting file = seen("a", 1);
  file.author = commit.author;
  provenance.sightings["old"] = {file};
  Hit name = history_hit("c1");
  name.origin = Origin::commit_author;
  const Assembled assembled = assemble({name, history_hit("old", 4, beta)}, provenance, {});
  REQUIRE(assembled.findings.size() == 2);
  for (const Finding& finding : assembled.findings) {
    CHECK(finding.author == "alp…ret <robin@example.net>");
  }
}

TEST_CASE("the order of hits does not matter") {
  Provenance provenance;
  provenance.sightings["old"] = {seen("a", 1), seen("b", 2)};
  std::vector<Hit> hits = {worktree_hit("b", 4), history_hit("old", 4), worktree_hit("a", 9),
                           worktree_hit("c", 1, beta)};
  const auto digest = [&] {
    Spots all;
    for (const Finding& finding : assemble(hits, provenance, {}).findings) {
      for (const std::string& spot : spots_of(finding)) all.push_back(finding.commit + " " + spot);
    }
    return all;
  };
  const Spots expected = digest();
  REQUIRE(expected.size() == 4);
  for (int i = 0; i < 4; ++i) {
    std::rotate(hits.begin(), hits.begin() + 1, hits.end());
    CHECK(digest() == expected);
  }
}

}  // namespace
}  // namespace patdown
