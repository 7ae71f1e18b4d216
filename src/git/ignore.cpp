#include "git/ignore.h"

#include "git/files.h"
#include "git/handle.h"
#include "git/layout.h"

#include <utility>

#include <sys/stat.h>

namespace patdown {
namespace {

// Trailing blanks are no part of a pattern unless a backslash stands before them.
std::string_view without_trailing_blanks(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      ++i;
      end = i + 1;
    } else if (line[i] != ' ') {
      end = i + 1;
    }
  }
  return line.substr(0, end);
}

std::string expanded(const std::string& value, const std::string& home,
                     const RepositoryPaths& paths) {
  if (value.starts_with("~/")) return home + value.substr(1);
  return value.empty() ? value : joined(paths.work_tree, value);
}

// The value in a file of the user's configuration, files that it includes too.
std::optional<std::string> user_value(const std::string& file) {
  if (!is_file(file)) return std::nullopt;
  start_libgit2();
  git_config* opened = nullptr;
  if (git_config_open_ondisk(&opened, file.c_str()) != 0) return std::nullopt;
  const ConfigHandle config(opened);
  git_buf value = GIT_BUF_INIT;
  std::optional<std::string> found;
  if (git_config_get_string_buf(&value, opened, "core.excludesfile") == 0) {
    found.emplace(value.ptr, value.size);
  }
  git_buf_dispose(&value);
  return found;
}

// Where git finds the user's ignore file (git-config(1), "FILES"; gitignore(5)).
std::string user_excludes(const RepositoryPaths& paths) {
  const std::string home = environment("HOME").value_or("");
  const std::string xdg = environment("XDG_CONFIG_HOME").value_or(home + "/.config");
  std::vector<std::string> files;
  if (!config_true(environment("GIT_CONFIG_NOSYSTEM").value_or(""))) {
    files.push_back(environment("GIT_CONFIG_SYSTEM").value_or("/etc/gitconfig"));
  }
  if (const auto global = environment("GIT_CONFIG_GLOBAL")) {
    files.push_back(*global);
  } else {
    files.push_back(xdg + "/git/config");
    files.push_back(home + "/.gitconfig");
  }
  std::string excludes = xdg + "/git/ignore";
  for (const std::string& file : files) {
    if (auto value = user_value(file)) excludes = expanded(*value, home, paths);
  }
  for (const ConfigFile& file : config_files(paths.git_dir)) {
    for (const ConfigEntry& entry : file.entries) {
      if (entry.key == "core.excludesfile") excludes = expanded(entry.value, home, paths);
    }
  }
  return excludes;
}

IgnoreChain chained(const std::optional<std::string>& text, std::string base, IgnoreChain above) {
  if (!text) return above;
  auto rules = std::make_shared<IgnoreRules>();
  rules->above = std::move(above);
  rules->base = std::move(base);
  rules->rules = parse_ignore(*text);
  return rules;
}

bool matches(const IgnoreRule& rule, std::string_view path, std::string_view base) {
  if (!rule.whole_path) return rule.pattern.matches(path.substr(path.rfind('/') + 1));
  return path.starts_with(base) && rule.pattern.matches(path.substr(base.size()));
}

}  // namespace

std::vector<IgnoreRule> parse_ignore(std::string_view text) {
  std::vector<IgnoreRule> rules;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::string_view line : lines_of(text)) {
    if (line.starts_with('#')) continue;
    line = without_trailing_blanks(line);
    const bool negated = line.starts_with('!');
    if (negated) line.remove_prefix(1);
    const bool folder_only = line.ends_with('/');
    if (folder_only) line.remove_suffix(1);
    const bool whole_path = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) continue;
    rules.push_back({.pattern = Wildmatch(line),
                     .ignored = !negated,
                     .folder_only = folder_only,
                     .whole_path = whole_path});
  }
  return rules;
}

IgnoreChain outer_ignores(const RepositoryPaths& paths) {
  IgnoreChain chain;
  const std::string excludes = user_excludes(paths);
  if (!excludes.empty()) chain = chained(small_file(excludes), {}, std::move(chain));
  return chained(small_file(common_dir(paths.git_dir) + "/info/exclude"), {}, std::move(chain));
}

IgnoreChain ignores_of(const RepositoryPaths& paths, const std::string& folder, IgnoreChain above) {
  const std::string base = folder.empty() ? folder : folder + '/';
  const std::string file = paths.work_tree + '/' + base + ".gitignore";
  struct stat status {};
  // A symbolic link is no .gitignore, as in git.
  if (::lstat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return above;
  return chained(small_file(file), base, std::move(above));
}

bool is_ignored(const IgnoreChain& chain, std::string_view path, bool folder) {
  for (const IgnoreRules* file = chain.get(); file != nullptr; file = file->above.get()) {
    for (auto rule = file->rules.rbegin(); rule != file->rules.rend(); ++rule) {
      if (rule->folder_only && !folder) continue;
      if (matches(*rule, path, file->base)) return rule->ignored;
    }
  }
  return false;
}

}  // namespace patdown
