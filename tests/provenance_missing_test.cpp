// What does a history name and not hold, and is that a fault?

#include "sighted.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace patdown {
namespace {

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

}  // namespace
}  // namespace patdown
