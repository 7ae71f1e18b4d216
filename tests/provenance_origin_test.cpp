// What reaches an object: the history, a stash, a note, nothing?

#include "sighted.h"

#include <string>
#include <utility>

namespace patdown {
namespace {

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

}  // namespace
}  // namespace patdown
