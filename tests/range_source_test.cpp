// What do the commits of a range bring?

#include "core/error.h"
#include "visited.h"

#include <filesystem>
#include <string>

namespace patdown {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a range brings what differs from every parent") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  const std::string start = sandbox.commit("start");
  sandbox.run({"checkout", "-q", "-b", "side"});
  sandbox.write("side.txt", "side\n");
  const std::string side = sandbox.commit("side");
  sandbox.run({"checkout", "-q", "main"});
  sandbox.write("a.txt", "two\n");
  const std::string second = sandbox.commit("second");
  sandbox.run({"merge", "-q", "--no-commit", "--no-ff", "side"});
  sandbox.write("evil.txt", "merge only\n");
  const std::string merge = sandbox.commit("merge");
  sandbox.write("a.txt", "one\n");
  const std::string back = sandbox.commit("back");

  struct Row {
    std::string text;
    Names commits;
    Names contents;
  };
  const Row rows[] = {
      {start + "..main", {side, second, merge, back}, {"merge only\n", "one\n", "side\n", "two\n"}},
      {start, {side, second, merge, back}, {"merge only\n", "one\n", "side\n", "two\n"}},
      {"main~2..main~1", {side, merge}, {"merge only\n", "side\n"}},
      {"side..main~", {second, merge}, {"merge only\n", "two\n"}},
      {"main~1..", {back}, {"one\n"}},
      {"main..side", {}, {}},
      {"HEAD..HEAD", {}, {}},
      {std::string(40, '0') + "..side", {start, side}, {"one\n", "side\n"}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.text) {
      Names commits;
      const Visited visited = range(sandbox.top(), row.text, &commits);
      CHECK(commits == row.commits);
      CHECK(visited.contents(Origin::history) == row.contents);
      CHECK(visited.contents(Origin::commit_message).size() == row.commits.size());
      CHECK(visited.coverage.commits == row.commits.size());
      // The oracle: git itself.
      const std::string dots = row.text.find("..") == std::string::npos ? "..HEAD" : "";
      if (!row.text.starts_with("00")) {
        const std::string count = sandbox.run({"rev-list", "--count", row.text + dots});
        CHECK(std::to_string(commits.size()) == count);
      }
    }
  }
  SECTION("an unknown revision is named") {
    CHECK_THROWS_WITH(range(sandbox.top(), "nowhere..HEAD"), Catch::Contains("nowhere"));
    CHECK_THROWS_AS(range(sandbox.top(), "HEAD..nowhere"), Error);
    CHECK_THROWS_AS(range(sandbox.top(), "side...main"), Error);
  }
  SECTION("a blob that is missing is told with its path") {
    const std::string id = sandbox.id("main~:evil.txt");
    fs::remove(sandbox.loose_file(id));
    const Coverage coverage = range(sandbox.top(), start + "..main").coverage;
    REQUIRE(coverage.unreadable.size() == 1);
    CHECK(coverage.unreadable[0].object == id);
    CHECK(coverage.unreadable[0].path == "evil.txt");
  }
}

TEST_CASE("commits of one second are told apart by their parents") {
  GitSandbox sandbox;
  sandbox.set("GIT_COMMITTER_DATE", "1767225600 +0000");
  Names ids;
  for (int i = 0; i < 6; ++i) {
    sandbox.write("a.txt", std::to_string(i));
    sandbox.run({"add", "-A"});
    sandbox.run({"commit", "-q", "-m", "change"});
    ids.push_back(sandbox.id("HEAD"));
  }
  Names commits;
  range(sandbox.top(), ids[2] + ".." + ids[5], &commits);
  CHECK(commits == Names{ids[3], ids[4], ids[5]});
}

}  // namespace
}  // namespace patdown
