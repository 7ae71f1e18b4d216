#include "token/trace/workspace.h"

#include "token/trace/library.h"

#include <array>
#include <vector>

namespace patdown::trace {
namespace {

// A file, or a folder that holds scripts.
std::optional<std::string> file_or_folder(const Library& library, const std::string& base) {
  if (auto file = script_file(library, base)) return file;
  for (const char* language : {"typescript", "javascript"}) {
    if (!library.files_in(base, language).empty()) return base + "/";
  }
  return std::nullopt;
}

// Below the nearest folder above `from` in which it is found.
std::optional<std::string> aliased(const Library& library, std::string_view from,
                                   std::string_view rest) {
  std::string folder = folder_of(from);
  while (true) {
    for (const char* source : {"src", ""}) {
      if (auto file = script_file(library, joined_path(joined_path(folder, source), rest)))
        return file;
    }
    if (folder.empty()) return std::nullopt;
    folder = folder_of(folder);
  }
}

// The "name" of a package.json; empty if it has none.
std::string package_name(std::string_view text) {
  constexpr std::string_view key = "\"name\"";
  const auto at = text.find(key);
  const auto open = at == std::string_view::npos ? at : text.find('"', at + key.size());
  const auto close = open == std::string_view::npos ? open : text.find('"', open + 1);
  if (close == std::string_view::npos) return {};
  return std::string(text.substr(open + 1, close - open - 1));
}

}  // namespace

// Names that two folders have mean neither; what package.json says comes first.
void Library::find_workspaces() {
  if (workspaces_found_) return;
  workspaces_found_ = true;
  std::map<std::string, std::optional<std::string>, std::less<>> declared;
  const auto note = [](auto& names, const std::string& name, const std::string& folder) {
    const auto [at, fresh] = names.try_emplace(name, folder);
    if (!fresh && at->second != folder) at->second.reset();
  };
  for (const std::string& path : tree_.paths()) {
    if (is_foreign(path)) continue;
    const std::string folder = folder_of(path);
    if (path.ends_with("/package.json")) {
      const std::optional<std::string> text = tree_.read(path);
      if (text) note(declared, package_name(*text), folder);
    }
    const std::string_view language = program_language(path);
    if (language != "javascript" && language != "typescript") continue;
    for (std::string above = folder; !above.empty(); above = folder_of(above)) {
      note(workspaces_, above.substr(above.rfind('/') + 1), above);
    }
  }
  for (auto& [name, folder] : declared) workspaces_[name] = std::move(folder);
}

std::optional<std::string> Library::folder_of_workspace(std::string_view package) {
  find_workspaces();
  const auto found = workspaces_.find(package);
  return found == workspaces_.end() ? std::nullopt : found->second;
}

std::optional<std::string> script_file(const Library& library, const std::string& base) {
  static constexpr std::array<const char*, 13> ends = {
      "",     ".ts",  ".tsx",  ".js",       ".mjs",      ".cjs",      ".jsx",
      ".mts", ".cts", ".json", "/index.ts", "/index.js", "/index.mjs"};
  if (base.ends_with(".js")) {
    const std::string typed = base.substr(0, base.size() - 3) + ".ts";
    if (library.exists(typed)) return typed;
  }
  for (const char* end : ends) {
    if (library.exists(base + end)) return base + end;
  }
  return std::nullopt;
}

std::optional<std::string> workspace_module(Library& library, std::string_view from,
                                            std::string_view module) {
  if (module.starts_with("@/") || module.starts_with("~/")) {
    return aliased(library, from, module.substr(2));
  }
  if (module.starts_with("src/")) return aliased(library, from, module.substr(4));
  auto slash = module.find('/');
  if (module.starts_with('@') && slash != std::string_view::npos)
    slash = module.find('/', slash + 1);
  const std::string_view name = module.substr(0, slash);
  const std::string_view rest =
      slash == std::string_view::npos ? std::string_view() : module.substr(slash + 1);
  const std::optional<std::string> folder = library.folder_of_workspace(name);
  if (!folder) return std::nullopt;
  for (const char* source : {"src", "lib", "source", ""}) {
    if (auto found = file_or_folder(library, joined_path(joined_path(*folder, source), rest)))
      return found;
  }
  return std::nullopt;
}

}  // namespace patdown::trace
