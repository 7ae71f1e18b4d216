#include "token/trace/tool_tasks.h"

#include "core/letters.h"
#include "token/table.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace patdown::trace {
namespace {

struct ToolTask {
  std::string_view name;     // lower case, without the version
  std::string_view program;  // empty: the first input names it
  std::string_view inputs;   // in the order of the command line
  bool custom = false;       // if `command: custom` says so
};

constexpr std::array<ToolTask, 9> tasks = {{
    {"gradle", "gradle", "tasks options"},
    {"maven", "mvn", "goals options"},
    {"npm", "npm", "customcommand", true},
    {"dotnetcorecli", "dotnet", "custom arguments", true},
    {"nugetcommand", "nuget", "arguments", true},
    {"cmdline", "", "filename arguments"},
    {"commandline", "", "filename arguments"},
    {"gradle/gradle-build-action", "gradle", "arguments"},
    {"burrunan/gradle-cache-action", "gradle", "arguments"},
}};

const PipelineText* input_of(const Step& step, std::string_view name) {
  const auto found = std::find_if(step.inputs.begin(), step.inputs.end(),
                                  [name](const auto& input) { return input.first == name; });
  return found == step.inputs.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<PipelineText> command_of_task(const Step& step) {
  const std::string name = lower(step.task.substr(0, step.task.find('@')));
  const auto* const task = std::find_if(tasks.begin(), tasks.end(),
                                        [&name](const ToolTask& one) { return one.name == name; });
  if (task == tasks.end()) return std::nullopt;
  const PipelineText* command = input_of(step, "command");
  if (task->custom && (command == nullptr || lower(command->text) != "custom")) return std::nullopt;
  PipelineText line;
  line.text = task->program;
  for (const std::string_view input : split_words(task->inputs)) {
    const PipelineText* text = input_of(step, input);
    if (text == nullptr || text->text.empty()) continue;
    if (line.line == 0) line.line = text->line;
    line.text.append(line.text.empty() ? "" : " ").append(text->text);
  }
  if (line.line == 0) return std::nullopt;
  std::replace(line.text.begin(), line.text.end(), '\n', ' ');
  std::replace(line.text.begin(), line.text.end(), '\r', ' ');
  return line;
}

}  // namespace patdown::trace
