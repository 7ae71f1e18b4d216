#include "token/trace/own_programs.h"

#include "core/letters.h"
#include "token/trace/file_kinds.h"
#include "token/trace/library.h"

#include <algorithm>
#include <array>
#include <optional>

namespace patdown::trace {
namespace {

// Folders that hold such a file are programs.
constexpr std::array<std::string_view, 11> manifests = {
    "package.json", "go.mod",  "pyproject.toml", "setup.py",         "setup.cfg",   "pipfile",
    "cargo.toml",   "gemfile", "pom.xml",        "build.gradle.kts", "build.gradle"};

bool is_manifest(std::string_view path) {
  const std::string name = lower(path.substr(path.rfind('/') + 1));
  return name.ends_with(".sln") || name.ends_with(".csproj") ||
         std::find(manifests.begin(), manifests.end(), name) != manifests.end();
}

bool is_module_file(std::string_view path) {
  return lower(path).ends_with(".psm1");
}

// Settings of tools are .psd1 files, too.
bool is_module_manifest(const Tree& tree, std::string_view path) {
  if (!lower(path).ends_with(".psd1")) return false;
  const auto text = tree.read(path);
  return text && text->find("ModuleVersion") != std::string::npos;
}

}  // namespace

std::string family_of(std::string_view path) {
  const std::string_view language = program_language(path);
  if (language == "http") return {};
  return std::string(language == "typescript" ? "javascript" : language);
}

OwnPrograms::OwnPrograms(const Tree& tree) {
  for (const std::string& path : tree.paths()) {
    if (is_manifest(path)) folders_.insert(folder_of(path));
    if (is_module_manifest(tree, path)) module_manifests_.insert(folder_of(path));
    if (is_module_file(path)) ++module_files_[folder_of(path)];
  }
}

std::string OwnPrograms::of(std::string_view path) const {
  const std::string family = family_of(path);
  const bool outermost = family == "csharp" || family == "java";
  std::string found;
  for (std::string folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
    if (folders_.count(folder) == 0) continue;
    found = folder;
    if (!outermost) break;
  }
  return family + "\n" + (outermost && folders_.count("") > 0 ? "" : found);
}

bool OwnPrograms::is_part(std::string_view path) const {
  for (std::string folder = folder_of(path);; folder = folder_of(folder)) {
    if (folders_.count(folder) > 0) return true;
    if (folder.empty()) return false;
  }
}

std::string OwnPrograms::module_of(std::string_view path) const {
  if (!is_powershell(path)) return {};
  std::optional<std::string> outermost;  // with a manifest
  std::optional<std::string> nearest;    // with a .psm1
  for (std::string folder = folder_of(path);; folder = folder_of(folder)) {
    if (module_manifests_.contains(folder)) outermost = folder;
    if (!nearest && module_files_.contains(folder)) nearest = folder;
    if (folder.empty()) break;
  }
  if (outermost) return "manifest\n" + *outermost;
  if (!nearest) return {};
  if (module_files_.find(*nearest)->second == 1) return "module\n" + *nearest;
  return is_module_file(path) ? "file\n" + std::string(path) : std::string();
}

}  // namespace patdown::trace
