#include "token/pipeline/azure.h"

#include "token/pipeline/azure_files.h"
#include "token/pipeline/azure_shape.h"
#include "token/pipeline/azure_walk.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace patdown {
namespace {

// Paths of the files that `template:` in `node` may mean, as far as they are written out.
void add_references(const Yaml& node, const std::string& from, const AzureFiles& files,
                    std::set<std::string>& paths) {
  for (const Yaml& item : node.items) add_references(item, from, files, paths);
  for (const auto& [key, value] : node.entries) {
    if (key.text == "template" && value.kind == YamlKind::scalar) {
      std::string path = files.resolve(from, value.text);
      if (!path.empty() && path != from) paths.insert(std::move(path));
    }
    add_references(value, from, files, paths);
  }
}

// Steps to be copied into a pipeline: a pipeline of nothing else.
Yaml with_steps(Yaml list) {
  Yaml root;
  root.kind = YamlKind::map;
  root.line = list.line;
  root.column = list.column;
  Yaml key;
  key.kind = YamlKind::scalar;
  key.text = "steps";
  key.line = list.line;
  root.entries.push_back({.key = std::move(key), .value = std::move(list)});
  return root;
}

}  // namespace

std::vector<Pipeline> read_azure_pipelines(const Tree& tree, const PathSet* only) {
  AzureFiles files(tree);
  std::vector<std::string> candidates;
  std::vector<Pipeline> pipelines;
  for (const std::string& path : tree.paths()) {
    if (!path.ends_with(".yml") && !path.ends_with(".yaml")) continue;
    if (only != nullptr && !only->contains(path)) continue;
    const auto text = tree.read(path);
    if (!text) {
      Pipeline& unread = pipelines.emplace_back();
      unread.path = path;
      unread.partly_read = {{path, 1, "cannot be read, or is larger than 8 MiB"}};
      continue;
    }
    if (!may_be_azure_pipeline(path, *text)) continue;
    YamlFile file = read_yaml(path, *text);
    if (is_list_of_steps(file.root)) file.root = with_steps(std::move(file.root));
    if (file.parsed && has_azure_shape(file.root)) {
      candidates.push_back(path);
      files.put(path, std::move(file));
    } else if (!file.partly_read.empty() && reads_like_azure_pipeline(path, *text)) {
      Pipeline& unread = pipelines.emplace_back();
      unread.path = path;
      unread.partly_read = file.partly_read;
    }
  }

  std::set<std::string> referenced;
  for (const std::string& path : candidates)
    add_references(files.get(path)->root, path, files, referenced);

  // Files that say when they run come first, then those that no other names, those with parameters
  // last: names of templates can be put together. Then what is still unused.
  const auto rank = [&](const std::string& path) {
    const Yaml& root = files.get(path)->root;
    if (starts_by_itself(root)) return 0;
    if (referenced.count(path) != 0) return 3;
    return find(root, "parameters") == nullptr ? 1 : 2;
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  std::set<std::string> used;
  for (const std::string& path : candidates) {
    if (rank(path) != 0 && used.count(path) != 0) continue;
    AzureWalk walk(files, path);
    pipelines.push_back(walk.read());
    used.insert(walk.used().begin(), walk.used().end());
  }
  std::sort(pipelines.begin(), pipelines.end(),
            [](const Pipeline& a, const Pipeline& b) { return a.path < b.path; });
  return pipelines;
}

}  // namespace patdown
