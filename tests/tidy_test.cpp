// Keeps the promises that docs/ARCHITECTURE.md makes about the source tree.

#include "catch.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path root = PATDOWN_SOURCE_DIR;
constexpr std::size_t longest_file = 400;

// The folders of src/, in the order of the architecture: each includes only from itself and those
// before it.
const std::vector<std::string> folders = {"core",  "rule",   "git",    "source", "secret",
                                          "token", "report", "output", "cli"};

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

bool may_include(const std::string& folder, const std::string& line) {
  const std::string start = "#include \"";
  if (!line.starts_with(start)) return true;
  const std::string target = line.substr(start.size(), line.find('/') - start.size());
  const auto place = std::ranges::find(folders, folder);
  return place != folders.end() &&
         std::find(folders.begin(), std::next(place), target) != std::next(place);
}

// "token" for src/token/pipeline/azure.cpp.
std::string folder_of(const fs::path& file) {
  return *fs::relative(file, root / "src").begin();
}

// The files and folders of this project that a document names in `code`.
std::vector<std::string> paths_named_in(const fs::path& document) {
  static const std::regex path("`((?:src|rules|tests|docs|fixtures|bench|grammars)/[\\w./-]+)`");
  std::vector<std::string> named;
  for (const std::string& line : lines_of(document)) {
    for (std::sregex_iterator it(line.begin(), line.end(), path), end; it != end; ++it) {
      named.push_back((*it)[1]);
    }
  }
  return named;
}

TEST_CASE("files are short, and folders include only what lies below them") {
  for (const auto& entry : fs::recursive_directory_iterator(root / "src")) {
    if (!entry.is_regular_file() || entry.path().filename() == "main.cpp") continue;
    INFO(entry.path());
    const std::vector<std::string> lines = lines_of(entry.path());
    CHECK(lines.size() <= longest_file);
    for (const std::string& line : lines) {
      INFO(line);
      CHECK(may_include(folder_of(entry.path()), line));
    }
  }
}

TEST_CASE("what a document names is there") {
  std::size_t named = 0;
  std::vector<fs::path> documents = {root / "README.md"};
  for (const auto& entry : fs::directory_iterator(root / "docs")) documents.push_back(entry.path());
  for (const fs::path& document : documents) {
    for (const std::string& path : paths_named_in(document)) {
      INFO(document.filename() << " names " << path);
      CHECK(fs::exists(root / path));
      ++named;
    }
  }
  CHECK(named > 10);
}

TEST_CASE("every header says what it answers") {
  for (const auto& entry : fs::recursive_directory_iterator(root / "src")) {
    if (entry.path().extension() != ".h") continue;
    INFO(entry.path());
    const std::vector<std::string> lines = lines_of(entry.path());
    REQUIRE(lines.size() > 3);
    CHECK(lines[0] == "#pragma once");
    CHECK(lines[2].starts_with("// "));
  }
}

}  // namespace
