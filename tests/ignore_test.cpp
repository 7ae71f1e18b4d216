// What git ignores: git itself is the oracle.

#include "git/ignore.h"

#include "git_sandbox.h"
#include "source/file_walk.h"

#include <algorithm>
#include <random>

namespace patdown {
namespace {

using Names = std::vector<std::string>;

Names git_files(GitSandbox& sandbox) {
  Names names;
  std::istringstream lines(
      sandbox.run({"-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard"}));
  for (std::string line; std::getline(lines, line);) names.push_back(line);
  std::sort(names.begin(), names.end());
  return names;
}

Names our_files(const GitSandbox& sandbox) {
  Names names;
  for (const WalkedFile& file : walk_files(sandbox.top(), 2).files) names.push_back(file.path);
  return names;
}

TEST_CASE("patterns mean what they mean to git") {
  const char* const patterns[] = {
      "*.log",
      "/a.log",
      "b/",
      "b/*",
      "b/**",
      "**/c",
      "b/**/d.txt",
      "**/b/**",
      "a?log",
      "[ab].log",
      "[!a].log",
      "[^a].log",
      "[a-c].log",
      "[[:alpha:]].log",
      "[]a].log",
      "\\#x",
      "#x",
      "\\!x",
      "a.log ",
      "a\\ ",
      "*\n!b/c/d.txt",
      "*.txt\n!d.txt",
      "b/c\n!b/c/d.txt",
      "b/*\n!b/c",
      "**",
      "*",
      "***",
      "b/***/d.txt",
      "a**g",
      "**.log",
      "x/**",
      "/**/c",
      "[",
      "a\\",
      "*/c",
      "/*/c",
      "/b",
      "b/c",
      "c/d.txt",
      "/c/d.txt",
      "d.txt/",
      ".*",
      "A.LOG",
      "*[0-9]",
      "\xEF\xBB\xBF*.log",
      "*.log\r",
      "b/c/",
      "**/",
      "/",
      "//",
      "!",
      "! a.log",
      "[a",
      "[[:nope:]]*",
      "[\\]a].log",
      "b/**/",
      "a.log/**",
      "**/d.txt",
      "b**/c",
      "b/c**",
  };
  GitSandbox sandbox;
  for (const char* name :
       {"a.log", "b.log", "].log", "b/a.log", "b/c/d.txt", "b/c/e", "b/d.txt", "c/d.txt", "x", "#x",
        "!x", "a ", ".hidden", "f1", "x/../d.txt", "b/b/c/g", "b/x1/y2/d.txt"}) {
    if (std::string_view(name).find("..") == std::string_view::npos) sandbox.write(name, "x");
  }
  for (const char* pattern : patterns) {
    DYNAMIC_SECTION(pattern) {
      sandbox.write(".git/info/exclude", std::string(pattern) + "\n");
      CHECK(our_files(sandbox) == git_files(sandbox));
    }
  }
}

TEST_CASE("rules of several files together mean what they mean to git") {
  const char* const lines[] = {"*.a", "!*.a", "/d",  "d/",   "!d/",   "e*",   "!e/x.a",
                               "d/e", "**/e", "x.*", "!x.b", "/x.a",  "e/**", "!e/**",
                               "*",   "!/d",  "d/*", "!d/e", "*/x.b", "!*/",  "y"};
  GitSandbox sandbox;
  for (const char* folder : {"", "d/", "d/e/", "e/", "e/d/"}) {
    for (const char* name : {"x.a", "x.b", "y"}) sandbox.write(std::string(folder) + name, "x");
  }
  std::mt19937 random(7);
  const auto some_lines = [&] {
    std::string text;
    for (auto count = random() % 4; count > 0; --count) {
      text += std::string(lines[random() % std::size(lines)]) + "\n";
    }
    return text;
  };
  for (int round = 0; round < 60; ++round) {
    for (const char* file : {".gitignore", "d/.gitignore", "e/.gitignore", ".git/info/exclude"}) {
      sandbox.write(file, some_lines());
    }
    INFO(round);
    CHECK(our_files(sandbox) == git_files(sandbox));
  }
}

TEST_CASE("a pattern made to take for ever does not") {
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "*a";
  CHECK_FALSE(Wildmatch(pattern + "b").matches(std::string(4000, 'a')));
  CHECK(Wildmatch(pattern).matches(std::string(4000, 'a')));
}

}  // namespace
}  // namespace patdown
