// Texts of a history beside its files: reflogs, and tags inside of merge commits.

#include "git/history_objects.h"
#include "git_sandbox.h"
#include "source/sources.h"

#include <algorithm>
#include <mutex>

namespace patdown {
namespace {

struct Text {
  Origin origin = Origin::history;
  std::string path;
  std::string object;
  std::string bytes;
};

std::vector<Text> texts_of(const std::string& folder, Origin origin) {
  const Repository repository(repository_at(folder).value());
  std::vector<Text> texts;
  std::mutex guard;
  history_source(std::make_shared<HistoryObjects>(repository), 2)->visit([&](const Blob& blob) {
    const std::lock_guard lock(guard);
    if (blob.origin == origin) {
      texts.push_back({blob.origin, blob.path, blob.object, std::string(blob.bytes)});
    }
    return std::shared_ptr<const Remembered>();
  });
  std::sort(texts.begin(), texts.end(),
            [](const Text& a, const Text& b) { return a.path < b.path; });
  return texts;
}

TEST_CASE("the messages of reflogs are texts, in their place, and nothing else of them is") {
  GitSandbox sandbox;
  sandbox.commit("first title");
  sandbox.commit("second title, amended away");
  sandbox.run({"commit", "-q", "--amend", "--allow-empty", "-m", "third title"});
  sandbox.run({"worktree", "add", "-q", "--detach", sandbox.beside("linked")});
  const auto logs = texts_of(sandbox.top(), Origin::reflog);
  REQUIRE(logs.size() == 3);
  CHECK(logs[0].path == ".git/logs/HEAD");
  CHECK(logs[1].path == ".git/logs/refs/heads/main");
  CHECK(logs[2].path == ".git/worktrees/linked/logs/HEAD");
  const std::string file = GitSandbox::file_text(sandbox.path(".git/logs/HEAD"));
  REQUIRE(logs[0].bytes.size() == file.size());
  for (const char* message : {"first title", "second title, amended away", "third title"}) {
    CHECK(logs[0].bytes.find(message) == file.find(message));
    CHECK(file.find(message) != std::string::npos);
  }
  CHECK(logs[0].bytes.find('@') == std::string::npos);
  CHECK(logs[0].bytes.find_first_of("0123456789") == std::string::npos);
}

TEST_CASE("in a bare repository the paths of reflogs begin at its top") {
  GitSandbox sandbox({"--bare"});
  const std::string id(40, '1');
  sandbox.write("logs/HEAD", id + " " + id + " Ann <ann@example.net> 1 +0000\tclone: from there\n");
  const auto logs = texts_of(sandbox.top(), Origin::reflog);
  REQUIRE(logs.size() == 1);
  CHECK(logs[0].path == "logs/HEAD");
  CHECK(logs[0].bytes.ends_with(" \tclone: from there\n"));
}

TEST_CASE("a tag that a merge commit holds is searched, though the tag is gone") {
  GitSandbox sandbox;
  sandbox.commit("start");
  sandbox.run({"checkout", "-q", "-b", "side"});
  const std::string aside = sandbox.commit("aside");
  // git keeps signed tags alone; nobody verifies this one.
  const std::string text =
      "tag title\n\ntwo paragraphs\nof text\n"
      "-----BEGIN PGP SIGNATURE-----\n\nnone\n-----END PGP SIGNATURE-----\n";
  GitSandbox::write_file(sandbox.beside("tag"),
                         "object " + aside + "\ntype commit\ntag v1\n" +
                             "tagger Carl <carl@example.net> 1767225600 +0000\n\n" + text);
  const std::string tag = sandbox.run({"hash-object", "-t", "tag", "-w", sandbox.beside("tag")});
  sandbox.run({"update-ref", "refs/tags/v1", tag});
  sandbox.run({"checkout", "-q", "main"});
  sandbox.commit("on");
  sandbox.run({"merge", "-q", "--no-ff", "-m", "merged", "v1"});
  const std::string merge = sandbox.id("HEAD");
  REQUIRE(sandbox.run({"cat-file", "commit", merge}).find("\nmergetag object ") !=
          std::string::npos);
  sandbox.run({"tag", "-d", "v1"});
  sandbox.run({"prune", "--expire=now"});
  for (const bool packed : {false, true}) {
    if (packed) sandbox.run({"repack", "-adq"});
    const auto tags = texts_of(sandbox.top(), Origin::tag_message);
    REQUIRE(tags.size() == 1);
    CHECK(tags[0].object == merge);
    CHECK(tags[0].bytes == text + "Carl <carl@example.net>");
    const auto messages = texts_of(sandbox.top(), Origin::commit_message);
    CHECK(std::any_of(messages.begin(), messages.end(),
                      [](const Text& one) { return one.bytes == "merged\n"; }));
  }
}

}  // namespace
}  // namespace patdown
