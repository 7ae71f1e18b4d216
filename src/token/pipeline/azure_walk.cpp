#include "token/pipeline/azure_walk.h"

#include "core/letters.h"
#include "token/pipeline/azure_shape.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown {
namespace {

constexpr int deepest = 64;  // of templates and containers, one in another

// Hooks of a deployment's strategy.
// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-deployment-strategy
constexpr std::array<std::string_view, 10> hooks{
    "runOnce", "rolling",          "canary",  "preDeploy", "deploy",
    "on",      "postRouteTraffic", "success", "failure",   "routeTraffic"};

bool is_hook(std::string_view key) {
  return std::find(hooks.begin(), hooks.end(), key) != hooks.end();
}

bool is_label(std::string_view key) {
  return key == "stage" || key == "job" || key == "deployment" || key == "phase";
}

bool has_key(const std::vector<Entry>& entries, std::string_view key) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Entry& entry) { return entry.key == key; });
}

}  // namespace

AzureWalk::AzureWalk(AzureFiles& files, std::string path)
    : files_(files), path_(std::move(path)), steps_(pipeline_, expander_) {
  pipeline_.path = path_;
}

Pipeline AzureWalk::read() {
  file(path_, {}, {});
  if (expander_.spent()) say(path_, 1, "templates expand to more than can be read");
  if (steps_.full()) say(path_, 1, "more than 5,000 steps");
  pipeline_.outside.assign(outside_.begin(), outside_.end());
  pipeline_.variable_groups.assign(groups_.begin(), groups_.end());
  std::sort(pipeline_.partly_read.begin(), pipeline_.partly_read.end());
  return std::move(pipeline_);
}

void AzureWalk::say(const std::string& path, std::size_t line, const std::string& why) {
  const PartlyRead note{.path = path, .line = line, .why = why};
  const auto& known = pipeline_.partly_read;
  if (std::find(known.begin(), known.end(), note) == known.end())
    pipeline_.partly_read.push_back(note);
}

// The frame of one use of a file: what was passed, else the defaults.
const TemplateFrame* AzureWalk::enter(const std::string& path, const std::vector<Entry>& passed) {
  const YamlFile* file = files_.get(path);
  if (file == nullptr) return nullptr;
  used_.insert(path);
  for (const PartlyRead& note : file->partly_read) say(note.path, note.line, note.why);
  TemplateFrame& frame = expander_.add_frame();
  frame.path = path;
  for (const Entry& entry : passed) frame.parameters[lower(entry.key)].push_back(entry.value);
  const Yaml* declared = find(file->root, "parameters");
  if (declared == nullptr) return &frame;
  const auto add_default = [&](const std::string& name, const Yaml* value) {
    auto& values = frame.parameters[lower(name)];
    if (values.empty() && value != nullptr) values.push_back({.node = value, .frame = &frame});
  };
  for (const auto& [name, value] : declared->entries) add_default(name.text, &value);
  for (const Yaml& item : declared->items) {
    const Yaml* name = find(item, "name");
    if (name == nullptr) continue;
    add_default(name->text, find(item, "default"));
    const Yaml* choices = find(item, "values");
    if (choices == nullptr || !open_.empty()) continue;
    // Whoever starts the pipeline by hand picks one of them.
    for (const Yaml& choice : choices->items)
      frame.parameters[lower(name->text)].push_back({.node = &choice, .frame = &frame});
  }
  return &frame;
}

void AzureWalk::file(const std::string& path, const std::vector<Entry>& passed, Job job) {
  if (std::find(open_.begin(), open_.end(), path) != open_.end()) {
    say(path, 1, "the template includes itself");
    return;
  }
  if (++job.depth > deepest) {
    say(path, 1, "templates nested more than 64 deep");
    return;
  }
  const TemplateFrame* frame = enter(path, passed);
  if (frame == nullptr) return;
  open_.push_back(path);
  container(expander_.entries({.node = &files_.get(path)->root, .frame = frame}), std::move(job));
  open_.pop_back();
}

// A pipeline, a stage, a job, a hook: they all hold variables, a pool, and what runs.
void AzureWalk::container(const std::vector<Entry>& entries, Job job) {
  if (++job.depth > deepest || expander_.spent() || steps_.full()) return;
  VariableScope& scope = scopes_.emplace_back();
  scope.outer = job.scope;
  job.scope = &scope;
  expander_.scope = &scope;
  for (const Entry& entry : entries)
    if (entry.key == "variables") variables(entry.value, scope, job.depth);
  for (const Entry& entry : entries)
    if (entry.key == "strategy")
      for (const Entry& part : expander_.entries(entry.value))
        if (part.key == "matrix") matrix(part.value, scope);
  for (const Entry& entry : entries) {
    if (entry.key == "pool" || entry.key == "queue") pool(entry.value, job, 0);
    if (!is_label(entry.key)) continue;
    if (!job.where.empty()) job.where += ", ";
    job.where += (entry.key == "phase" ? "job " : entry.key + " ") + label(entry.value);
  }
  for (const Entry& entry : entries) {
    expander_.scope = &scope;
    members(entry, job);
  }
}

void AzureWalk::members(const Entry& entry, const Job& job) {
  if (entry.key == "steps") list(entry.value, job, true);
  if (entry.key == "stages" || entry.key == "jobs" || entry.key == "phases")
    list(entry.value, job, false);
  if (entry.key == "resources") resources(entry.value);
  if (entry.key == "extends") reference(expander_.entries(entry.value), job);
  if (entry.key == "strategy")
    for (const Entry& part : expander_.entries(entry.value))
      if (is_hook(part.key)) container(expander_.entries(part.value), job);
  if (is_hook(entry.key)) container(expander_.entries(entry.value), job);
}

void AzureWalk::resources(const FramedYaml& value) {
  constexpr std::size_t most = 100;
  for (const Entry& kind : expander_.entries(value)) {
    if (kind.key != "repositories") continue;
    for (const FramedYaml& item : expander_.items(kind.value)) {
      RepositoryResource found;
      found.line = item.node->line;
      for (const Entry& entry : expander_.entries(item)) {
        if (entry.key == "repository") found.alias = label(entry.value);
        if (entry.key == "name") found.name = label(entry.value);
        if (entry.key == "type") found.type = lower(label(entry.value));
        if (entry.key == "endpoint") found.endpoint = label(entry.value);
      }
      if (pipeline_.repositories.size() < most) pipeline_.repositories.push_back(std::move(found));
    }
  }
}

void AzureWalk::list(const FramedYaml& value, const Job& job, bool steps) {
  for (const FramedYaml& item : expander_.items(value)) {
    if (expander_.spent() || steps_.full()) return;
    const std::vector<Entry> entries = expander_.entries(item);
    if (has_key(entries, "template"))
      reference(entries, job);
    else if (steps)
      steps_.add(item, job);
    else
      container(entries, job);
    expander_.scope = job.scope;
  }
}

std::vector<Entry> AzureWalk::passed_to(const std::vector<Entry>& entries) {
  std::vector<Entry> passed;
  for (const Entry& entry : entries)
    if (entry.key == "parameters")
      for (Entry& parameter : expander_.entries(entry.value))
        passed.push_back(std::move(parameter));
  return passed;
}

void AzureWalk::reference(const std::vector<Entry>& entries, const Job& job) {
  const std::vector<Entry> passed = passed_to(entries);
  for (const Entry& entry : entries) {
    if (entry.key != "template") continue;
    for (const Text& name : expander_.texts(entry.value)) {
      if (name.raw.empty()) continue;
      const std::string path = files_.resolve(entry.value.frame->path, name.raw);
      if (path.empty()) {
        steps_.add_outside(entry.value, name.raw, passed, job);
        outside(name.raw, passed, job);
      } else {
        file(path, passed, job);
      }
      expander_.scope = job.scope;
    }
  }
}

// The template is not here, but what is passed to it may hold steps, and they run.
void AzureWalk::outside(const std::string& name, const std::vector<Entry>& passed, const Job& job) {
  constexpr std::array<std::string_view, 5> read_as_container{"steps", "jobs", "stages",
                                                              "variables", "pool"};
  outside_.insert(name);
  if (job.depth > deepest) return;
  Job inner = job;
  ++inner.depth;
  for (const Entry& entry : passed) {
    if (std::find(read_as_container.begin(), read_as_container.end(), entry.key) !=
        read_as_container.end())
      continue;
    for (const FramedYaml& value : expander_.follow(entry.value)) {
      if (value.node->kind == YamlKind::map) outside(name, expander_.entries(value), inner);
      for (const FramedYaml& item : expander_.items(value)) {
        loose_item(item, inner);
        expander_.scope = job.scope;
      }
    }
  }
  container(passed, inner);
}

// An item of a list whose name says nothing: whatever it looks like.
void AzureWalk::loose_item(const FramedYaml& item, const Job& job) {
  const std::vector<Entry> entries = expander_.entries(item);
  const auto is_step = [](const Entry& entry) { return is_step_key(entry.key); };
  if (has_key(entries, "template"))
    reference(entries, job);
  else if (std::any_of(entries.begin(), entries.end(), is_step))
    steps_.add(item, job);
  else if (has_key(entries, "steps") || has_key(entries, "jobs"))
    container(entries, job);
}

std::string AzureWalk::label(const FramedYaml& value) {
  const std::vector<Text> texts = expander_.texts(value);
  return texts.empty() ? std::string() : texts.front().raw;
}

}  // namespace patdown
