// The oracle is git: what `git cat-file` prints of every object.

#include "git/pack_walk.h"

#include "git_sandbox.h"
#include "walked.h"

#include <random>

namespace patdown {
namespace {

namespace fs = std::filesystem;
using Objects = decltype(Walked::objects);

Objects printed_by_git(GitSandbox& sandbox, const std::string& top) {
  Objects objects;
  const std::string all =
      sandbox.run_in(top, {"cat-file", "--batch-all-objects", "--batch", "--unordered"}) + "\n";
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    std::istringstream line(all.substr(at, end - at));
    std::string id;
    std::string type;
    std::size_t size = 0;
    line >> id >> type >> size;
    objects[id] = {type, all.substr(end + 1, size)};
    at = end + 1 + size + 1;
  }
  return objects;
}

// Files that are edited again and again: lines go, come, move; one is copied, one is binary.
class Author {
 public:
  explicit Author(GitSandbox& sandbox) : sandbox_(sandbox) {
    for (int file = 0; file < 3; ++file) {
      files_.emplace_back();
      for (int i = 0; i < 60; ++i) files_.back().push_back(line());
    }
  }

  void commit(int count) {
    for (; count > 0; --count) {
      for (std::size_t file = 0; file < files_.size(); ++file) {
        edit(files_[file]);
        std::string text;
        for (const std::string& part : files_[file]) text += part;
        sandbox_.write("src/" + std::to_string(file) + ".txt", text);
        if (file == 0) sandbox_.write("copy/" + std::to_string(random_() % 4), text);
      }
      sandbox_.write("binary", std::string(100 + random_() % 400, '\0') + line());
      sandbox_.commit("step " + line());
    }
    sandbox_.run({"tag", "-f", "-a", "v1", "-m", "tagged " + line()});
  }

 private:
  std::string line() {
    std::string text;
    for (auto left = random_() % 12; left > 0; --left) text += std::to_string(random_()) + ' ';
    return text + '\n';
  }
  void edit(std::vector<std::string>& lines) {
    for (auto edits = random_() % 4; edits > 0; --edits) {
      const auto at = static_cast<std::ptrdiff_t>(random_() % lines.size());
      switch (random_() % 3) {
        case 0:
          lines.insert(lines.begin() + at, line());
          break;
        case 1:
          lines[static_cast<std::size_t>(at)] = line();
          break;
        default:
          std::rotate(lines.begin(), lines.begin() + at, lines.end());
      }
    }
  }

  GitSandbox& sandbox_;
  std::mt19937 random_{7};
  std::vector<std::vector<std::string>> files_;
};

std::vector<std::string> packs_of(const GitSandbox& sandbox, const std::string& extension) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(sandbox.path(".git/objects/pack"))) {
    if (entry.path().extension() == extension) files.push_back(entry.path().string());
  }
  return files;
}

void check_walks(const Objects& expected, const std::string& top, bool expect_deltas = true) {
  REQUIRE(expected.size() > 50);
  for (const unsigned threads : {1U, 4U}) {
    Walked walked;
    walk_into(walked, top, threads);
    CHECK(walked.objects.size() == expected.size());
    CHECK((walked.objects == expected));
    CHECK(walked.flaws.unreadable.empty());
    CHECK(walked.flaws.mended.empty());
    if (expect_deltas) CHECK(walked.inherited > 20);
  }
}

void check_walks(GitSandbox& sandbox, const std::string& top, bool expect_deltas = true) {
  check_walks(printed_by_git(sandbox, top), top, expect_deltas);
}

TEST_CASE("a walk hands out what git prints, however it is packed") {
  GitSandbox sandbox;
  Author author(sandbox);
  author.commit(12);
  SECTION("loose") {
    check_walks(sandbox, sandbox.top(), false);
  }
  SECTION("in packs of several depths and windows") {
    for (const char* depth : {"1", "4", "250"}) {
      for (const char* window : {"2", "40"}) {
        INFO(depth << " " << window);
        sandbox.run({"repack", "-adfq", std::string("--depth=") + depth,
                     std::string("--window=") + window});
        check_walks(sandbox, sandbox.top());
      }
    }
  }
  SECTION("with bases named by id, and an index of version 1") {
    sandbox.run(
        {"-c", "repack.usedeltabaseoffset=false", "-c", "pack.indexVersion=1", "repack", "-adfq"});
    check_walks(sandbox, sandbox.top());
  }
  SECTION("with long offsets in the index") {
    sandbox.run({"repack", "-adfq"});
    const std::string pack = packs_of(sandbox, ".pack").at(0);
    const std::string index = packs_of(sandbox, ".idx").at(0);
    fs::permissions(index, fs::perms::owner_all);
    sandbox.run({"index-pack", "--index-version=2,0x40", "-o", index, pack});
    check_walks(sandbox, sandbox.top());
  }
  SECTION("in several packs, and loose") {
    sandbox.run({"repack", "-adfq"});
    author.commit(3);
    sandbox.run({"repack", "-dq"});
    author.commit(1);
    REQUIRE(packs_of(sandbox, ".pack").size() == 2);
    check_walks(sandbox, sandbox.top());
  }
  SECTION("twice: in two packs") {
    sandbox.run({"repack", "-adfq"});
    author.commit(2);
    sandbox.run({"repack", "-afq", "--window=30"});
    REQUIRE(packs_of(sandbox, ".pack").size() == 2);
    check_walks(sandbox, sandbox.top());
    SECTION("with an index for both and none of their own") {
      const Objects expected = printed_by_git(sandbox, sandbox.top());
      sandbox.run({"multi-pack-index", "write"});
      for (const std::string& index : packs_of(sandbox, ".idx")) fs::remove(index);
      check_walks(expected, sandbox.top());
    }
  }
  SECTION("in alternates") {
    sandbox.run({"repack", "-adfq"});
    const std::string clone = sandbox.beside("clone");
    sandbox.run({"clone", "-q", "--shared", sandbox.top(), clone});
    sandbox.run_in(clone, {"commit", "-q", "--allow-empty", "-m", "there"});
    check_walks(sandbox, clone);
  }
}

TEST_CASE("a walk hands out the wanted types alone") {
  GitSandbox sandbox;
  Author author(sandbox);
  author.commit(3);
  const auto check = [&] {
    const Objects all = printed_by_git(sandbox, sandbox.top());
    Objects expected;
    for (const auto& [id, object] : all) {
      if (object.first == "tree" || object.first == "tag") expected[id] = object;
    }
    Walked walked;
    walk_into(walked, sandbox.top(), 2, {ObjectType::tree, ObjectType::tag});
    CHECK((walked.objects == expected));
  };
  check();
  sandbox.run({"repack", "-adfq"});
  check();
}

TEST_CASE("a walk hands out the chosen objects alone, or the others") {
  GitSandbox sandbox;
  Author author(sandbox);
  author.commit(15);
  sandbox.run({"repack", "-adfq", "--window=100", "--depth=20"});
  author.commit(1);  // loose
  const Objects all = printed_by_git(sandbox, sandbox.top());
  const Repository repository(*repository_at(sandbox.top()));
  ObjectDatabase database(repository);
  const ObjectWalk walk(database);
  std::mt19937 random(20261130);
  for (const unsigned one_in : {1U, 2U, 10U, 60U}) {
    INFO("one in " << one_in);
    std::vector<ObjectId> chosen;
    chosen.reserve(all.size());
    Objects expected;
    Objects others;
    for (const auto& [id, object] : all) {
      if (random() % one_in == 0) chosen.push_back(*ObjectId::parse(id));
      (!chosen.empty() && chosen.back().hex() == id ? expected : others)[id] = object;
    }
    for (const unsigned threads : {1U, 4U}) {
      Walked only;
      walk.visit_only(chosen, all_types, threads,
                      [&](const WalkedObject& object) { return only.take(object); });
      CHECK((only.objects == expected));
      CHECK(only.twice + only.lies == 0);
      Walked rest;
      walk.visit_others(chosen, all_types, threads,
                        [&](const WalkedObject& object) { return rest.take(object); });
      CHECK((rest.objects == others));
      CHECK(rest.twice + rest.lies == 0);
    }
  }
}

TEST_CASE("however little memory is held, the objects are the same") {
  GitSandbox sandbox;
  Author author(sandbox);
  author.commit(15);
  sandbox.run({"repack", "-adfq", "--window=100", "--depth=3"});
  const Objects expected = printed_by_git(sandbox, sandbox.top());
  const pack::PackSet packs({sandbox.path(".git/objects")});
  const pack::Forest forest(packs);
  for (const std::size_t held : {0U, 3000U, 20000U}) {
    Walked walked;
    walked.flaws = pack::walk_packs(
        forest, {.wanted = all_types, .threads = 1, .limits = {.held_bytes = held}},
        [&walked](const WalkedObject& object) { return walked.take(object); },
        [](const ObjectId&, std::string&) { return std::optional<pack::Rescued>(); });
    CHECK((walked.objects == expected));
    CHECK(walked.inherited > 20);
    CHECK(walked.lies == 0);
  }
}

TEST_CASE("an exception of the visitor ends the walk and comes out") {
  GitSandbox sandbox;
  Author author(sandbox);
  author.commit(4);
  sandbox.run({"repack", "-adfq"});
  const Repository repository(*repository_at(sandbox.top()));
  ObjectDatabase objects(repository);
  const ObjectWalk walk(objects);
  for (const unsigned threads : {1U, 3U}) {
    CHECK_THROWS_AS(walk.visit(all_types, threads,
                               [](const WalkedObject&) -> std::shared_ptr<const Remembered> {
                                 throw std::runtime_error("enough");
                               }),
                    std::runtime_error);
  }
}

}  // namespace
}  // namespace patdown
