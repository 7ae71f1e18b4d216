#include "token/pipeline/azure_shape.h"

#include "core/letters.h"
#include "token/pipeline/azure.h"
#include "token/pipeline/expand.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps
constexpr std::array<std::string_view, 15> step_keys{
    "task",       "script",   "bash",         "pwsh",      "powershell",
    "checkout",   "template", "download",     "publish",   "downloadBuild",
    "getPackage", "upload",   "restoreCache", "saveCache", "reviewApp"};

// Keys at the root that belong to other systems: Kubernetes, GitHub, GitLab, Compose, CircleCI, …
constexpr std::array<std::string_view, 14> foreign_keys{
    "apiVersion", "kind",  "on",        "runs",    "services", "workflows",   "orbs",
    "language",   "image", "pipelines", "openapi", "swagger",  "definitions", "version"};

constexpr std::array<std::string_view, 3> starting_keys{"trigger", "pr", "schedules"};

bool is_template_key(std::string_view key) {
  return key.substr(0, 3) == "${{";
}

bool is_expression(const Yaml& node) {
  return node.kind == YamlKind::scalar && is_template_key(node.text);
}

template <typename Accepts>
bool any_item(const Yaml& list, Accepts accepts) {
  if (is_expression(list)) return true;
  if (list.kind == YamlKind::map)
    return std::any_of(list.entries.begin(), list.entries.end(),
                       [](const auto& entry) { return is_template_key(entry.key.text); });
  return std::any_of(list.items.begin(), list.items.end(), [&](const Yaml& item) {
    if (is_expression(item)) return true;
    return std::any_of(item.entries.begin(), item.entries.end(), [&](const auto& entry) {
      return is_template_key(entry.key.text) || accepts(entry.key.text);
    });
  });
}

bool is_azure_list(std::string_view key, const Yaml& value) {
  if (key == "steps") return any_item(value, is_step_key);
  if (key == "jobs" || key == "phases")
    return any_item(value, [](std::string_view name) {
      return name == "job" || name == "deployment" || name == "phase" || name == "template";
    });
  if (key == "stages")
    return any_item(value,
                    [](std::string_view name) { return name == "stage" || name == "template"; });
  return key == "extends" && find(value, "template") != nullptr;
}

bool has_list(const Yaml& map, int depth) {
  return depth < 8 && std::any_of(map.entries.begin(), map.entries.end(), [&](const auto& entry) {
           if (is_template_key(entry.key.text)) return has_list(entry.value, depth + 1);
           return is_azure_list(entry.key.text, entry.value);
         });
}

bool is_foreign_path(std::string_view path) {
  constexpr std::array<std::string_view, 8> marks{
      ".github/workflows/",    ".gitlab-ci",  ".circleci/",   ".travis.y",
      "bitbucket-pipelines.y", ".buildkite/", "cloudbuild.y", "docker-compose"};
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return path.find(mark) != std::string_view::npos;
  });
}

// Whether a line of the text begins with `start`, after a list's dash and blanks if `inside`.
bool has_line(std::string_view text, std::string_view start, bool inside) {
  for (std::size_t at = text.find(start); at != std::string_view::npos;
       at = text.find(start, at + 1)) {
    std::size_t before = at;
    while (inside && before > 0 && (text[before - 1] == ' ' || text[before - 1] == '-')) --before;
    if (before == 0 || text[before - 1] == '\n') return true;
  }
  return false;
}

}  // namespace

bool is_step_key(std::string_view key) {
  return std::find(step_keys.begin(), step_keys.end(), key) != step_keys.end();
}

bool may_be_azure_pipeline(std::string_view path, std::string_view text) {
  if (!path.ends_with(".yml") && !path.ends_with(".yaml")) return false;
  if (is_foreign_path(path)) return false;
  const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (has("steps") || has("jobs") || has("stages") || has("phases") || has("extends")) return true;
  const bool list = text.starts_with("- ") || has("\n- ");
  return list && (has("- bash:") || has("- pwsh:") || has("- powershell:") || has("- task:"));
}

bool is_list_of_steps(const Yaml& root) {
  constexpr std::array<std::string_view, 4> telling{"task", "bash", "pwsh", "powershell"};
  const auto has_key = [](const Yaml& item, const auto& accepts) {
    return std::any_of(item.entries.begin(), item.entries.end(),
                       [&](const auto& entry) { return accepts(entry.key.text); });
  };
  const auto tells = [&](std::string_view key) {
    return std::find(telling.begin(), telling.end(), key) != telling.end();
  };
  return root.kind == YamlKind::list &&
         std::all_of(root.items.begin(), root.items.end(),
                     [&](const Yaml& item) { return has_key(item, is_step_key); }) &&
         std::any_of(root.items.begin(), root.items.end(),
                     [&](const Yaml& item) { return has_key(item, tells); });
}

bool has_azure_shape(const Yaml& root) {
  for (const std::string_view key : foreign_keys)
    if (find(root, key) != nullptr) return false;
  return has_list(root, 0);
}

bool starts_by_itself(const Yaml& root) {
  return std::any_of(starting_keys.begin(), starting_keys.end(),
                     [&](std::string_view key) { return find(root, key) != nullptr; });
}

bool reads_like_azure_pipeline(std::string_view path, std::string_view text) {
  if (lower(path.substr(path.rfind('/') + 1)).starts_with("azure-pipelines")) return true;
  const bool list = has_line(text, "steps:", false) || has_line(text, "jobs:", false) ||
                    has_line(text, "stages:", false) || has_line(text, "extends:", false);
  const bool other = has_line(text, "on:", false) || has_line(text, "apiVersion:", false) ||
                     has_line(text, "kind:", false);
  if (!list || other) return false;
  constexpr std::array<std::string_view, 9> inside{
      "task: ",     "script: ", "bash: ",  "pwsh: ",    "powershell: ",
      "checkout: ", "job: ",    "stage: ", "template: "};
  return std::any_of(inside.begin(), inside.end(),
                     [&](std::string_view start) { return has_line(text, start, true); });
}

bool is_azure_pipeline(std::string_view path, std::string_view text) {
  if (!may_be_azure_pipeline(path, text)) return false;
  const YamlFile file = read_yaml(path, text);
  return file.parsed && (has_azure_shape(file.root) || is_list_of_steps(file.root));
}

}  // namespace patdown
