#include "cli/file.h"

#include "core/error.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

namespace patdown {
namespace {

std::string reason() {
  return std::generic_category().message(errno);
}

}  // namespace

std::string read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error("cannot read " + path + ": " + reason());
  std::ostringstream whole;
  whole << file.rdbuf();
  std::string text = std::move(whole).str();
  if (file.bad() || std::filesystem::is_directory(path)) {
    throw Error("cannot read " + path + ": " + (errno != 0 ? reason() : "it is a folder"));
  }
  return text;
}

std::string read_file(const std::string& path, std::istream& in) {
  if (path != "-") return read_file(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& text) {
  // Devices and pipes cannot be renamed over.
  const bool special = std::filesystem::exists(path) && !std::filesystem::is_regular_file(path);
  const std::string beside = special ? path : path + ".part";
  errno = 0;
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) throw Error("cannot write " + path + ": " + reason());
  }
  std::error_code failed;
  if (!special) std::filesystem::rename(beside, path, failed);
  if (failed) throw Error("cannot write " + path + ": " + failed.message());
}

}  // namespace patdown
