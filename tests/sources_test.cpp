#include "source/sources.h"

#include "core/error.h"
#include "git_sandbox.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <sstream>

#include <sys/stat.h>

namespace patdown {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// A blob that owns its bytes.
struct Kept : Blob {
  std::shared_ptr<const std::string> text;
};

struct Visited {
  std::vector<Kept> blobs;
  Coverage coverage;

  // Paths of the blobs of one origin, sorted.
  Names paths(Origin origin) const {
    Names paths;
    for (const Blob& blob : blobs) {
      if (blob.origin == origin) paths.push_back(blob.path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
  }
  // Contents of the blobs of one origin, sorted.
  Names contents(Origin origin) const {
    Names contents;
    for (const Blob& blob : blobs) {
      if (blob.origin == origin) contents.emplace_back(blob.bytes);
    }
    std::sort(contents.begin(), contents.end());
    return contents;
  }
  const Blob& at(const std::string& path) const {
    const auto found = std::find_if(blobs.begin(), blobs.end(),
                                    [&](const Blob& blob) { return blob.path == path; });
    REQUIRE(found != blobs.end());
    return *found;
  }
  Names skipped() const {
    Names names;
    for (const Skip& skip : coverage.skipped) names.push_back(skip.what + " " + skip.why);
    return names;
  }
};

Visited visit(Source& source) {
  Visited visited;
  std::mutex guard;
  visited.coverage = source.visit([&](const Blob& blob) {
    Kept kept{blob, std::make_shared<const std::string>(blob.bytes)};
    kept.bytes = *kept.text;
    kept.delta = nullptr;
    const std::lock_guard lock(guard);
    visited.blobs.push_back(std::move(kept));
    return std::shared_ptr<const Remembered>();
  });
  return visited;
}

Visited worktree(const std::string& root) {
  return visit(*worktree_source(worktree_files(root), 2, FileObjects::named));
}

Visited history(const std::string& folder, unsigned threads = 2) {
  const Repository repository(repository_at(folder).value());
  return visit(*history_source(repository, threads));
}

Visited staged(const std::string& folder) {
  const Repository repository(repository_around(folder).value());
  return visit(*staged_change(repository).source);
}

Visited range(const std::string& folder, const std::string& text, Names* commits = nullptr) {
  const Repository repository(repository_at(folder).value());
  Names ids;
  const auto source = range_source(repository, text, ids);
  if (commits != nullptr) *commits = ids;
  return visit(*source);
}

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
  CHECK_THROWS_AS(worktree_files(sandbox.path("nowhere")), Error);
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

  const auto work = worktree_tree(worktree_files(sandbox.top()));
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
