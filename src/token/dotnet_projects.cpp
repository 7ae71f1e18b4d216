#include "token/dotnet_projects.h"

#include "core/letters.h"
#include "token/trace/library.h"

#include <algorithm>
#include <optional>

namespace patdown {
namespace {

constexpr std::size_t most_projects = 2000;  // of more nothing is known

std::string_view name_of(std::string_view path) {
  return path.substr(path.find_last_of("/\\") + 1);
}

bool is_project(std::string_view path) {
  return lower(path).ends_with(".csproj");
}

// Files that projects share what they say with; they may add code from anywhere.
bool is_shared(std::string_view path) {
  const std::string name = lower(name_of(path));
  return name.ends_with(".props") || name.ends_with(".targets") || name.ends_with(".projitems");
}

// Whether code from outside of the file's folder is compiled.
bool compiles_others(std::string_view text) {
  for (std::size_t at = text.find("<Compile "); at != std::string_view::npos;
       at = text.find("<Compile ", at + 1)) {
    const std::string_view element = text.substr(at, text.find('>', at) - at);
    if (element.find("Include=\"..") != std::string_view::npos ||
        element.find("Include=\"$(") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// The names of projects that `text` refers to, in small letters.
std::vector<std::string> references_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = text.find("<ProjectReference"); at != std::string_view::npos;
       at = text.find("<ProjectReference", at + 1)) {
    const std::string_view element = text.substr(at, text.find('>', at) - at);
    constexpr std::string_view include = "Include=\"";
    const std::size_t from = element.find(include);
    if (from == std::string_view::npos) continue;
    const std::string_view value = element.substr(from + include.size());
    names.push_back(lower(name_of(value.substr(0, value.find('"')))));
  }
  return names;
}

}  // namespace

DotnetProjects::DotnetProjects(const Tree& tree) {
  std::vector<std::string> texts;                           // of the projects
  std::map<std::string, std::vector<std::size_t>> by_name;  // there may be several
  for (const std::string& path : tree.paths()) {
    if (!is_project(path) && !is_shared(path)) continue;
    const std::optional<std::string> text = tree.read(path);
    if (!text) continue;
    if (is_shared(path)) {
      if (!compiles_others(*text)) continue;
      by_folder_.clear();  // of any project
      return;
    }
    const auto [folder, made] = by_folder_.emplace(trace::folder_of(path), texts.size());
    if (made) texts.emplace_back();
    texts[folder->second] += *text;
    by_name[lower(name_of(path))].push_back(folder->second);
  }
  if (texts.size() > most_projects) by_folder_.clear();
  if (by_folder_.empty()) return;
  uses_.assign(texts.size(), std::vector<bool>(texts.size(), false));
  for (std::size_t user = 0; user < texts.size(); ++user) {
    if (compiles_others(texts[user])) uses_[user].flip();
    std::vector<std::string> todo = references_in(texts[user]);
    uses_[user][user] = true;
    while (!todo.empty()) {
      const std::string name = std::move(todo.back());
      todo.pop_back();
      const auto found = by_name.find(name);
      if (found == by_name.end()) continue;
      for (const std::size_t used : found->second) {
        if (uses_[user][used]) continue;
        uses_[user][used] = true;
        for (std::string& more : references_in(texts[used])) todo.push_back(std::move(more));
      }
    }
  }
}

std::size_t DotnetProjects::of(std::string_view path) const {
  if (by_folder_.empty()) return none;
  for (std::string folder(path); !folder.empty();) {
    folder = trace::folder_of(folder);
    const auto found = by_folder_.find(folder);
    if (found != by_folder_.end()) return found->second;
  }
  return none;
}

bool DotnetProjects::together(std::size_t one, std::size_t other) const {
  if (one == none || other == none) return true;
  return std::any_of(uses_.begin(), uses_.end(), [one, other](const std::vector<bool>& used) {
    return used[one] && used[other];
  });
}

bool DotnetProjects::may_use(std::size_t user, std::size_t used) const {
  return user == none || used == none || uses_[user][used];
}

}  // namespace patdown
