// What is in a history, and what of it can still be read if a part is damaged?

#include "visited.h"

#include <algorithm>
#include <filesystem>
#include <string>

namespace patdown {
namespace {

namespace fs = std::filesystem;

TEST_CASE("the history: every object that anything or nothing reaches, once") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  const std::string first = sandbox.commit("first message");
  sandbox.write("copy.txt", "one\n");
  sandbox.write(".gitattributes", "*.bin -diff\n");
  sandbox.write("a.bin", std::string("nul\0byte", 8));
  fs::create_symlink("target-of-link", sandbox.path("link"));
  sandbox.commit("second message");
  sandbox.run({"tag", "-a", "v1", "-m", "tag message"});
  sandbox.run({"notes", "--ref", "review", "add", "-m", "note text", first});
  sandbox.write("a.txt", "stashed\n");
  sandbox.run({"stash", "push", "-q"});
  sandbox.store_blob("dangling\n");
  sandbox.run({"config", "remote.origin.url", "https://me@host.example/a.git"});
  const Names blobs{"*.bin -diff\n", "dangling\n", std::string("nul\0byte", 8),
                    "one\n",         "stashed\n",  "target-of-link"};

  const auto check = [&](const Visited& visited) {
    CHECK(visited.contents(Origin::history) == blobs);
    CHECK(visited.contents(Origin::note) == Names{"note text\n"});
    CHECK(visited.contents(Origin::tag_message) == Names{"tag message\nCarl <carl@example.net>"});
    const Names messages = visited.contents(Origin::commit_message);
    CHECK(std::count(messages.begin(), messages.end(), "first message\n") == 1);
    CHECK(std::count(messages.begin(), messages.end(), "second message\n") == 1);
    CHECK(messages.size() == 5);  // and the note's, and two of the stash
    CHECK(visited.contents(Origin::commit_author).front() ==
          "Ann <ann@example.net>\nCarl <carl@example.net>");
    CHECK(visited.coverage.blobs == blobs.size() + 1);
    CHECK(visited.coverage.commits == 5);
    CHECK(visited.coverage.tags == 1);
    CHECK(visited.coverage.notes == 1);
    CHECK(visited.coverage.complete());
  };
  SECTION("loose, with one thread and with four") {
    check(history(sandbox.top(), 1));
    check(history(sandbox.top(), 4));
  }
  SECTION("packed, and loose as well") {
    sandbox.run({"repack", "-a", "-q"});
    check(history(sandbox.top()));
    sandbox.run({"repack", "-a", "-d", "-k", "-q"});
    check(history(sandbox.top()));
  }
  SECTION("in a bare copy of the folder") {
    fs::copy(sandbox.path(".git"), sandbox.beside("bare.git"), fs::copy_options::recursive);
    check(history(sandbox.beside("bare.git")));
  }
  SECTION("from a linked worktree") {
    sandbox.run({"worktree", "add", "-q", "--detach", sandbox.beside("linked"), first});
    check(history(sandbox.beside("linked")));
  }
  SECTION("in alternates") {
    const std::string clone = sandbox.beside("clone");
    sandbox.run({"clone", "-q", "--shared", sandbox.top(), clone});
    const Visited visited = history(clone);
    CHECK(visited.contents(Origin::history).size() ==
          blobs.size() + 1);  // the note is ours no more
    CHECK(visited.coverage.complete());
  }
  SECTION("the address of a remote, at its line in the configuration") {
    const Visited visited = history(sandbox.top());
    const Blob& config = visited.at(".git/config");
    CHECK(config.origin == Origin::git_config);
    const std::string file = GitSandbox::file_text(sandbox.path(".git/config"));
    CHECK(config.bytes.size() == file.size());
    CHECK(config.bytes.find("https://me@") == file.find("https://me@"));
    CHECK(config.bytes.find("bare") == std::string::npos);
  }
}

TEST_CASE("one damaged object does not end the scan of the rest") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "first\n");
  sandbox.write("b.txt", "second\n");
  sandbox.commit("start");
  const std::string id = sandbox.id("HEAD:a.txt");
  const std::string file = sandbox.loose_file(id);
  fs::permissions(file, fs::perms::owner_all);
  SECTION("no object at all") {
    GitSandbox::write_file(file, "this was an object");
  }
  SECTION("cut off") {
    fs::resize_file(file, fs::file_size(file) / 2);
  }
  SECTION("empty") {
    fs::resize_file(file, 0);
  }
  const Visited visited = history(sandbox.top());
  CHECK(visited.contents(Origin::history) == Names{"second\n"});
  REQUIRE(visited.coverage.unreadable.size() == 1);
  CHECK(visited.coverage.unreadable[0].object == id);
}

TEST_CASE("a damaged pack is told, and the others are read") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "first\n");
  sandbox.commit("start");
  sandbox.run({"repack", "-a", "-d", "-q"});
  sandbox.write("b.txt", "second\n");
  sandbox.commit("more");
  std::string index;
  for (const auto& entry : fs::directory_iterator(sandbox.path(".git/objects/pack"))) {
    if (entry.path().extension() == ".idx") index = entry.path().string();
  }
  fs::permissions(index, fs::perms::owner_all);
  std::string bytes = GitSandbox::file_text(index);
  SECTION("its index is cut off") {
    bytes.resize(20);
  }
  SECTION("its index leads beyond the pack") {
    // Behind 8 + 1024 bytes: for three objects 20 bytes of name, 4 of checksum, then the offsets.
    bytes.replace(8 + 1024 + 3 * 24, 4, "\x70\x01\x01\x01");
  }
  SECTION("its index leads beyond the table of long offsets") {
    bytes.replace(8 + 1024 + 3 * 24, 4, "\xf0\x01\x01\x01");
  }
  SECTION("its index counts backwards") {
    bytes.replace(8, 4, "\x70\x01\x01\x01");
  }
  GitSandbox::write_file(index, bytes);
  const Visited visited = history(sandbox.top());
  CHECK(visited.contents(Origin::history) == Names{"second\n"});
  CHECK_FALSE(visited.coverage.complete());
}

}  // namespace
}  // namespace patdown
