#include "git/layout.h"

#include "git/files.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace patdown {
namespace {

// Follows git: alternates of alternates up to this many levels (object-store.h of git).
constexpr int max_alternate_depth = 5;

}  // namespace

bool is_git_dir(const std::string& folder) {
  if (!small_file(folder + "/HEAD", 1U << 16U)) return false;
  const std::string common = common_dir(folder);
  return is_folder(common + "/objects") && is_folder(common + "/refs");
}

std::string common_dir(const std::string& git_dir) {
  const auto file = small_file(git_dir + "/commondir", 1U << 16U);
  if (!file || trimmed(*file).empty()) return git_dir;
  return absolute_path(joined(git_dir, trimmed(*file)));
}

std::optional<std::string> git_file_target(const std::string& file) {
  constexpr std::string_view mark = "gitdir:";
  const auto text = small_file(file, 1U << 16U);
  if (!text || !text->starts_with(mark)) return std::nullopt;
  const std::string_view target = trimmed(std::string_view(*text).substr(mark.size()));
  if (target.empty()) return std::nullopt;
  const std::string folder = file.substr(0, file.rfind('/'));
  return absolute_path(joined(folder, target));
}

std::vector<std::string> checkout_dirs(const std::string& git_dir) {
  const std::string common = common_dir(git_dir);
  std::vector<std::string> dirs{common};
  for (const std::string& name : names_in(common + "/worktrees")) {
    dirs.push_back(joined(common + "/worktrees", name));
  }
  return dirs;
}

std::vector<std::string> object_folders(const std::string& objects) {
  std::vector<std::string> folders;
  std::vector<std::pair<std::string, int>> todo{{absolute_path(objects), 0}};
  while (!todo.empty()) {
    const auto [folder, depth] = std::move(todo.back());
    todo.pop_back();
    if (std::find(folders.begin(), folders.end(), folder) != folders.end()) continue;
    folders.push_back(folder);
    if (depth == max_alternate_depth) continue;
    const auto alternates = small_file(folder + "/info/alternates");
    if (!alternates) continue;
    std::vector<std::string_view> lines = lines_of(*alternates);
    std::reverse(lines.begin(), lines.end());
    for (const std::string_view line : lines) {
      if (line.empty() || line.starts_with('#')) continue;
      todo.emplace_back(absolute_path(joined(folder, line)), depth + 1);
    }
  }
  return folders;
}

std::vector<ConfigFile> config_files(const std::string& git_dir) {
  std::vector<ConfigFile> files;
  const auto add = [&files](const std::string& folder, const std::string& name) {
    auto text = small_file(folder + "/" + name);
    if (!text) return;
    std::vector<ConfigEntry> entries = parse_config(*text);
    files.push_back({.name = name, .text = std::move(*text), .entries = std::move(entries)});
  };
  add(common_dir(git_dir), "config");
  if (!files.empty() &&
      config_true(config_value(files.front().entries, "extensions.worktreeconfig"))) {
    add(git_dir, "config.worktree");
  }
  return files;
}

std::size_t id_bytes_of(const std::string& git_dir) {
  std::string format;
  for (const ConfigFile& file : config_files(git_dir)) {
    const std::string here = config_value(file.entries, "extensions.objectformat");
    if (!here.empty()) format = here;
  }
  return format == "sha256" ? 32 : 20;
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

}  // namespace patdown
