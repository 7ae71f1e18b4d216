#include "token/trace/crates.h"

#include "token/trace/library.h"
#include "token/trace/modules.h"

#include <algorithm>

namespace patdown::trace {
namespace {

bool is_relative(std::string_view module) {
  const std::string_view first = module.substr(0, module.find('.'));
  return first == "crate" || first == "super" || first == "self";
}

}  // namespace

std::optional<std::string> crate_file(const Machine& machine, std::string_view module) {
  const std::string& path = machine.unit->path;
  const std::string name = path.substr(path.rfind('/') + 1);
  std::string folder = folder_of(path);
  // The modules below a.rs stand in a/, those below mod.rs beside it.
  const bool root = name == "mod.rs" || name == "lib.rs" || name == "main.rs";
  if (!root) folder = joined_path(folder, name.substr(0, name.rfind('.')));
  const auto dot = module.find('.');
  const std::string_view first = module.substr(0, dot);
  if (!is_relative(module)) return std::nullopt;
  std::string rest(dot == std::string_view::npos ? std::string_view() : module.substr(dot + 1));
  if (first == "crate") {
    while (!folder.empty() && folder != "src" && !folder.ends_with("/src"))
      folder = folder_of(folder);
  } else if (first == "super") {
    folder = folder_of(folder);
    while (rest.starts_with("super.")) {
      rest.erase(0, 6);
      folder = folder_of(folder);
    }
  }
  std::replace(rest.begin(), rest.end(), '.', '/');
  const std::string base = joined_path(folder, rest);
  for (const std::string& file : {base + ".rs", base + "/mod.rs", joined_path(folder, "lib.rs")}) {
    if (file.ends_with("/lib.rs") && !rest.empty()) continue;
    if (machine.library.exists(file)) return file;
  }
  return std::nullopt;
}

ValueRef crate_module(const Machine& machine, const ValueRef& value) {
  if (machine.unit->language != "rust" || value->kind != ValueKind::symbol || is_own(value)) {
    return value;
  }
  const auto path = crate_file(machine, value->text);
  return path ? own_symbol(*path, "") : value;
}

ValueRef crate_import(Machine& machine, const std::string& module, const std::string& member) {
  if (const auto path = crate_file(machine, member.empty() ? module : module + "." + member)) {
    return own_symbol(*path, "");
  }
  if (const auto path = crate_file(machine, module)) return own_symbol(*path, member);
  if (is_relative(module)) {
    const auto path = machine.library.file_of_type(member, "rust");
    if (path) return own_symbol(*path, member);
  }
  return symbol(member.empty() ? module : module + "." + member);
}

}  // namespace patdown::trace
