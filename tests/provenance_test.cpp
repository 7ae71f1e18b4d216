#include "git/provenance.h"

#include "sighted.h"

#include <string>

namespace patdown {
namespace {

TEST_CASE("a sighting says path, commit, people and date") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  sandbox.commit("start");
  sandbox.write("src/deep/b.txt", "two\n");
  const std::string second = sandbox.commit("second");
  sandbox.write("other.txt", "three\n");
  sandbox.commit("third");

  const Sighting sighting = only_sighting(sandbox, sandbox.id("HEAD:src/deep/b.txt"));
  CHECK(sighting.path == "src/deep/b.txt");
  CHECK(sighting.commit == second);
  CHECK(sighting.author == "Ann <ann@example.net>");
  CHECK(sighting.date == "2026-01-01T02:00:00Z");
  CHECK(sighting.in_head);
  CHECK(sighting.origin == Origin::history);
}

TEST_CASE("every path is told, the oldest commit for each, and whether HEAD has it") {
  GitSandbox sandbox;
  sandbox.write("old/a.txt", "same\n");
  const std::string first = sandbox.commit("first");
  sandbox.write("new/b.txt", "same\n");
  sandbox.remove("old");
  const std::string second = sandbox.commit("moved");
  const auto found = sightings(sandbox, sandbox.id("HEAD:new/b.txt"));
  REQUIRE(found.size() == 2);
  CHECK(found[0].path == "old/a.txt");
  CHECK(found[0].commit == first);
  CHECK_FALSE(found[0].in_head);
  CHECK(found[1].path == "new/b.txt");
  CHECK(found[1].commit == second);
  CHECK(found[1].in_head);
}

TEST_CASE("of commits that bring the same in twice, the oldest is named") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  sandbox.commit("start");
  sandbox.run({"checkout", "-q", "-b", "topic"});
  sandbox.write("key.txt", "key\n");
  const std::string original = sandbox.commit("add key");
  const std::string blob = sandbox.id("HEAD:key.txt");
  sandbox.run({"checkout", "-q", "main"});
  for (int i = 0; i < 2; ++i) {
    sandbox.tick();
    sandbox.run({"cherry-pick", original});
    sandbox.tick();
    sandbox.run({"revert", "--no-edit", "HEAD"});
  }
  const Sighting sighting = only_sighting(sandbox, blob);
  CHECK(sighting.commit == original);
  CHECK_FALSE(sighting.in_head);
}

TEST_CASE("parents come before children, whatever their clocks say") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "key\n");
  sandbox.set("GIT_COMMITTER_DATE", "1900000000 +0000");
  sandbox.run({"add", "-A"});
  sandbox.run({"commit", "-q", "-m", "from the future"});
  const std::string parent = sandbox.id("HEAD");
  sandbox.write("b.txt", "x\n");
  sandbox.commit("later, with an earlier date");
  CHECK(only_sighting(sandbox, sandbox.id("HEAD:a.txt")).commit == parent);
}

TEST_CASE("what only a merge holds belongs to the merge") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  sandbox.commit("start");
  sandbox.run({"checkout", "-q", "-b", "side"});
  sandbox.write("b.txt", "side\n");
  sandbox.commit("side");
  sandbox.run({"checkout", "-q", "main"});
  sandbox.write("c.txt", "main\n");
  sandbox.commit("main");
  sandbox.run({"merge", "-q", "--no-commit", "--no-ff", "side"});
  sandbox.write("evil.txt", "only here\n");
  const std::string merge = sandbox.commit("merge");
  CHECK(only_sighting(sandbox, sandbox.id("HEAD:evil.txt")).commit == merge);
}

TEST_CASE("texts of commits and tags stand at the commit") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  const std::string commit = sandbox.commit("start");
  sandbox.run({"tag", "-a", "v1", "-m", "first"});
  const std::string tag = sandbox.id("refs/tags/v1");
  sandbox.run({"checkout", "-q", "-b", "side"});
  const std::string aside = sandbox.commit("aside");
  sandbox.run({"checkout", "-q", "main"});

  CHECK(only_sighting(sandbox, commit).commit == commit);
  CHECK(only_sighting(sandbox, commit).path.empty());
  CHECK(only_sighting(sandbox, commit).in_head);
  CHECK_FALSE(only_sighting(sandbox, aside).in_head);
  CHECK(only_sighting(sandbox, tag).commit == commit);
  CHECK(only_sighting(sandbox, tag).author == "Carl <carl@example.net>");
}

TEST_CASE("of a range only what its commits bring is told") {
  GitSandbox sandbox;
  sandbox.write("old/key.txt", "key\n");
  sandbox.commit("before");
  sandbox.write("other.txt", "x\n");
  const std::string unrelated = sandbox.commit("unrelated");
  sandbox.run({"mv", "old/key.txt", "key.txt"});
  const std::string moved = sandbox.commit("moved");
  const std::string blob = sandbox.id("HEAD:key.txt");

  const Provenance found = provenance(sandbox.top(), {blob, unrelated}, {unrelated, moved});
  REQUIRE(found.sightings.at(blob).size() == 1);
  CHECK(found.sightings.at(blob)[0].path == "key.txt");
  CHECK(found.sightings.at(blob)[0].commit == moved);
  CHECK(found.sightings.at(blob)[0].in_head);
  CHECK(found.sightings.at(unrelated)[0].commit == unrelated);
}

}  // namespace
}  // namespace patdown
