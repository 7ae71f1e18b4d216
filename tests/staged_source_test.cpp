// What would the next commit add?

#include "visited.h"

#include <filesystem>
#include <string>

namespace patdown {
namespace {

namespace fs = std::filesystem;

TEST_CASE("staged: what the commit would add, from the object database") {
  GitSandbox sandbox;
  sandbox.write("src/app.py", "print\n");
  sandbox.write("same/b.txt", "same\n");

  SECTION("without a HEAD all of it") {
    sandbox.run({"add", "-A"});
    CHECK(staged(sandbox.top()).paths(Origin::index) == Names{"same/b.txt", "src/app.py"});
  }
  const std::string head = sandbox.commit("start");
  SECTION("only what differs; not what lies in the work tree alone") {
    sandbox.write("src/app.py", "unstaged\n");
    sandbox.write("notes.txt", "untracked\n");
    sandbox.write("src/staged.py", "staged\n");
    sandbox.run({"add", "src/staged.py"});
    sandbox.write("src/staged.py", "changed since\n");
    const Visited visited = staged(sandbox.top());
    CHECK(visited.paths(Origin::index) == Names{"src/staged.py"});
    CHECK(visited.at("src/staged.py").bytes == "staged\n");
    CHECK(visited.at("src/staged.py").object == sandbox.id(":src/staged.py"));
    CHECK(visited.coverage.files == 1);
  }
  SECTION("every form of index") {
    sandbox.write("src/app.py", "staged\n");
    sandbox.write("z.txt", "new\n");
    for (const Names& form : {Names{"--index-version", "2"}, Names{"--index-version", "3"},
                              Names{"--index-version", "4"}, Names{"--split-index"}}) {
      INFO(form.back());
      Names args{"update-index"};
      args.insert(args.end(), form.begin(), form.end());
      sandbox.run(args);
      sandbox.run({"rm", "-q", "--cached", "same/b.txt"});
      sandbox.run({"add", "-A"});
      CHECK(staged(sandbox.top()).paths(Origin::index) == Names{"src/app.py", "z.txt"});
    }
  }
  SECTION("submodules are skipped, what is only announced holds nothing") {
    sandbox.write("later.txt", "later\n");
    sandbox.run({"add", "--intent-to-add", "later.txt"});
    sandbox.run({"update-index", "--add", "--cacheinfo", "160000," + head + ",sub"});
    sandbox.write("run.sh", "run\n");
    sandbox.run({"add", "run.sh"});
    const Visited visited = staged(sandbox.top());
    CHECK(visited.paths(Origin::index) == Names{"run.sh"});
    CHECK(visited.skipped() == Names{"submodule sub: another repository's commit"});
    CHECK(visited.coverage.complete());
  }
  SECTION("both sides of a conflict are read") {
    sandbox.run({"checkout", "-q", "-b", "side"});
    sandbox.write("src/app.py", "theirs\n");
    sandbox.commit("theirs");
    sandbox.run({"checkout", "-q", "main"});
    sandbox.write("src/app.py", "ours\n");
    sandbox.commit("ours");
    CHECK(sandbox.try_run({"merge", "-q", "side"}) == 1);
    CHECK(staged(sandbox.top()).contents(Origin::index) == Names{"theirs\n"});
  }
  SECTION("a link's text is content too") {
    fs::create_symlink("user:password@host", sandbox.path("link"));
    sandbox.run({"add", "link"});
    CHECK(staged(sandbox.top()).at("link").bytes == "user:password@host");
  }
  SECTION("a blob that is missing is told") {
    sandbox.write("gone.txt", "gone\n");
    sandbox.run({"add", "gone.txt"});
    fs::remove(sandbox.loose_file(sandbox.id(":gone.txt")));
    const Coverage coverage = staged(sandbox.top()).coverage;
    REQUIRE(coverage.unreadable.size() == 1);
    CHECK(coverage.unreadable[0].path == "gone.txt");
  }
}

TEST_CASE("staged in a hook: git's variables hold") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  sandbox.commit("start");
  // A hook that writes down what git gives it.
  sandbox.write(".git/hooks/pre-commit",
                "#!/bin/sh\ncp \"$GIT_INDEX_FILE\" " + sandbox.beside("index") + "\nexit 1\n");
  fs::permissions(sandbox.path(".git/hooks/pre-commit"), fs::perms::owner_all);

  SECTION("commit -a shows its hook another index") {
    sandbox.write("a.txt", "two\n");
    CHECK(sandbox.try_run({"commit", "-a", "-m", "all"}) == 1);
    CHECK(staged(sandbox.top()).blobs.empty());
    const ScopedVariable index("GIT_INDEX_FILE", sandbox.beside("index"));
    CHECK(staged(sandbox.top()).at("a.txt").bytes == "two\n");
  }
  SECTION("GIT_DIR names the repository") {
    sandbox.write("a.txt", "two\n");
    sandbox.run({"add", "a.txt"});
    const ScopedVariable git_dir("GIT_DIR", sandbox.path(".git"));
    const ScopedVariable work_tree("GIT_WORK_TREE", sandbox.top());
    CHECK(staged(sandbox.base()).at("a.txt").bytes == "two\n");
  }
  SECTION("objects lie elsewhere") {
    const std::string elsewhere = sandbox.beside("objects");
    fs::create_directory(elsewhere);
    sandbox.set("GIT_OBJECT_DIRECTORY", elsewhere);
    sandbox.set("GIT_ALTERNATE_OBJECT_DIRECTORIES", sandbox.path(".git/objects"));
    sandbox.write("a.txt", "two\n");
    sandbox.run({"add", "a.txt"});
    CHECK_FALSE(staged(sandbox.top()).coverage.complete());
    const ScopedVariable objects("GIT_OBJECT_DIRECTORY", elsewhere);
    const ScopedVariable others("GIT_ALTERNATE_OBJECT_DIRECTORIES", sandbox.path(".git/objects"));
    CHECK(staged(sandbox.top()).at("a.txt").bytes == "two\n");
  }
}

}  // namespace
}  // namespace patdown
