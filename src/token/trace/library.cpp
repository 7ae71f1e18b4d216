#include "token/trace/library.h"

#include "token/code/readers.h"
#include "token/trace/machine.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && equal_folded(text.substr(text.size() - end.size()), end);
}

bool is_powershell(std::string_view path) {
  return ends_with(path, ".ps1") || ends_with(path, ".psm1");
}

bool is_shell(std::string_view path) {
  return ends_with(path, ".sh") || ends_with(path, ".bash");
}

// "\" as "/", quotes and "./" off, {} and what precedes it off.
std::string plain(std::string_view written) {
  std::string path(written);
  std::replace(path.begin(), path.end(), '\\', '/');
  const auto hole = path.rfind("{}");
  if (hole != std::string::npos) path.erase(0, hole + 2);
  path.erase(std::remove(path.begin(), path.end(), '"'), path.end());
  while (!path.empty() && path.front() == ' ') path.erase(0, 1);
  while (!path.empty() && path.back() == ' ') path.pop_back();
  return path;
}

}  // namespace

void Library::note_handed(std::string_view name, const Handed& handed) {
  std::vector<Handed>& all = handed_[upper(name)];
  const bool known = std::any_of(all.begin(), all.end(), [&handed](const Handed& one) {
    return one.found.credential.id == handed.found.credential.id;
  });
  if (!known && all.size() < max_choices) all.push_back(handed);
}

std::vector<Library::Handed> Library::handed(std::string_view name) const {
  const auto found = handed_.find(upper(name));
  return found == handed_.end() ? std::vector<Handed>() : found->second;
}

std::vector<std::string> Library::handed_names() const {
  std::vector<std::string> names;
  for (const auto& [name, all] : handed_) names.push_back(name);
  return names;
}

std::optional<std::string> tidy_path(std::string_view path) {
  std::vector<std::string_view> kept;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (name.empty() || name == ".") continue;
    if (name != "..") {
      kept.push_back(name);
      continue;
    }
    if (kept.empty()) return std::nullopt;
    kept.pop_back();
  }
  std::string tidy;
  for (const std::string_view name : kept) {
    if (!tidy.empty()) tidy += '/';
    tidy += name;
  }
  return tidy;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

Library::Library(const Tree& tree) : tree_(tree) {
  for (const std::string& path : tree.paths()) {
    if (is_powershell(path) || is_shell(path)) scripts_.push_back(path);
  }
}

bool Library::is_script(std::string_view path) const {
  return std::binary_search(scripts_.begin(), scripts_.end(), path);
}

bool Library::exists(std::string_view path) const {
  return std::binary_search(tree_.paths().begin(), tree_.paths().end(), path);
}

const Script* Library::script(std::string_view path) {
  const auto known = parsed_.find(path);
  if (known != parsed_.end()) return known->second.code ? &known->second : nullptr;
  Script script{std::string(path), is_powershell(path), nullptr};
  if (const auto bytes = tree_.read(path)) {
    script.code = std::make_shared<const Code>(script.powershell ? read_powershell(*bytes)
                                                                 : read_bash(*bytes));
  }
  const auto& kept = parsed_.emplace(script.path, std::move(script)).first->second;
  return kept.code ? &kept : nullptr;
}

std::optional<Closure> Library::function_named(std::string_view name) {
  if (!indexed_) {
    indexed_ = true;
    for (const std::string& path : scripts_) {
      const Script* script = is_powershell(path) ? this->script(path) : nullptr;
      if (script == nullptr) continue;
      for (const Node& node : script->code->file.children) {
        if (node.kind != NodeKind::function || node.text.empty()) continue;
        const auto [at, fresh] = functions_.try_emplace(lower(node.text), path, &node);
        if (!fresh) at->second = {"", nullptr};
      }
    }
  }
  const auto found = functions_.find(lower(name));
  if (found == functions_.end() || found->second.second == nullptr) return std::nullopt;
  const auto unit = std::make_shared<Unit>();
  unit->path = found->second.first;
  unit->powershell = true;
  unit->code = script(unit->path)->code;
  return Closure{found->second.second, unit};
}

std::optional<std::string> Library::resolve(std::string_view written,
                                            std::string_view folder) const {
  std::string path = plain(written);
  const auto mark = path.rfind(root_mark);
  const bool from_root = mark != std::string::npos;
  if (from_root) path.erase(0, mark + 1);
  std::vector<std::string> candidates;
  if (!from_root && !folder.empty()) candidates.push_back(std::string(folder) + "/" + path);
  candidates.push_back(path);
  for (const std::string& candidate : candidates) {
    auto tidy = tidy_path(candidate);
    if (!tidy || tidy->empty()) continue;
    for (const std::string& known : scripts_) {
      if (equal_folded(known, *tidy)) return known;
    }
    if (exists(*tidy)) return tidy;
  }
  while (path.starts_with("../") || path.starts_with("./")) path.erase(0, path.find('/') + 1);
  while (path.starts_with("/")) path.erase(0, 1);
  const std::string end = "/" + path;
  const std::string* found = nullptr;
  for (const std::string& known : scripts_) {
    if (!ends_with("/" + known, end)) continue;
    if (found != nullptr) return std::nullopt;
    found = &known;
  }
  if (found == nullptr || path.empty()) return std::nullopt;
  return *found;
}

void Library::reach(std::string_view root, std::string_view path) {
  reach_[std::string(root)].emplace(path);
}

std::set<std::string> Library::reached() const {
  std::set<std::string> dropped;
  for (const auto& [root, paths] : reach_) {
    for (const std::string& path : paths) {
      if (path == root) continue;
      const auto back = reach_.find(path);
      const bool mutual = back != reach_.end() && back->second.count(root) > 0;
      if (!mutual || root < path) dropped.insert(path);
    }
  }
  return dropped;
}

}  // namespace patdown::trace
