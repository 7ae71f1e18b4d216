// Runs the whole program on every fixtures/<case>/input and compares with
// fixtures/<case>/expected.txt.
//
// A case is a small tree whose texts are in the notation of rule/example.h, so that no file of ours
// looks like a secret; `args` is one command line. PATDOWN_BLESS=1 writes the expectations instead;
// read the diff before you commit it.

#include "catch.h"
#include "cli/run.h"
#include "rule/example.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include <unistd.h>

namespace fs = std::filesystem;

namespace patdown {
namespace {

bool blessing() {
  const char* bless = std::getenv("PATDOWN_BLESS");
  return bless != nullptr && std::string_view(bless) == "1";
}

std::string contents_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A folder of its own for one test, and the working directory while it lives.
class WorkingFolder {
 public:
  WorkingFolder() : before_(fs::current_path()) {
    std::string name = (fs::temp_directory_path() / "patdown-golden-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path_ = name;
    fs::current_path(path_);
  }
  ~WorkingFolder() {
    fs::current_path(before_);
    fs::remove_all(path_);
  }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  WorkingFolder(WorkingFolder&&) = delete;
  WorkingFolder& operator=(WorkingFolder&&) = delete;

 private:
  fs::path before_;
  fs::path path_;
};

// One seed for a whole case, so that a secret that stands in two files is the same in both.
void lay_out(const fs::path& input) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(input)) {
    if (!entry.is_regular_file()) continue;
    const fs::path target = fs::relative(entry.path(), input);
    if (target.has_parent_path()) fs::create_directories(target.parent_path());
    std::ofstream(target, std::ios::binary) << expand(contents_of(entry.path()), 1).text;
  }
}

std::string output_of(const fs::path& fixture) {
  std::istringstream words(contents_of(fixture / "args"));
  std::vector<std::string> args{std::istream_iterator<std::string>(words), {}};
  const WorkingFolder folder;
  lay_out(fixture / "input");
  std::istringstream in(fs::exists("stdin") ? contents_of("stdin") : std::string());
  std::ostringstream out;
  std::ostringstream err;
  const std::vector<std::string_view> views(args.begin(), args.end());
  const ExitCode code = run(views, {in, out, err});
  return out.str() + err.str() + "exit " + std::to_string(code) + "\n";
}

TEST_CASE("every fixture gives its expected output") {
  const fs::path fixtures = PATDOWN_SOURCE_DIR "/fixtures";
  REQUIRE_FALSE(fs::is_empty(fixtures));
  for (const fs::directory_entry& entry : fs::directory_iterator(fixtures)) {
    DYNAMIC_SECTION(entry.path().filename().string()) {
      const std::string output = output_of(entry.path());
      const fs::path expected = entry.path() / "expected.txt";
      if (blessing()) std::ofstream(expected) << output;
      CHECK(output == contents_of(expected));
    }
  }
}

}  // namespace
}  // namespace patdown
