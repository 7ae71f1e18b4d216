#include "token/pipeline/azure_export.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/pipeline/azure_files.h"
#include "token/pipeline/azure_walk.h"
#include "token/pipeline/yaml.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown {
namespace {

// https://github.com/microsoft/azure-pipelines-tasks: `id` and `name` of task.json.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> names_of_tasks = {{
    {"6c731c3c-3c68-459a-a5c9-bde6e6595b5b", "Bash"},
    {"e213ff0f-5d5c-4791-802d-52ea3e7be1f1", "PowerShell"},
    {"d9bafed4-0b18-4f58-968d-86655b4d2ce9", "CmdLine"},
    {"bfc8bf76-e7ac-4a8c-9a55-a944a9f632fd", "BatchScript"},
    {"46e4be58-730b-4389-8a2f-ea10b3e5e815", "AzureCLI"},
    {"72a1931b-effb-4d2e-8fd8-f8472a07cb62", "AzurePowerShell"},
    {"6392f95f-7e76-4a18-b3c7-7f078d2f7700", "PythonScript"},
    {"9c3e8943-130d-4c78-ac63-8af81df62dfb", "InvokeRESTAPI"},
    {"e28912f1-0114-4464-802a-a3a35437fd16", "Docker"},
    {"fe47e961-9fa8-4106-8639-368c022d43ad", "Npm"},
}};

std::string name_of_task(std::string_view id) {
  std::string folded = lower(id);
  for (const auto& [known, name] : names_of_tasks) {
    if (known == folded) return std::string(name);
  }
  return folded;
}

Yaml scalar(std::string text, const Yaml& at) {
  Yaml node;
  node.text = std::move(text);
  node.line = at.line;
  node.column = at.column;
  return node;
}

Yaml holder(YamlKind kind, const Yaml& at) {
  Yaml node = scalar("", at);
  node.kind = kind;
  return node;
}

void put(Yaml& map, const char* key, Yaml value) {
  Yaml name = scalar(key, value);
  map.entries.push_back({.key = std::move(name), .value = std::move(value)});
}

std::string text_of(const Yaml& map, std::string_view key) {
  const Yaml* value = find(map, key);
  return value != nullptr && value->kind == YamlKind::scalar ? value->text : std::string();
}

// The id of what a step runs; empty if `item` is none.
std::string task_of(const Yaml& item) {
  const Yaml* inputs = find(item, "inputs");
  if (inputs == nullptr || inputs->kind != YamlKind::map) return {};
  const Yaml* task = find(item, "task");
  return task == nullptr ? text_of(item, "taskId") : text_of(*task, "id");
}

Yaml step_of(const Yaml& item) {
  const Yaml* task = find(item, "task");
  const std::string version =
      task == nullptr ? text_of(item, "version") : text_of(*task, "versionSpec");
  Yaml step = holder(YamlKind::map, item);
  const std::string major = version.substr(0, version.find('.'));
  put(step, "task", scalar(name_of_task(task_of(item)) + "@" + major, item));
  put(step, "inputs", *find(item, "inputs"));
  const Yaml* environment = find(item, "environment");
  if (environment != nullptr) put(step, "env", *environment);
  return step;
}

// "variables": {"x": {"value": "y"}}, "variableGroups": [{"name": "z"}]
Yaml variables_of(const Yaml& map) {
  Yaml list = holder(YamlKind::list, map);
  if (const Yaml* variables = find(map, "variables")) {
    for (const auto& [name, variable] : variables->entries) {
      const Yaml* value = find(variable, "value");
      if (value == nullptr || value->text.empty() || text_of(variable, "isSecret") == "true") {
        continue;
      }
      Yaml item = holder(YamlKind::map, variable);
      put(item, "name", name);
      put(item, "value", *value);
      list.items.push_back(std::move(item));
    }
  }
  if (const Yaml* groups = find(map, "variableGroups")) {
    for (const Yaml& group : groups->items) {
      const Yaml* name = find(group, "name");
      if (name == nullptr) continue;
      Yaml item = holder(YamlKind::map, group);
      put(item, "group", *name);
      list.items.push_back(std::move(item));
    }
  }
  return list;
}

// The image of a phase's agents, however deep below it.
const Yaml* image_of(const Yaml& map, int depth) {
  if (depth > 3) return nullptr;
  if (const Yaml* image = find(map, "identifier")) return image;
  for (const auto& [key, value] : map.entries) {
    const Yaml* found = image_of(value, depth + 1);
    if (found != nullptr) return found;
  }
  return nullptr;
}

// Definitions hold phases or environments, and these hold steps: each is a job within the job of
// what holds it, for its variables.
class Reader {
 public:
  Yaml job_of(const Yaml& map) {
    Yaml job = holder(YamlKind::map, map);
    Yaml variables = variables_of(map);
    if (!variables.items.empty()) put(job, "variables", std::move(variables));
    if (const Yaml* image = image_of(map, 0)) put(job, "pool", *image);
    Yaml jobs = holder(YamlKind::list, map);
    Yaml steps = holder(YamlKind::list, map);
    for (const auto& [key, value] : map.entries) {
      if (value.kind == YamlKind::map) add_job(value, jobs);
      for (const Yaml& item : value.items) {
        if (task_of(item).empty()) {
          add_job(item, jobs);
        } else if (text_of(item, "enabled") != "false") {
          steps.items.push_back(step_of(item));
          ++steps_;
        }
      }
    }
    if (!steps.items.empty()) put(job, "steps", std::move(steps));
    if (!jobs.items.empty()) put(job, "jobs", std::move(jobs));
    return job;
  }

  std::size_t steps() const { return steps_; }

 private:
  void add_job(const Yaml& map, Yaml& jobs) {
    if (map.kind != YamlKind::map) return;
    const std::size_t before = steps_;
    Yaml job = job_of(map);
    if (steps_ == before) return;
    put(job, "job", scalar(std::to_string(map.line) + ":" + std::to_string(map.column), map));
    jobs.items.push_back(std::move(job));
  }

  std::size_t steps_ = 0;
};

}  // namespace

std::vector<Pipeline> read_azure_exports(const Tree& tree,
                                         const std::set<std::string, std::less<>>& paths) {
  AzureFiles files(tree);
  std::vector<Pipeline> pipelines;
  for (const std::string& path : paths) {
    const auto text = tree.read(path);
    if (!text) continue;
    YamlFile file = read_yaml(path, *text);
    if (file.root.kind == YamlKind::list) {
      Yaml all = holder(YamlKind::map, file.root);
      put(all, "all", std::move(file.root));
      file.root = std::move(all);
    }
    Reader reader;
    file.root = reader.job_of(file.root);
    if (reader.steps() == 0) continue;
    files.put(path, std::move(file));
    pipelines.push_back(AzureWalk(files, path).read());
  }
  return pipelines;
}

}  // namespace patdown
