// What is staged? git itself is the oracle.

#include "git_sandbox.h"
#include "source/sources.h"

#include <algorithm>
#include <random>

namespace patdown {
namespace {

using Names = std::vector<std::string>;

Names git_says(GitSandbox& sandbox) {
  Names names;
  std::istringstream lines(
      sandbox.run({"diff", "--cached", "--name-only", "--no-renames", "--diff-filter=d"}));
  for (std::string line; std::getline(lines, line);) names.push_back(line);
  std::sort(names.begin(), names.end());
  return names;
}

Names we_say(const GitSandbox& sandbox) {
  const Repository repository(repository_at(sandbox.top()).value());
  const StagedChange change = staged_change(repository);
  return {change.paths.begin(), change.paths.end()};
}

// Bytes around '/' in names: an entry "a-b" stands before those of the folder "a", "a0" behind.
const char* const folders[] = {"",       "a/",   "a-b/", "a.b/",  "a/a/",
                               "a/a-b/", "a0b/", "a/0/", "b/a/a/"};
const char* const files[] = {"a-", "a.c", "a0", "f", "a b"};

void check_changes(GitSandbox& sandbox, int rounds) {
  std::mt19937 random(11);
  for (int round = 0; round < rounds; ++round) {
    INFO(round);
    for (auto count = random() % 4; count > 0; --count) {
      const std::string path =
          std::string(folders[random() % std::size(folders)]) + files[random() % std::size(files)];
      if (random() % 4 == 0 && std::filesystem::exists(sandbox.path(path))) {
        std::filesystem::remove(sandbox.path(path));
      } else {
        sandbox.write(path, std::to_string(random() % 3));
      }
    }
    sandbox.run({"add", "-A"});
    // Makes git write the trees of the index down again, all of them or none.
    if (round % 3 == 1) sandbox.run({"write-tree"});
    if (round % 7 == 6) sandbox.run({"read-tree", "--empty"});
    CHECK(we_say(sandbox) == git_says(sandbox));
    if (round % 7 == 6) sandbox.run({"add", "-A"});
    if (round % 5 == 4) sandbox.run({"commit", "-q", "--allow-empty", "-m", "round"});
  }
}

void fill(GitSandbox& sandbox) {
  for (const char* folder : folders) {
    for (const char* file : files) sandbox.write(std::string(folder) + file, "0");
  }
  sandbox.commit("all");
}

TEST_CASE("what is staged is what git says, after any changes") {
  GitSandbox sandbox;
  fill(sandbox);
  check_changes(sandbox, 21);
}

TEST_CASE("what is staged is what git says, in every form of the index") {
  for (const char* form : {"2", "3", "4", "split"}) {
    DYNAMIC_SECTION(form) {
      GitSandbox sandbox;
      const bool split = std::string_view(form) == "split";
      sandbox.run({"config", split ? "core.splitIndex" : "index.version", split ? "true" : form});
      fill(sandbox);
      check_changes(sandbox, 7);
    }
  }
}

TEST_CASE("the tree of what is staged is the whole index") {
  GitSandbox sandbox;
  fill(sandbox);
  sandbox.write("a/f", "staged");
  sandbox.run({"add", "a/f"});
  const Repository repository(repository_at(sandbox.top()).value());
  const StagedChange change = staged_change(repository);
  CHECK(change.tree->read("a/f") == "staged");
  CHECK(change.tree->read("a-b/a0") == "0");
  CHECK(change.tree->read("a/a") == std::nullopt);
  Names tracked;
  std::istringstream lines(sandbox.run({"ls-files"}));
  for (std::string line; std::getline(lines, line);) tracked.push_back(line);
  CHECK(change.tree->paths() == tracked);
}

}  // namespace
}  // namespace patdown
