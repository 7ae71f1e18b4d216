#include "git/repository.h"

#include "core/error.h"
#include "git_sandbox.h"

#include <filesystem>

namespace patdown {
namespace {

namespace fs = std::filesystem;

TEST_CASE("repository_at knows the tops of repositories, and nothing else") {
  GitSandbox sandbox;
  sandbox.write("src/a.txt", "one\n");
  sandbox.commit("start");
  sandbox.run({"clone", "-q", "--bare", sandbox.top(), sandbox.beside("bare.git")});
  sandbox.run({"worktree", "add", "-q", sandbox.beside("linked"), "-b", "side"});
  sandbox.run(
      {"init", "-q", "--separate-git-dir", sandbox.beside("apart"), sandbox.beside("work")});
  const std::string git = sandbox.path(".git");

  struct Row {
    const char* what;
    std::string path;
    std::optional<RepositoryPaths> expected;
  };
  const Row rows[] = {
      {"a work tree", sandbox.top(), {{sandbox.top(), git}}},
      {"a slash at the end", sandbox.top() + "/", {{sandbox.top(), git}}},
      {"a .git folder", git, {{"", git}}},
      {"a bare repository", sandbox.beside("bare.git"), {{"", sandbox.beside("bare.git")}}},
      {"a linked worktree",
       sandbox.beside("linked"),
       {{sandbox.beside("linked"), git + "/worktrees/linked"}}},
      {"a git folder elsewhere",
       sandbox.beside("work"),
       {{sandbox.beside("work"), sandbox.beside("apart")}}},
      {"a folder inside", sandbox.path("src"), std::nullopt},
      {"a folder of another kind", sandbox.base(), std::nullopt},
      {"nothing", sandbox.beside("nowhere"), std::nullopt},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      const auto found = repository_at(row.path);
      REQUIRE(found.has_value() == row.expected.has_value());
      if (!found) return;
      CHECK(found->work_tree == row.expected->work_tree);
      CHECK(found->git_dir == row.expected->git_dir);
      const Repository repository(*found);
      CHECK(repository.bare() == row.expected->work_tree.empty());
    }
  }
}

TEST_CASE("repository_around walks up, unless the environment names a repository") {
  GitSandbox sandbox;
  sandbox.write("src/deep/a.txt", "one\n");
  sandbox.commit("start");
  CHECK(repository_around(sandbox.path("src/deep"))->work_tree == sandbox.top());
  CHECK_FALSE(repository_around(sandbox.base()));

  const ScopedVariable git_dir("GIT_DIR", sandbox.path(".git"));
  const ScopedVariable work_tree("GIT_WORK_TREE", sandbox.path("src"));
  const auto found = repository_around(sandbox.base());
  REQUIRE(found);
  CHECK(found->git_dir == sandbox.path(".git"));
  CHECK(found->work_tree == sandbox.path("src"));
}

TEST_CASE("extensions that change nothing for a reader are allowed") {
  GitSandbox sandbox;
  sandbox.write("a.txt", "one\n");
  const std::string head = sandbox.commit("start");
  for (const char* extension : {"worktreeConfig", "partialClone", "noop", "preciousObjects"}) {
    DYNAMIC_SECTION(extension) {
      sandbox.run({"config", "core.repositoryFormatVersion", "1"});
      sandbox.run({"config", std::string("extensions.") + extension, "true"});
      CHECK(Repository(*repository_at(sandbox.top())).head() == head);
    }
  }
}

TEST_CASE("formats that cannot be read are refused in words") {
  struct Row {
    const char* what;
    const char* key;
    const char* value;
    const char* words;
  };
  const Row rows[] = {
      {"reftable", "refStorage", "reftable", "reftable"},
      {"something of the future", "somethingNew", "true", "somethingnew"},
      {"another hash", "objectFormat", "sha512", "sha512"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      GitSandbox sandbox;
      const std::string config = sandbox.path(".git/config");
      GitSandbox::write_file(config, "[core]\n\trepositoryformatversion = 1\n[extensions]\n\t" +
                                         std::string(row.key) + " = " + row.value + "\n");
      try {
        const Repository repository(*repository_at(sandbox.top()));
        FAIL("opened");
      } catch (const UnreadableRepository& error) {
        CHECK_THAT(error.what(), Catch::Contains(row.words));
      }
    }
  }
  SECTION("SHA-256, as git makes it") {
    GitSandbox sandbox({"--object-format=sha256"});
    sandbox.write("a.txt", "one\n");
    sandbox.commit("start");
    CHECK_THROWS_AS(Repository(*repository_at(sandbox.top())), UnreadableRepository);
  }
}

TEST_CASE("a folder that is no repository cannot be opened") {
  const GitSandbox sandbox({}, false);
  CHECK_THROWS_AS(Repository({.work_tree = sandbox.top(), .git_dir = sandbox.path(".git")}), Error);
}

TEST_CASE("HEAD: a branch, detached, unborn, of a linked worktree") {
  GitSandbox sandbox;
  CHECK(Repository(*repository_at(sandbox.top())).head().empty());
  sandbox.write("a.txt", "one\n");
  const std::string first = sandbox.commit("start");
  const std::string second = sandbox.commit("second");
  sandbox.run({"worktree", "add", "-q", sandbox.beside("linked"), first});
  CHECK(Repository(*repository_at(sandbox.top())).head() == second);
  CHECK(Repository(*repository_at(sandbox.beside("linked"))).head() == first);
  sandbox.run({"checkout", "-q", "--detach", first});
  CHECK(Repository(*repository_at(sandbox.top())).head() == first);
}

TEST_CASE("shallow clones say so") {
  GitSandbox sandbox;
  sandbox.commit("one");
  sandbox.commit("two");
  const std::string clone = sandbox.beside("clone");
  sandbox.run({"clone", "-q", "--depth=1", "file://" + sandbox.top(), clone});
  CHECK(Repository(*repository_at(clone)).shallow());
  CHECK_FALSE(Repository(*repository_at(sandbox.top())).shallow());
}

TEST_CASE("addresses of remotes are those of the repository's own configuration") {
  GitSandbox sandbox;
  GitSandbox::write_file(sandbox.beside("included"),
                         "[remote \"far\"]\n\turl = https://far.example/\n");
  GitSandbox::write_file(sandbox.beside("home/.gitconfig"),
                         "[remote \"user\"]\n\turl = https://user.example/\n");
  GitSandbox::write_file(
      sandbox.path(".git/config"),
      "[core]\n\tbare = false\n"
      "[remote \"origin\"]\n\turl = \"https://me:pw@host.example/a.git\" ; comment\n"
      "\tpushurl = https://host.example/\\\nb.git\n"
      "[url \"https://token@host.example/\"]\n\tinsteadOf = gh:\n"
      "[Branch \"main\"]\n\tremote = https://x@host.example/c.git\n\tmerge = refs/heads/main\n"
      "[include]\n\tpath = " +
          sandbox.beside("included") + "\n");
  const ScopedVariable home("HOME", sandbox.beside("home"));
  const Repository repository(*repository_at(sandbox.top()));
  const std::vector<std::pair<std::string, std::string>> expected{
      {"remote.origin.url", "https://me:pw@host.example/a.git"},
      {"remote.origin.pushurl", "https://host.example/b.git"},
      {"url.https://token@host.example/.insteadof", "https://token@host.example/"},
      {"branch.main.remote", "https://x@host.example/c.git"},
  };
  CHECK(repository.remote_urls() == expected);
  CHECK(repository.origin_address() == "https://host.example/a.git");
}

TEST_CASE("the configuration of a checkout counts where it is switched on") {
  GitSandbox sandbox;
  sandbox.run({"config", "extensions.worktreeConfig", "true"});
  sandbox.run({"config", "--worktree", "remote.mine.url", "https://mine.example/"});
  const auto urls = Repository(*repository_at(sandbox.top())).remote_urls();
  REQUIRE(urls.size() == 1);
  CHECK(urls[0].first == "remote.mine.url");
}

TEST_CASE("an origin's address is shown without user and password") {
  struct Row {
    const char* address;
    const char* shown;
  };
  const Row rows[] = {
      {"https://me:pw@host.example/a.git", "https://host.example/a.git"},
      {"https://host.example/a@b.git?key=1#x", "https://host.example/a@b.git"},
      {"ssh://git@host.example:22/a.git", "ssh://host.example:22/a.git"},
      {"git@host.example:me/a.git", "host.example:me/a.git"},
      {"/srv/git/a.git", "/srv/git/a.git"},
      {"https://host.example", "https://host.example"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.address) {
      GitSandbox sandbox;
      sandbox.run({"config", "remote.origin.url", row.address});
      CHECK(Repository(*repository_at(sandbox.top())).origin_address() == row.shown);
    }
  }
}

}  // namespace
}  // namespace patdown
