#include "token/pipeline/github.h"

#include "token/pipeline/azure_files.h"
#include "token/pipeline/github_walk.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

namespace patdown {
namespace {

// Whether it runs only when another workflow calls it.
bool is_called_only(const Yaml& root) {
  const Yaml* on = find(root, "on");
  if (on == nullptr) return false;
  if (on->kind == YamlKind::scalar) return on->text == "workflow_call";
  const std::size_t ways = on->kind == YamlKind::map ? on->entries.size() : on->items.size();
  if (ways != 1) return false;
  return on->kind == YamlKind::map ? on->entries.front().key.text == "workflow_call"
                                   : on->items.front().text == "workflow_call";
}

// In another folder GitHub runs it for nobody, but it is there to be copied, or waits to be
// switched on: its tokens are uses of the same secrets.
bool may_be_workflow(std::string_view path) {
  if (!path.ends_with(".yml") && !path.ends_with(".yaml")) return false;
  const auto end = path.rfind('/');
  if (end == std::string_view::npos) return true;
  const std::string_view folders = path.substr(0, end);
  const std::string_view folder = folders.substr(folders.rfind('/') + 1);
  static constexpr std::array<std::string_view, 4> words = {"workflow", "github", "actions", "ci"};
  return std::any_of(words.begin(), words.end(), [folder](std::string_view word) {
    return folder.find(word) != std::string_view::npos;
  });
}

bool is_workflow(const Yaml& root) {
  const Yaml* jobs = find(root, "jobs");
  return find(root, "on") != nullptr && jobs != nullptr && jobs->kind == YamlKind::map;
}

}  // namespace

bool is_github_workflow(std::string_view path) {
  return path.starts_with(".github/workflows/") &&
         (path.ends_with(".yml") || path.ends_with(".yaml"));
}

bool is_github_action(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "action.yml" || name == "action.yaml";
}

std::vector<Pipeline> read_github_workflows(const Tree& tree, const PathSet* only) {
  AzureFiles files(tree);
  std::vector<std::string> called;
  std::vector<Pipeline> pipelines;
  std::set<std::string> used;
  const auto read = [&](const std::string& path) {
    GithubWalk walk(files, path);
    pipelines.push_back(walk.read());
    used.insert(walk.used().begin(), walk.used().end());
  };
  const auto& paths = tree.paths();
  const std::string folder = ".github/workflows/";
  for (auto path = std::lower_bound(paths.begin(), paths.end(), folder);
       path != paths.end() && path->starts_with(folder); ++path) {
    if (!is_github_workflow(*path) || (only != nullptr && !only->contains(*path))) continue;
    const YamlFile* file = files.get(*path);
    if (file == nullptr) continue;
    if (file->parsed && is_called_only(file->root)) {
      called.push_back(*path);
    } else {
      read(*path);
    }
  }
  for (const std::string& path : called) {
    if (used.count(path) == 0) read(path);
  }
  for (const std::string& path : paths) {
    if (!may_be_workflow(path) || is_github_workflow(path)) continue;
    if (only != nullptr && !only->contains(path)) continue;
    const YamlFile* file = files.get(path);
    if (file != nullptr && file->parsed && is_workflow(file->root)) read(path);
  }
  // Actions that other repositories use: what they are given is not known here.
  for (const std::string& path : paths) {
    if (!is_github_action(path) || used.count(path) > 0) continue;
    if (only != nullptr && !only->contains(path)) continue;
    const YamlFile* file = files.get(path);
    if (file != nullptr && find(file->root, "runs") != nullptr) read(path);
  }
  std::sort(pipelines.begin(), pipelines.end(),
            [](const Pipeline& a, const Pipeline& b) { return a.path < b.path; });
  return pipelines;
}

}  // namespace patdown
