#include "token/pipeline/azure_step.h"

#include "core/letters.h"
#include "token/pipeline/azure_shape.h"
#include "token/pipeline/script_macro.h"

#include <algorithm>
#include <tuple>

namespace patdown {
namespace {

constexpr std::size_t most_variants = 8;
constexpr std::size_t most_steps = 5'000;

using Meanings = std::map<std::string, std::vector<PipelineText>>;

bool is_among(std::string_view name, std::string_view names) {
  const std::string padded = " " + std::string(names) + " ";
  return padded.find(" " + std::string(name) + " ") != std::string::npos;
}

bool same(const PipelineText& a, const PipelineText& b) {
  return std::tie(a.line, a.column, a.text) == std::tie(b.line, b.column, b.text);
}

bool same(const std::vector<std::pair<std::string, PipelineText>>& a,
          const std::vector<std::pair<std::string, PipelineText>>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && same(x.second, y.second);
  });
}

// Equal in all but what the references mean.
bool same_texts(const Step& a, const Step& b) {
  return a.kind == b.kind && a.task == b.task && a.language == b.language && a.file == b.file &&
         a.working_directory == b.working_directory && same(a.body, b.body) &&
         same(a.arguments, b.arguments) && same(a.env, b.env) && same(a.inputs, b.inputs);
}

bool same_meaning(const Meanings& a, const Meanings& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first &&
           std::equal(x.second.begin(), x.second.end(), y.second.begin(), y.second.end(),
                      [](const auto& s, const auto& t) { return s.text == t.text; });
  });
}

void join_meaning(Step& step, const Step& more) {
  for (const auto& [name, values] : more.bindings)
    for (const PipelineText& value : values) {
      auto& known = step.bindings[name];
      const bool there = std::any_of(known.begin(), known.end(), [&](const PipelineText& text) {
        return text.text == value.text;
      });
      if (!there && known.size() < 16) known.push_back(value);
    }
}

// The values of the inputs called one of `names`, in the order of the names.
std::vector<FramedYaml> values_of(const std::vector<Entry>& inputs, std::string_view names) {
  std::vector<FramedYaml> all;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    for (const Entry& entry : inputs)
      if (entry.key == name) all.push_back(entry.value);
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
  return all;
}

// "%AZDO_PAT%"; "%Y%m%d" is none.
bool names_cmd_variable(std::string_view script) {
  constexpr std::size_t shortest = 3;
  for (auto at = script.find('%'); at != std::string_view::npos; at = script.find('%', at + 1)) {
    std::size_t end = at + 1;
    while (end < script.size() &&
           ((script[end] >= 'A' && script[end] <= 'Z') || script[end] == '_'))
      ++end;
    if (end - at > shortest && script.substr(end, 1) == "%") return true;
  }
  return false;
}

// "REM …", "@echo off" and %NAME% stand in no other shell.
bool reads_like_cmd(std::string_view script) {
  const std::string text = "\n" + lower(script.substr(0, 4096));
  return text.find("\n@echo ") != std::string::npos || text.find("\nrem ") != std::string::npos ||
         names_cmd_variable(script.substr(0, 4096));
}

std::vector<Entry> with_lower_keys(std::vector<Entry> entries) {
  for (Entry& entry : entries) entry.key = lower(entry.key);
  return entries;
}

}  // namespace

void AzureSteps::add(const FramedYaml& step, const StepPlace& place) {
  expander_.scope = place.scope;
  const Inputs entries = expander_.entries(step);
  Inputs inputs;
  for (const Entry& entry : entries)
    if (entry.key == "inputs")
      for (Entry& input : with_lower_keys(expander_.entries(entry.value)))
        inputs.push_back(std::move(input));

  const Step begun = begin(step, place, entries);
  for (const Entry& entry : entries) {
    if (!is_step_key(entry.key) || entry.key == "template" || full_) continue;
    Step made = begun;
    made.task = entry.key;
    if (entry.key == "task") {
      for (const Text& name : expander_.texts(entry.value)) {
        made.task = name.raw;
        add_task(made, inputs, place);
      }
    } else if (entry.key == "script") {
      made.language = place.windows ? "cmd" : "bash";
      add_script(made, entry.value);
    } else if (const std::string language = language_named(entry.key); !language.empty()) {
      made.language = language;
      add_script(made, entry.value);
    } else {
      made.kind = entry.key == "checkout" ? StepKind::checkout : StepKind::task;
      for (PipelineText& text : shown(made, entry.value))
        made.inputs.emplace_back(entry.key == "checkout" ? "repository" : lower(entry.key),
                                 std::move(text));
      add_inputs(made, with_lower_keys(entries), lower(entry.key) + " env inputs");
      add_inputs(made, inputs, "");
      keep(std::move(made));
    }
  }
}

void AzureSteps::add_outside(const FramedYaml& reference, const std::string& name,
                             const Inputs& passed, const StepPlace& place) {
  if (full_) return;
  expander_.scope = place.scope;
  Step made = begin(reference, place, {});
  made.kind = StepKind::task;
  made.task = "template " + name;
  for (const Entry& entry : passed) add_passed(made, lower(entry.key), entry.value, 0);
  if (!made.inputs.empty()) keep(std::move(made));
}

// Texts that refer to something, in lists and maps too.
void AzureSteps::add_passed(Step& step, const std::string& name, const FramedYaml& value,
                            int depth) {
  constexpr int deepest = 3;
  constexpr std::size_t most_inputs = 200;
  for (PipelineText& text : shown(step, value)) {
    const bool refers = text.text.find('\x01') != std::string::npos;
    if (refers && step.inputs.size() < most_inputs) step.inputs.emplace_back(name, std::move(text));
  }
  if (depth >= deepest || value.node->kind == YamlKind::scalar) return;
  for (const Entry& entry : expander_.entries(value))
    if (!is_step_key(entry.key)) add_passed(step, name, entry.value, depth + 1);
  for (const FramedYaml& item : expander_.items(value))
    if (item.node->kind == YamlKind::scalar) add_passed(step, name, item, depth + 1);
}

Step AzureSteps::begin(const FramedYaml& step, const StepPlace& place, const Inputs& entries) {
  file_ = step.frame;
  while (file_->outer != nullptr) file_ = file_->outer;
  Step made;
  made.path = file_->path;
  made.line = step.node->line;
  made.where = place.where;
  for (const Entry& entry : entries) {
    if (entry.key == "env")
      for (const Entry& variable : expander_.entries(entry.value))
        for (PipelineText& text : shown(made, variable.value))
          made.env.emplace_back(variable.key, std::move(text));
    if (entry.key == "workingDirectory")
      for (const PipelineText& text : shown(made, entry.value)) made.working_directory = text.text;
  }
  return made;
}

// A text as the step has it. What comes from elsewhere (a caller's parameter, a round of a loop)
// is put in, because names mean something else there; what stands in the step's own file keeps its
// references, which are bound.
std::vector<PipelineText> AzureSteps::shown(Step& step, const FramedYaml& value) {
  std::vector<PipelineText> all;
  if (value.node->kind != YamlKind::scalar) return all;
  if (value.frame == file_) {
    const Yaml& node = *value.node;
    all.push_back(binder_.hide(
        {.raw = node.text, .path = file_->path, .line = node.line, .column = node.column}));
    binder_.bind(step, node.text, all.back(), *file_);
    return all;
  }
  for (Text& text : expander_.texts(value)) {
    if (text.path != step.path || text.line == 0) {
      text.line = step.line;
      text.column = 1;
    }
    all.push_back(binder_.hide(text));
    // What is still unknown after putting in has no meaning in any frame but the variables'.
    binder_.bind(step, "", all.back(), *file_);
  }
  return all;
}

PipelineText AzureSteps::first_shown(Step& step, const Inputs& inputs, std::string_view names) {
  for (const FramedYaml& value : values_of(inputs, names))
    for (PipelineText& text : shown(step, value))
      if (!text.text.empty()) return std::move(text);
  return {};
}

void AzureSteps::add_inputs(Step& step, const Inputs& inputs, std::string_view but) {
  for (const Entry& input : inputs) {
    if (is_among(input.key, but)) continue;
    for (PipelineText& text : shown(step, input.value))
      step.inputs.emplace_back(input.key, std::move(text));
  }
}

// A script that is wholly a parameter is read where the caller wrote it.
void AzureSteps::add_script(const Step& begun, const FramedYaml& script) {
  for (const FramedYaml& value : expander_.follow(script)) {
    if (value.node->kind != YamlKind::scalar) continue;
    Step step = begun;
    step.kind = StepKind::script;
    const Yaml& node = *value.node;
    if (value.frame->path != step.path && node.line > 0) {
      step.path = value.frame->path;
      step.line = node.line;
    }
    // A template does not know its pool; its author knew the shell.
    const bool either = step.task == "script" || lower(step.task).starts_with("cmdline");
    if (either && reads_like_cmd(node.text)) step.language = "cmd";
    const Text text{.raw = node.text,
                    .path = step.path,
                    .line = node.line > 0 ? node.line : step.line,
                    .column = node.column};
    step.body = binder_.hide(text, script_macros(node.text, step.language, declared_));
    binder_.bind(step, node.text, step.body, *value.frame);
    keep(std::move(step));
  }
}

void AzureSteps::add_task(const Step& begun, const Inputs& inputs, const StepPlace& place) {
  Step step = begun;
  const ScriptTask* row = find_script_task(step.task);
  // Once CmdLine had a program and its arguments as inputs.
  if (row != nullptr && (!values_of(inputs, row->inline_inputs).empty() ||
                         !values_of(inputs, row->file_inputs).empty())) {
    add_script_task(std::move(step), *row, inputs, place.windows);
    return;
  }
  step.kind = StepKind::task;
  add_inputs(step, inputs, "");
  keep(std::move(step));
}

std::string AzureSteps::language_of(const ScriptTask& row, const Inputs& inputs, bool windows) {
  if (!row.language.empty() && row.language != "shell") return std::string(row.language);
  for (const FramedYaml& value : values_of(inputs, row.language_input))
    for (const Text& text : expander_.texts(value))
      if (std::string language = language_named(text.raw); !language.empty()) return language;
  return windows ? "cmd" : "bash";
}

void AzureSteps::add_script_task(Step begun, const ScriptTask& row, const Inputs& inputs,
                                 bool windows) {
  const std::vector<FramedYaml> scripts = values_of(inputs, row.inline_inputs);
  const std::vector<FramedYaml> files = values_of(inputs, row.file_inputs);
  bool is_inline = files.empty() || (row.inline_by_default && !scripts.empty());
  bool is_file = scripts.empty();
  for (const FramedYaml& value : values_of(inputs, row.mode_input))
    for (const Text& mode : expander_.texts(value)) {
      const bool says_inline = lower(mode.raw).starts_with("inline");
      (says_inline ? is_inline : is_file) = true;
    }
  if (!is_inline) is_file = true;

  const PipelineText directory = first_shown(begun, inputs, "workingdirectory cwd workingfolder");
  if (!directory.text.empty()) begun.working_directory = directory.text;
  begun.language = language_of(row, inputs, windows);
  add_inputs(begun, inputs, row.inline_inputs);
  if (is_inline)
    for (const FramedYaml& script : scripts) add_script(begun, script);
  if (!is_file) return;
  begun.kind = StepKind::file;
  begun.arguments = first_shown(begun, inputs, row.argument_inputs);
  for (const FramedYaml& file : files)
    for (PipelineText& text : shown(begun, file)) {
      Step step = begun;
      const bool open = row.language.empty() || row.language == "shell";
      if (std::string language = open ? language_of_file(text.text) : ""; !language.empty())
        step.language = language;
      step.file = std::move(text.text);
      keep(std::move(step));
    }
}

// Steps are told apart by what they name themselves. Variables that merely surround them are
// joined: a template used by ten stages is one step, not ten.
void AzureSteps::keep(Step step) {
  const Meanings named = step.bindings;
  if (step.kind != StepKind::checkout) binder_.bind_scope(step);
  auto& variants = by_place_[{step.path, step.line}];
  Step* last = nullptr;
  bool same = false;
  for (const std::size_t index : variants) {
    if (same || !same_texts(pipeline_.steps[index], step)) continue;
    last = &pipeline_.steps[index];
    same = same_meaning(named_[index], named);
  }
  if (last != nullptr && (same || variants.size() >= most_variants)) {
    join_meaning(*last, step);
    return;
  }
  full_ = pipeline_.steps.size() >= most_steps;
  if (full_) return;
  variants.push_back(pipeline_.steps.size());
  pipeline_.steps.push_back(std::move(step));
  named_.push_back(named);
}

}  // namespace patdown
