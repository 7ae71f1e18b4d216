#include "source/sources.h"

#include "visited.h"

#include <filesystem>
#include <optional>
#include <sstream>
#include <string>

namespace patdown {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a stream is one blob") {
  std::istringstream in(std::string("a\0b\n", 4));
  const Visited visited = visit(*stream_source(in));
  REQUIRE(visited.blobs.size() == 1);
  CHECK(visited.blobs[0].origin == Origin::standard_input);
  CHECK(visited.blobs[0].bytes == std::string("a\0b\n", 4));
}

TEST_CASE("trees: regular files, by path, and nothing outside") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "head\n");
  sandbox.write("dir/b.txt", "b\n");
  fs::create_symlink("a.txt", sandbox.path("link"));
  sandbox.commit("start");
  sandbox.write("a.txt", "staged\n");
  sandbox.run({"add", "-A"});
  sandbox.write("a.txt", "work tree\n");
  sandbox.write("new.txt", "new\n");
  sandbox.write("large.txt", "");
  fs::resize_file(sandbox.path("large.txt"), (8U << 20U) + 1);
  sandbox.run({"clone", "-q", "--bare", sandbox.top(), sandbox.beside("bare.git")});

  const auto work = worktree_tree(worktree_files(sandbox.top(), 2));
  CHECK(work->paths() == Names{"a.txt", "dir/b.txt", "large.txt", "new.txt"});
  CHECK(work->read("a.txt") == "work tree\n");
  CHECK(work->read("large.txt") == std::nullopt);
  CHECK(work->read("../home") == std::nullopt);
  CHECK(work->read("dir/../a.txt") == std::nullopt);
  CHECK(work->read("link") == std::nullopt);

  const Repository repository(*repository_at(sandbox.top()));
  const auto index = staged_change(repository).tree;
  CHECK(index->paths() == Names{"a.txt", "dir/b.txt"});
  CHECK(index->read("a.txt") == "staged\n");

  const Repository bare(*repository_at(sandbox.beside("bare.git")));
  const auto head = head_tree(bare);
  CHECK(head->paths() == Names{"a.txt", "dir/b.txt"});
  CHECK(head->read("a.txt") == "head\n");
  CHECK(head->read("dir") == std::nullopt);
}

}  // namespace
}  // namespace patdown
