#include "token/trace/package_scripts.h"

#include "token/trace/library.h"
#include "token/trace/operands.h"
#include "token/trace/script_run.h"
#include "token/trace/stranger.h"
#include "token/trace/variant.h"

#include <array>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace patdown::trace {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 20;

// The text of a member of `scripts`; nullopt if it has none.
std::optional<std::string> script_of(const nlohmann::json& package, const std::string& name) {
  const auto scripts = package.find("scripts");
  if (scripts == package.end() || !scripts->is_object()) return std::nullopt;
  const auto script = scripts->find(name);
  if (script == scripts->end() || !script->is_string()) return std::nullopt;
  return script->get<std::string>();
}

}  // namespace

PackageRun run_package_script(Machine& machine, const Given& given, const std::string& name,
                              const ValueRef& folder, const ProgramWords& rest) {
  const std::optional<std::string> path = exact_file(machine, folder, "package.json");
  const auto text = path ? machine.library.text(*path) : std::nullopt;
  if (!text || text->size() > max_bytes) return PackageRun::unknown;
  const auto package = nlohmann::json::parse(*text, nullptr, false);
  if (!package.is_object()) return PackageRun::unknown;
  if (!script_of(package, name)) return PackageRun::missing;
  if (!machine.loaded.insert(*path + "\n" + name).second) return PackageRun::ran;
  const ValueRef before = std::exchange(
      machine.directory, text_value(std::string(1, root_mark) + "/" + folder_of(*path)));
  const bool within = std::exchange(machine.in_package, true);
  for (const char* hook : {"pre", "", "post"}) {
    const auto script = script_of(package, hook + name);
    if (!script) continue;
    std::vector<ValueRef> line = {text_value(*script)};
    for (const ValueRef& word : *hook == '\0' ? rest : ProgramWords()) {
      line.push_back(text_value(" "));
      line.push_back(word);
    }
    run_line(machine, expanded(machine, join(std::move(line)), given.node->line), *given.node);
  }
  machine.in_package = within;
  machine.directory = before;
  return PackageRun::ran;
}

}  // namespace patdown::trace
