// Variables of a pipeline and what its pools are: the part of the walk that looks at neither steps
// nor templates of them.

#include "core/letters.h"
#include "token/pipeline/azure_walk.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown {
namespace {

constexpr int deepest = 64;

std::string first_text(const std::vector<Entry>& entries, std::string_view key,
                       Expander& expander) {
  for (const Entry& entry : entries)
    if (entry.key == key)
      for (Text& text : expander.texts(entry.value)) return std::move(text.raw);
  return {};
}

// "windows-latest", "vs2017-win2016", "NetCore-Public-Win-2022", "1es-windows-2022-open"
bool names_windows(const std::string& name) {
  return name.find("windows") != std::string::npos || name.starts_with("vs20") ||
         name.find("win2") != std::string::npos || name.find("win-") != std::string::npos ||
         name.find("win1") != std::string::npos || name == "hosted vs2017";
}

bool names_unix(const std::string& name) {
  constexpr std::array<std::string_view, 5> marks{"ubuntu", "linux", "mac", "rhel", "darwin"};
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return name.find(mark) != std::string::npos; });
}

}  // namespace

void AzureWalk::variables(const FramedYaml& value, VariableScope& scope, int depth) {
  if (depth > deepest || expander_.spent()) return;
  const auto add = [&](const std::string& name, const FramedYaml& content) {
    const std::string key = lower(name);
    steps_.declare(key);
    for (Text& text : expander_.texts(content)) scope.variables[key].push_back(std::move(text));
  };
  for (const FramedYaml& found : expander_.follow(value)) {
    for (const Entry& entry : expander_.entries(found))
      if (entry.value.node->kind == YamlKind::scalar) add(entry.key, entry.value);
    for (const FramedYaml& item : expander_.items(found)) {
      const std::vector<Entry> entries = expander_.entries(item);
      const std::string name = first_text(entries, "name", expander_);
      for (const Entry& entry : entries) {
        if (entry.key == "value" && !name.empty()) add(name, entry.value);
        if (entry.key == "group")
          for (Text& text : expander_.texts(entry.value)) groups_.insert(std::move(text.raw));
        if (entry.key == "template") variable_file(entries, scope, depth);
      }
    }
  }
}

// Adds the variables of a template; the scope at hand is the one that they go to.
void AzureWalk::variable_file(const std::vector<Entry>& item, VariableScope& scope, int depth) {
  const std::vector<Entry> passed = passed_to(item);
  for (const Entry& entry : item) {
    if (entry.key != "template") continue;
    for (const Text& name : expander_.texts(entry.value)) {
      const std::string path = files_.resolve(entry.value.frame->path, name.raw);
      if (path.empty()) outside_.insert(name.raw);
      if (path.empty() || std::find(open_.begin(), open_.end(), path) != open_.end()) continue;
      const TemplateFrame* frame = enter(path, passed);
      if (frame == nullptr) continue;
      open_.push_back(path);
      for (const Entry& part : expander_.entries({.node = &files_.get(path)->root, .frame = frame}))
        if (part.key == "variables") variables(part.value, scope, depth + 1);
      open_.pop_back();
    }
  }
}

// Every leg of a matrix sets variables of the job.
void AzureWalk::matrix(const FramedYaml& value, VariableScope& scope) {
  for (const Entry& leg : expander_.entries(value))
    for (const Entry& entry : expander_.entries(leg.value)) {
      const std::string key = lower(entry.key);
      steps_.declare(key);
      auto& known = scope.variables[key];
      for (Text& text : expander_.texts(entry.value)) {
        const bool there = std::any_of(known.begin(), known.end(),
                                       [&](const Text& other) { return other.raw == text.raw; });
        if (!there && known.size() < 16) known.push_back(std::move(text));
      }
    }
}

// A pool that says nothing about its system leaves the job as it is.
void AzureWalk::pool(const FramedYaml& value, Job& job, int depth) {
  bool windows = false;
  bool other = false;
  const auto look_at = [&](const Text& text) {
    std::string name = lower(text.raw);
    std::vector<Text> ways{text};
    if (name.starts_with("$(") && name.ends_with(")"))
      if (const auto* known = find(job.scope, name.substr(2, name.size() - 3))) ways = *known;
    for (const Text& way : ways) {
      name = lower(way.raw);
      if (names_windows(name)) windows = true;
      if (names_unix(name)) other = true;
    }
  };
  if (depth > 4) return;
  for (const FramedYaml& found : expander_.follow(value)) {
    for (const Text& text : expander_.texts(found)) look_at(text);
    for (const Entry& entry : expander_.entries(found)) {
      for (const Text& text : expander_.texts(entry.value)) look_at(text);
      if (entry.key == "demands")
        for (const FramedYaml& item : expander_.items(entry.value))
          for (const Text& text : expander_.texts(item)) look_at(text);
    }
  }
  if (windows || other) job.windows = windows && !other;
}

}  // namespace patdown
