#include "git/provenance.h"

#include "core/digest.h"
#include "git/sightings.h"
#include "git_sandbox.h"

#include <algorithm>
#include <filesystem>

namespace patdown {
namespace {

Provenance provenance(const std::string& folder, const std::set<std::string>& wanted = {},
                      const std::vector<std::string>& commits = {}) {
  const Repository repository(repository_at(folder).value());
  return provenance_of(repository, wanted, commits);
}

std::vector<Sighting> sightings(const GitSandbox& sandbox, const std::string& object) {
  const Provenance found = provenance(sandbox.top(), {object});
  const auto at = found.sightings.find(object);
  return at == found.sightings.end() ? std::vector<Sighting>{} : at->second;
}

Sighting only_sighting(const GitSandbox& sandbox, const std::string& object) {
  const auto all = sightings(sandbox, object);
  REQUIRE(all.size() == 1);
  return all.front();
}

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

TEST_CASE("origins: what is reached, and by whom") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  const std::string first = sandbox.commit("start");

  SECTION("a commit that was amended away is still history: its reflog has it") {
    sandbox.write("a.txt", "secret\n");
    const std::string gone = sandbox.commit("oops");
    const std::string blob = sandbox.id("HEAD:a.txt");
    sandbox.write("a.txt", "clean\n");
    sandbox.run({"add", "-A"});
    sandbox.run({"commit", "-q", "--amend", "-m", "fine"});
    const Sighting sighting = only_sighting(sandbox, blob);
    CHECK(sighting.commit == gone);
    CHECK(sighting.origin == Origin::history);
    CHECK_FALSE(sighting.in_head);

    sandbox.run({"reflog", "expire", "--expire=now", "--all"});
    const Sighting later = only_sighting(sandbox, blob);
    CHECK(later.commit == gone);
    CHECK(later.origin == Origin::unreachable);
  }
  SECTION("a stash has three parts: work tree, index, untracked files") {
    sandbox.write("a.txt", "staged\n");
    sandbox.run({"add", "a.txt"});
    sandbox.write("a.txt", "work tree\n");
    sandbox.write("new.txt", "untracked\n");
    sandbox.run({"stash", "push", "-q", "-u"});
    const std::string stash = sandbox.id("refs/stash");
    for (const auto& [commit, path] : {std::pair{"refs/stash", "a.txt"},
                                       {"refs/stash^2", "a.txt"},
                                       {"refs/stash^3", "new.txt"}}) {
      INFO(commit);
      const std::string id = sandbox.id(commit);
      const Sighting sighting = only_sighting(sandbox, sandbox.id(id + ":" + path));
      CHECK(sighting.origin == Origin::stash);
      CHECK(sighting.commit == id);
      CHECK(sighting.path == path);
    }
    const Sighting text = only_sighting(sandbox, stash);
    CHECK(text.origin == Origin::stash);
  }
  SECTION("a second, older stash is in the reflog of the stash only") {
    sandbox.write("a.txt", "older\n");
    sandbox.run({"stash", "push", "-q"});
    const std::string older = sandbox.id("refs/stash");
    const std::string blob = sandbox.id("refs/stash:a.txt");
    sandbox.tick();
    sandbox.write("a.txt", "newer\n");
    sandbox.run({"stash", "push", "-q"});
    CHECK(only_sighting(sandbox, blob).origin == Origin::stash);
    CHECK(only_sighting(sandbox, blob).commit == older);
  }
  SECTION("a note is a note, in whatever namespace") {
    sandbox.run({"notes", "--ref", "review", "add", "-m", "noted", first});
    const std::string blob = sandbox.run({"notes", "--ref", "review", "list", first});
    const Sighting sighting = only_sighting(sandbox, blob);
    CHECK(sighting.origin == Origin::note);
    CHECK(sighting.commit == sandbox.id("refs/notes/review"));
  }
  SECTION("a loose blob that nothing reaches has no commit") {
    const Sighting sighting = only_sighting(sandbox, sandbox.store_blob("dangling\n"));
    CHECK(sighting.commit.empty());
    CHECK(sighting.path.empty());
    CHECK(sighting.author.empty());
    CHECK(sighting.origin == Origin::unreachable);
  }
  SECTION("a tree that no commit holds still gives a path") {
    sandbox.write("dir/b.txt", "tree only\n");
    sandbox.run({"add", "-A"});
    sandbox.run({"write-tree"});
    const Sighting sighting = only_sighting(sandbox, sandbox.run({"rev-parse", ":dir/b.txt"}));
    CHECK(sighting.path == "dir/b.txt");
    CHECK(sighting.commit.empty());
    CHECK(sighting.origin == Origin::unreachable);
  }
  SECTION("a reference of any name counts") {
    sandbox.run({"checkout", "-q", "--detach"});
    sandbox.write("pr.txt", "pull request\n");
    const std::string commit = sandbox.commit("pull request");
    sandbox.run({"update-ref", "refs/pull/7/head", commit});
    sandbox.run({"checkout", "-q", "main"});
    sandbox.run({"reflog", "expire", "--expire=now", "--all"});
    const Sighting sighting = only_sighting(sandbox, sandbox.id("refs/pull/7/head:pr.txt"));
    CHECK(sighting.commit == commit);
    CHECK(sighting.origin == Origin::history);
  }
  SECTION("a tag may name a blob") {
    const std::string blob = sandbox.store_blob("public key\n");
    sandbox.run({"tag", "key", blob});
    CHECK(only_sighting(sandbox, blob).origin == Origin::history);
  }
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

TEST_CASE("what is nowhere is noticed, with its path") {
  GitSandbox sandbox;
  sandbox.write("src/a.txt", "one\n");
  sandbox.write("b.txt", "two\n");
  sandbox.commit("start");
  sandbox.write("b.txt", "three\n");
  const std::string last = sandbox.commit("second");
  CHECK(provenance(sandbox.top()).missing.empty());

  struct Row {
    const char* what;
    std::string object;
    const char* path;
  };
  const Row rows[] = {
      {"a blob of HEAD", sandbox.id("HEAD:src/a.txt"), "src/a.txt"},
      {"a blob of the past", sandbox.id("HEAD~:b.txt"), "b.txt"},
      {"a tree", sandbox.id("HEAD:src"), "src"},
      {"a whole commit", sandbox.id("HEAD~"), ""},
      {"the commit that a branch names", last, ""},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      std::filesystem::remove(sandbox.loose_file(row.object));
      const auto missing = provenance(sandbox.top()).missing;
      REQUIRE(missing.size() == 1);
      CHECK(missing[0].object == row.object);
      CHECK(missing[0].path == row.path);
      CHECK(missing[0].why == "missing from the object database");
    }
  }
}

TEST_CASE("a partial clone misses what it has not fetched") {
  GitSandbox sandbox;
  for (int i = 0; i < 3; ++i) {
    sandbox.write("a.txt", "version " + std::to_string(i) + "\n");
    sandbox.commit("change");
  }
  sandbox.run({"config", "uploadpack.allowFilter", "true"});
  const std::string clone = sandbox.beside("clone");
  sandbox.run(
      {"clone", "-q", "--no-local", "--filter=blob:none", "file://" + sandbox.top(), clone});
  const auto missing = provenance(clone).missing;
  REQUIRE(missing.size() == 2);  // the checkout has fetched the third
  std::vector<std::string> objects{missing[0].object, missing[1].object};
  std::vector<std::string> expected{sandbox.id("HEAD~2:a.txt"), sandbox.id("HEAD~:a.txt")};
  std::sort(expected.begin(), expected.end());
  CHECK(objects == expected);
  CHECK(missing[0].path == "a.txt");
}

TEST_CASE("the end of a shallow clone is no problem, and said in words") {
  GitSandbox sandbox;
  for (int i = 0; i < 4; ++i) {
    sandbox.write("a.txt", "version " + std::to_string(i) + "\n");
    sandbox.commit("change");
  }
  const std::string clone = sandbox.beside("clone");
  sandbox.run({"clone", "-q", "--depth=2", "file://" + sandbox.top(), clone});
  const auto check = [&](const char* words) {
    const Provenance found = provenance(clone);
    CHECK(found.missing.empty());
    REQUIRE(found.skipped.size() == 1);
    CHECK(found.skipped[0].why == words);
  };
  check("shallow clone: history before 1 commit is not here");

  // Fetched into again, as a build agent does: reflogs still name the former end.
  for (int i = 4; i < 8; ++i) {
    sandbox.write("a.txt", "version " + std::to_string(i) + "\n");
    sandbox.commit("change");
  }
  sandbox.run_in(clone, {"fetch", "-q", "--depth=1"});
  CHECK(provenance(clone).missing.empty());
}

TEST_CASE("submodules are named and not missed") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  const std::string commit = sandbox.commit("start");
  sandbox.run({"update-index", "--add", "--cacheinfo", "160000," + commit.substr(1) + "0,lib"});
  sandbox.run({"commit", "-q", "-m", "submodule"});
  const Provenance found = provenance(sandbox.top());
  CHECK(found.missing.empty());
  REQUIRE(found.skipped.size() == 1);
  CHECK(found.skipped[0].what == "submodule");
}

// Ten copies of the level below, ten levels deep: ten thousand million paths of one blob.
std::string copies_of_copies(GitSandbox& sandbox, const std::string& blob) {
  std::string below = blob;
  for (int level = 0; level < 10; ++level) {
    std::string bytes;
    for (char name = 'a'; name <= 'j'; ++name) {
      bytes += level == 0 ? "100644 " : "40000 ";
      bytes += name;
      bytes += '\0';
      bytes += from_hex(below).value();
    }
    GitSandbox::write_file(sandbox.beside("tree"), bytes);
    below = sandbox.run({"hash-object", "-t", "tree", "-w", sandbox.beside("tree")});
  }
  return below;
}

TEST_CASE("copies of copies without end are cut, and it is said") {
  GitSandbox sandbox;
  const std::string blob = sandbox.store_blob("boom\n");
  const ObjectId tree = ObjectId::parse(copies_of_copies(sandbox, blob)).value();

  const Repository repository(*repository_at(sandbox.top()));
  ObjectDatabase objects(repository);
  const ObjectWalk all(objects);
  ObjectFacts facts(all);
  TreeEdges edges(facts);
  const ObjectId wanted = ObjectId::parse(blob).value();
  edges.want(wanted);
  all.visit({ObjectType::tree}, 1, [&](const WalkedObject& object) { return edges.take(object); });
  edges.finish();
  const TreeGraph graph(facts, edges, {tree});
  SightingWalk walk(graph, {.paths = 50, .pairs = 5000});
  walk.walk(graph.number_of(tree), 0);
  CHECK(walk.seen(graph.number_of(wanted)).size() == 50);
  CHECK(walk.cut());
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
