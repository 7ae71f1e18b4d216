#pragma once

// A throw-away git repository, made with the real git program.
//
//   GitSandbox sandbox;                       // an empty repository with the branch main
//   sandbox.write("a.txt", "one\n");
//   const std::string id = sandbox.commit("start");      // adds everything first
//   sandbox.run({"tag", "-a", "v1", "-m", "first"});     // fails the test if git fails
//   Repository repository(*repository_at(sandbox.top()));
//
// git sees no configuration but the repository's own, and people and dates are fixed: each commit
// is an hour after the one before, from 2026-01-01T00:00:00Z. The folder goes away at the end.

#include "catch.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace patdown {

class GitSandbox {
 public:
  using Args = std::vector<std::string>;

  // `init` are further arguments of `git init`; nothing is made if `make` is false.
  explicit GitSandbox(const Args& init = {}, bool make = true) {
    std::string name = (std::filesystem::temp_directory_path() / "patdown-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    base_ = std::filesystem::canonical(name).string();
    for (const char* folder : {"home", "repo"}) {
      std::filesystem::create_directory(base_ + "/" + folder);
    }
    environment_ = {
        {"HOME", base_ + "/home"},
        {"PATH", std::getenv("PATH")},
        {"LC_ALL", "C"},
        {"GIT_CONFIG_NOSYSTEM", "1"},
        {"GIT_CONFIG_GLOBAL", "/dev/null"},
        {"GIT_TERMINAL_PROMPT", "0"},
        {"GIT_AUTHOR_NAME", "Ann"},
        {"GIT_AUTHOR_EMAIL", "ann@example.net"},
        {"GIT_COMMITTER_NAME", "Carl"},
        {"GIT_COMMITTER_EMAIL", "carl@example.net"},
    };
    tick();
    if (!make) return;
    Args args{"init", "-q", "-b", "main"};
    args.insert(args.end(), init.begin(), init.end());
    run(args);
  }
  ~GitSandbox() {
    std::error_code ignored;
    namespace fs = std::filesystem;
    for (fs::recursive_directory_iterator it(base_, ignored), end; it != end;
         it.increment(ignored)) {
      if (it->is_directory(ignored) && !it->is_symlink(ignored)) {
        fs::permissions(it->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
      }
    }
    fs::remove_all(base_, ignored);
  }
  GitSandbox(const GitSandbox&) = delete;
  GitSandbox& operator=(const GitSandbox&) = delete;
  GitSandbox(GitSandbox&&) = delete;
  GitSandbox& operator=(GitSandbox&&) = delete;

  const std::string& base() const { return base_; }    // holds everything, the home folder too
  std::string top() const { return base_ + "/repo"; }  // the work tree
  std::string path(const std::string& relative) const { return top() + "/" + relative; }
  std::string beside(const std::string& name) const { return base_ + "/" + name; }  // for clones

  // Runs git in the work tree; its output without the last line end.
  std::string run(const Args& args) { return run_in(top(), args); }
  std::string run_in(const std::string& folder, const Args& args) {
    Args all{"-C", folder};
    all.insert(all.end(), args.begin(), args.end());
    std::string output;
    const int status = execute("git", all, output);
    std::string command = "git";
    for (const std::string& arg : all) command += " " + arg;
    INFO(command);
    INFO(file_text(base_ + "/stderr"));
    REQUIRE(status == 0);
    return output;
  }
  // The same for a command that may fail: its exit code.
  int try_run(const Args& args) const {
    Args all{"-C", top()};
    all.insert(all.end(), args.begin(), args.end());
    std::string output;
    return execute("git", all, output);
  }

  // Writes a file of the work tree, and its folders.
  void write(const std::string& relative, std::string_view bytes) const {
    write_file(path(relative), bytes);
  }
  static void write_file(const std::string& file, std::string_view bytes) {
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    REQUIRE(out.good());
  }
  void remove(const std::string& relative) const { std::filesystem::remove_all(path(relative)); }

  // Adds everything and commits; the commit's id. An empty commit is one too.
  std::string commit(const std::string& message, const Args& options = {}) {
    run({"add", "-A"});
    Args args{"commit", "-q", "--allow-empty", "--no-verify", "-m", message};
    args.insert(args.end(), options.begin(), options.end());
    tick();
    run(args);
    return id("HEAD");
  }
  // The id of a revision, such as "HEAD:a.txt".
  std::string id(const std::string& revision) { return run({"rev-parse", revision}); }
  // Stores a blob that nothing names.
  std::string store_blob(std::string_view bytes) {
    write_file(base_ + "/loose", bytes);
    return run({"hash-object", "-w", base_ + "/loose"});
  }
  // Where the object lies while it is loose.
  std::string loose_file(const std::string& object) const {
    return path(".git/objects/" + object.substr(0, 2) + "/" + object.substr(2));
  }

  void set(const std::string& name, const std::string& value) { environment_[name] = value; }
  void unset(const std::string& name) { environment_.erase(name); }
  // An hour passes.
  void tick() {
    const std::string date = std::to_string(seconds_ += 3600) + " +0000";
    environment_["GIT_AUTHOR_DATE"] = date;
    environment_["GIT_COMMITTER_DATE"] = date;
  }

  // Runs any program, without a shell; its exit code, its output without the last line end.
  int execute(const std::string& program, const Args& args, std::string& output) const {
    std::vector<std::string> words{program};
    words.insert(words.end(), args.begin(), args.end());
    std::vector<std::string> settings;
    for (const auto& [name, value] : environment_) {
      settings.push_back(name);
      settings.back().append("=").append(value);
    }
    std::vector<char*> argv = pointers(words);
    std::vector<char*> envp = pointers(settings);

    const std::string out = base_ + "/stdout";
    const std::string err = base_ + "/stderr";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), flags, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), flags, 0600);
    pid_t child = 0;
    const int error =
        ::posix_spawnp(&child, program.c_str(), &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    REQUIRE(error == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    output = file_text(out);
    if (output.ends_with('\n')) output.pop_back();
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }

  static std::string file_text(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

 private:
  static std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    all.reserve(words.size() + 1);
    for (std::string& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
  }

  std::string base_;
  std::map<std::string, std::string> environment_;
  long seconds_ = 1'767'225'600 - 3600;  // 2026-01-01T00:00:00Z, an hour before the first tick
};

// Sets a variable of the test's own environment, and puts the old value back.
class ScopedVariable {
 public:
  ScopedVariable(const char* name, const std::string& value) : name_(name) {
    if (const char* old = std::getenv(name)) {
      had_ = true;
      old_ = old;
    }
    ::setenv(name, value.c_str(), 1);
  }
  ~ScopedVariable() {
    if (had_) {
      ::setenv(name_, old_.c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;
  ScopedVariable(ScopedVariable&&) = delete;
  ScopedVariable& operator=(ScopedVariable&&) = delete;

 private:
  const char* name_;
  bool had_ = false;
  std::string old_;
};

}  // namespace patdown
