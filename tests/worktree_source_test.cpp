// What is in a work tree, or in a folder that is none?

#include "core/error.h"
#include "visited.h"

#include <chrono>
#include <filesystem>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace patdown {
namespace {

namespace fs = std::filesystem;

TEST_CASE("the work tree: tracked files, and others unless git ignores them") {
  GitSandbox sandbox;
  sandbox.write(".gitignore", "node_modules/\n.env\n*.local\n");
  sandbox.write("src/index.js", "1\n");
  sandbox.commit("start");
  sandbox.write(".env", "ignored\n");
  sandbox.write("node_modules/x/test.js", "ignored\n");
  sandbox.write("src/dev.local", "ignored\n");
  sandbox.write("tools/.env.sample", "kept\n");
  sandbox.write("kept.local", "tracked\n");
  sandbox.write("node_modules/y/tracked.js", "tracked\n");
  sandbox.run({"add", "-f", "kept.local", "node_modules/y/tracked.js"});

  const Visited visited = worktree(sandbox.top());
  CHECK(visited.paths(Origin::worktree) == Names{".gitignore", "kept.local",
                                                 "node_modules/y/tracked.js", "src/index.js",
                                                 "tools/.env.sample"});
  CHECK(visited.coverage.files == 5);
  CHECK(visited.coverage.blobs == 4);  // two are alike
  CHECK(visited.coverage.complete());
}

TEST_CASE("a folder of a work tree obeys the rules of the folders above") {
  GitSandbox sandbox;
  sandbox.write(".gitignore", "*.log\n/build/\n");
  sandbox.write("src/a.c", "a\n");
  sandbox.commit("start");
  sandbox.write("src/a.log", "ignored\n");
  sandbox.write("src/build/b.c", "not the build folder at the top\n");
  sandbox.write("build/out.c", "ignored, but asked for by name\n");
  CHECK(worktree(sandbox.path("src")).paths(Origin::worktree) == Names{"a.c", "build/b.c"});
  CHECK(worktree(sandbox.path("build")).paths(Origin::worktree) == Names{"out.c"});
  CHECK(worktree(sandbox.path("src/a.log")).paths(Origin::worktree) == Names{"a.log"});
}

TEST_CASE("the user's own ignore file holds for untracked files alone") {
  GitSandbox sandbox;
  sandbox.write("a.swp", "tracked\n");
  sandbox.commit("start");
  sandbox.write("b.swp", "untracked\n");
  sandbox.write("c.txt", "untracked\n");
  const ScopedVariable home("HOME", sandbox.beside("home"));
  const ScopedVariable xdg("XDG_CONFIG_HOME", sandbox.beside("home/.config"));
  const ScopedVariable no_system("GIT_CONFIG_NOSYSTEM", "1");

  SECTION("none") {
    CHECK(worktree(sandbox.top()).paths(Origin::worktree) == Names{"a.swp", "b.swp", "c.txt"});
  }
  SECTION("named by the configuration of the user") {
    GitSandbox::write_file(sandbox.beside("home/my-ignores"), "*.swp\n");
    GitSandbox::write_file(sandbox.beside("home/.gitconfig"),
                           "[core]\n\texcludesFile = ~/my-ignores\n");
    CHECK(worktree(sandbox.top()).paths(Origin::worktree) == Names{"a.swp", "c.txt"});
  }
  SECTION("in its usual place") {
    GitSandbox::write_file(sandbox.beside("home/.config/git/ignore"), "*.swp\n");
    CHECK(worktree(sandbox.top()).paths(Origin::worktree) == Names{"a.swp", "c.txt"});
  }
}

TEST_CASE("a linked worktree is a checkout of its own, and another's files are not ours") {
  GitSandbox sandbox;
  sandbox.write(".gitignore", ".agents/\n");
  sandbox.write("a.txt", "one\n");
  sandbox.commit("start");
  sandbox.run({"worktree", "add", "-q", ".agents/worktrees/lane", "-b", "lane"});
  sandbox.run({"worktree", "add", "-q", "lane2", "-b", "lane2"});
  sandbox.write(".agents/worktrees/lane/fixture.py", "key\n");
  sandbox.write("lane2/other.py", "other\n");

  const Visited lane = worktree(sandbox.path(".agents/worktrees/lane"));
  CHECK(lane.paths(Origin::worktree) == Names{".gitignore", "a.txt", "fixture.py"});
  const Visited main = worktree(sandbox.top());
  CHECK(main.paths(Origin::worktree) == Names{".gitignore", "a.txt"});
  CHECK(main.skipped() == Names{"nested repository lane2: a repository of its own"});
}

TEST_CASE("nested repositories and submodules are named and left out") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  const std::string commit = sandbox.commit("start");
  sandbox.run({"init", "-q", "nested"});
  sandbox.write("nested/b.txt", "not ours\n");
  sandbox.write("lib/c.txt", "not ours\n");
  sandbox.run({"update-index", "--add", "--cacheinfo", "160000," + commit + ",lib"});
  const Visited visited = worktree(sandbox.top());
  CHECK(visited.paths(Origin::worktree) == Names{"a.txt"});
  CHECK(visited.skipped() == Names{"nested repository nested: a repository of its own",
                                   "submodule lib: another repository's commit"});
}

TEST_CASE("outside a repository every file is looked at") {
  GitSandbox sandbox({}, false);
  sandbox.write(".gitignore", "*.log\n");
  sandbox.write("a.log", "a\n");
  sandbox.write("b/c.txt", "c\n");
  CHECK(worktree(sandbox.top()).paths(Origin::worktree) == Names{".gitignore", "a.log", "b/c.txt"});
  CHECK(worktree(sandbox.path("a.log")).at("a.log").bytes == "a\n");
  CHECK_THROWS_AS(worktree_files(sandbox.path("nowhere"), 2), Error);
}

TEST_CASE("links give their text, pipes are never opened, what cannot be read is told") {
  GitSandbox sandbox({}, false);
  sandbox.write("outside/secret.txt", "outside\n");
  const std::string root = sandbox.path("root");
  fs::create_directory(root);
  fs::create_symlink("../outside", root + "/folder");
  fs::create_symlink("../outside/secret.txt", root + "/file");
  fs::create_symlink("nowhere", root + "/broken");
  REQUIRE(::mkfifo((root + "/pipe").c_str(), 0600) == 0);
  GitSandbox::write_file(root + "/binary", std::string("\xff\xfe\0k\0", 5));

  const Visited visited = worktree(root);
  CHECK(visited.paths(Origin::worktree) == Names{"binary", "broken", "file", "folder"});
  CHECK(visited.at("folder").bytes == "../outside");
  CHECK(visited.at("file").bytes == "../outside/secret.txt");
  CHECK(visited.at("binary").bytes.size() == 5);
  CHECK(visited.skipped() == Names{"special file pipe: a pipe, device or socket"});
  CHECK(visited.coverage.complete());

  if (::geteuid() != 0) {
    GitSandbox::write_file(root + "/closed", "x");
    fs::permissions(root + "/closed", fs::perms::none);
    const Coverage coverage = worktree(root).coverage;
    REQUIRE(coverage.unreadable.size() == 1);
    CHECK(coverage.unreadable[0].path == "closed");
  }
}

TEST_CASE("a file that is too large is a problem with the limit") {
  GitSandbox sandbox({}, false);
  sandbox.write("large.bin", "");
  fs::resize_file(sandbox.path("large.bin"), (256U << 20U) + 1);  // takes no room on the disk
  const Coverage coverage = worktree(sandbox.top()).coverage;
  REQUIRE(coverage.unreadable.size() == 1);
  CHECK(coverage.unreadable[0].path == "large.bin");
  CHECK(coverage.unreadable[0].why == "larger than 256 MiB");
}

TEST_CASE("a tracked file that is unchanged carries the id of its blob") {
  GitSandbox sandbox;
  sandbox.write("same.txt", "same\n");
  sandbox.write("edited.txt", "before\n");
  sandbox.write("crlf.txt", "a\r\nb\r\n");
  sandbox.write(".gitattributes", "crlf.txt text eol=crlf\n");
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
  for (const char* name : {"same.txt", "edited.txt", "crlf.txt"}) {
    fs::last_write_time(sandbox.path(name), old);
  }
  sandbox.commit("start");
  sandbox.write("edited.txt", "after!\n");
  const Visited visited = worktree(sandbox.top());
  CHECK(visited.at("same.txt").object == sandbox.id("HEAD:same.txt"));
  CHECK(visited.at("edited.txt").object.empty());
  CHECK(visited.at("crlf.txt").object.empty());  // the blob holds other bytes
}

}  // namespace
}  // namespace patdown
