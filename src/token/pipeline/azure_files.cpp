#include "token/pipeline/azure_files.h"

#include "token/pipeline/expression.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace patdown {
namespace {

// "a/./b/../c" is "a/c"; empty if it leaves the root.
std::string normal_path(std::string_view path) {
  std::vector<std::string_view> steps;
  while (!path.empty()) {
    const std::string_view step = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    if (step.empty() || step == ".") continue;
    if (step != "..") {
      steps.push_back(step);
    } else if (steps.empty()) {
      return {};
    } else {
      steps.pop_back();
    }
  }
  std::string normal;
  for (const std::string_view step : steps) normal.append(normal.empty() ? "" : "/").append(step);
  return normal;
}

}  // namespace

bool AzureFiles::exists(const std::string& path) const {
  const std::vector<std::string>& paths = tree_.paths();
  return !path.empty() && std::binary_search(paths.begin(), paths.end(), path);
}

std::optional<std::string> AzureFiles::text(const std::string& path) const {
  return exists(path) ? tree_.read(path) : std::nullopt;
}

const YamlFile& AzureFiles::put(const std::string& path, YamlFile file) {
  auto& known = files_[path];
  if (known == nullptr) known = std::make_unique<YamlFile>(std::move(file));
  return *known;
}

const YamlFile* AzureFiles::get(const std::string& path) {
  const auto known = files_.find(path);
  if (known != files_.end()) return known->second.get();
  if (!exists(path)) return nullptr;
  const auto text = tree_.read(path);
  return text ? &put(path, read_yaml(path, *text)) : nullptr;
}

std::string AzureFiles::resolve(std::string_view from, std::string_view reference) const {
  reference = trimmed(reference);
  const std::size_t at = reference.rfind('@');
  if (at != std::string_view::npos) {
    if (reference.substr(at + 1) != "self") return {};
    reference = reference.substr(0, at);
  }
  std::string path(reference);
  std::replace(path.begin(), path.end(), '\\', '/');
  std::string rooted = normal_path(path);
  if (!path.starts_with('/')) {
    const std::size_t slash = from.rfind('/');
    const std::string folder(slash == std::string_view::npos ? "" : from.substr(0, slash + 1));
    std::string relative = normal_path(folder + path);
    if (exists(relative)) return relative;
  }
  return exists(rooted) ? rooted : std::string();
}

}  // namespace patdown
