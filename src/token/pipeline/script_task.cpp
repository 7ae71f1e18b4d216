#include "token/pipeline/script_task.h"

#include "core/letters.h"
#include "token/pipeline/expand.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

constexpr ScriptTask tasks[] = {
    {"bash", "bash", "", "targettype", false, "script", "filepath scriptpath", "arguments args"},
    {"powershell", "powershell", "", "targettype scripttype", false, "script inlinescript",
     "filepath scriptname", "arguments"},
    {"cmdline", "shell", "", "", true, "script", "", ""},
    {"batchscript", "cmd", "", "", false, "", "filename", "arguments"},
    {"shellscript", "bash", "", "", false, "", "scriptpath", "args"},
    {"azurecli", "", "scripttype", "scriptlocation", false, "inlinescript", "scriptpath",
     "arguments scriptarguments args"},
    {"azurepowershell", "powershell", "", "scripttype", false, "inline inlinescript", "scriptpath",
     "scriptarguments arguments"},
    {"pythonscript", "python", "", "scriptsource", false, "script", "scriptpath", "arguments"},
    // The same tasks by their ids, as exported task groups have them.
    {"6c731c3c-3c68-459a-a5c9-bde6e6595b5b", "bash", "", "targettype", false, "script",
     "filepath scriptpath", "arguments args"},
    {"e213ff0f-5d5c-4791-802d-52ea3e7be1f1", "powershell", "", "targettype scripttype", false,
     "script inlinescript", "filepath scriptname", "arguments"},
    {"d9bafed4-0b18-4f58-968d-86655b4d2ce9", "shell", "", "", true, "script", "", ""},
    {"46e4be58-730b-4389-8a2f-ea10b3e5e815", "", "scripttype", "scriptlocation", false,
     "inlinescript", "scriptpath", "arguments scriptarguments args"},
};

constexpr std::pair<std::string_view, std::string_view> languages[] = {
    {"bash", "bash"},         {"sh", "bash"},
    {"pscore", "powershell"}, {"ps", "powershell"},
    {"ps1", "powershell"},    {"psm1", "powershell"},
    {"pwsh", "powershell"},   {"powershell", "powershell"},
    {"batch", "cmd"},         {"cmd", "cmd"},
    {"bat", "cmd"},           {"py", "python"},
    {"python", "python"},     {"js", "javascript"},
    {"mjs", "javascript"},
};

}  // namespace

const ScriptTask* find_script_task(std::string_view task) {
  const std::string name = lower(task.substr(0, task.find('@')));
  const auto* const found = std::find_if(std::begin(tasks), std::end(tasks),
                                         [&](const ScriptTask& row) { return row.name == name; });
  return found == std::end(tasks) ? nullptr : found;
}

std::string language_named(std::string_view word) {
  const std::string name = lower(word);
  for (const auto& [known, language] : languages)
    if (known == name) return std::string(language);
  return {};
}

std::string language_of_file(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  return dot == std::string_view::npos ? std::string() : language_named(file.substr(dot + 1));
}

}  // namespace patdown
