#include "token/trace/script_run.h"

#include "core/letters.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/names.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"
#include "token/trace/written_files.h"

namespace patdown::trace {
namespace {

bool looks_like_script(std::string_view text) {
  const std::string folded = lower(text);
  if (!program_language(folded).empty()) return true;
  return folded.ends_with(".ps1") || folded.ends_with(".psm1") || folded.ends_with(".psd1") ||
         is_shell(folded);
}

bool is_running(const Machine& machine, const Node* file) {
  for (const Activation& outer : machine.active) {
    if (outer.node == file) return true;
  }
  return false;
}

// What the script changes and its caller keeps.
struct Saved {
  std::shared_ptr<const Unit> unit;
  Memory memory;
  std::map<std::string, Closure> functions;
  ValueRef arguments;
};

bool is_apart(RunMode mode) {
  return mode == RunMode::process || mode == RunMode::image;
}

void enter(Machine& machine, RunMode mode) {
  if (mode == RunMode::image) machine.memory.process = NameTable();
  if (is_apart(mode)) {
    machine.functions.clear();
    machine.memory.frames = Frames();
    machine.memory.frames.push({});
    machine.memory.script = 0;
  } else if (mode == RunMode::child) {
    machine.memory.frames.push({});
    machine.memory.script = machine.memory.frames.size() - 1;
  }
}

void leave(Machine& machine, RunMode mode, Saved saved) {
  machine.unit = std::move(saved.unit);
  machine.arguments = std::move(saved.arguments);
  if (is_apart(mode)) {
    const NameTable inner = machine.memory.process;
    machine.functions = std::move(saved.functions);
    machine.memory = std::move(saved.memory);
    if (mode != RunMode::image) keep_files(machine, inner);
  } else if (mode == RunMode::child) {
    machine.memory.frames.pop();
    machine.memory.script = saved.memory.script;
  }
}

// What stands behind the program's name, one word an element.
ValueRef words_given(const Given& given, const std::string& path) {
  std::vector<ValueRef> words;
  const auto add = [&](const ValueRef& value) {
    for (const ValueRef& one : elements(value)) {
      words.push_back(given.place.path.empty() ? one
                                               : with_step(one, {given.place.path, given.place.line,
                                                                 "given to " + path}));
    }
  };
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty()) {
      words.push_back(text_value(arg.spelled));
      if (arg.bare) continue;
    }
    add(arg.value);
  }
  return list_of(std::move(words));
}

// make X=1, docker build --build-arg X=1
void bind_variables(Machine& machine, const Given& given, const std::string& path) {
  for (const GivenArg& arg : given.args) {
    const ValueRef value = given.place.path.empty()
                               ? arg.value
                               : with_step(arg.value, {given.place.path, given.place.line,
                                                       "given to " + path + " as " + arg.name});
    set_local(machine, arg.name, value);
    set_environment(machine, arg.name, value);
    machine.memory.frames.change_back().fixed.change().insert(arg.name);
  }
}

// Where a relative path may start, the likeliest place first.
std::vector<ValueRef> starting_folders(Machine& machine) {
  std::vector<ValueRef> folders;
  if (machine.directory) folders.push_back(machine.directory);
  const Unit& unit = *machine.unit;
  if (unit.step != nullptr && !unit.step->working_directory.empty()) {
    folders.push_back(pipeline_text(machine, *unit.pipeline, *unit.step,
                                    {unit.step->working_directory, unit.step->line, 1}));
  }
  folders.push_back(text_value(root_mark + ("/" + folder_of(unit.path))));
  folders.push_back(text_value(std::string(1, root_mark)));
  return folders;
}

}  // namespace

std::optional<std::string> build_file_named(Machine& machine, const ValueRef& written) {
  for (const ValueRef& folder : starting_folders(machine)) {
    const std::string text = sketch(join({folder, text_value("/"), written}));
    if (text.find("{}") != std::string::npos) continue;
    auto path = machine.library.resolve(text, folder_of(machine.unit->path));
    if (path && build_file_kind(*path) != BuildFile::none) return path;
  }
  return std::nullopt;
}

std::optional<std::string> exact_file(Machine& machine, const ValueRef& folder,
                                      std::string_view name) {
  const std::vector<ValueRef> starts = starting_folders(machine);
  // Who went somewhere, or was started there, is nowhere else; the last two are guesses.
  const std::size_t tried = starts.size() > 2 ? 1 : starts.size();
  for (std::size_t k = 0; k < tried; ++k) {
    std::vector<ValueRef> parts = {starts[k], text_value("/")};
    if (folder) parts.insert(parts.end(), {folder, text_value("/")});
    parts.push_back(text_value(std::string(name)));
    std::string text = sketch(join(std::move(parts)));
    text.erase(0, text.rfind(root_mark) + 1);
    auto path = tidy_path(text);
    if (path && text.find("{}") == std::string::npos && machine.library.exists(*path)) return path;
  }
  return std::nullopt;
}

std::optional<std::string> script_named(Machine& machine, const ValueRef& written) {
  for (const ValueRef& one : alternatives(written)) {
    const std::string text = sketch(one);
    if (!looks_like_script(text)) continue;
    if (auto path = exact_file(machine, nullptr, text)) {
      if (machine.library.is_script(*path)) return path;
    }
    auto path = machine.library.resolve(text, folder_of(machine.unit->path));
    if (path && machine.library.is_script(*path)) return path;
  }
  return std::nullopt;
}

ValueRef run_script(Machine& machine, const std::string& path, const Given& given, RunMode mode) {
  const Script* script = machine.library.script(path);
  if (script == nullptr) return hole("the output of " + path);
  const Node* file = &script->code->file;
  if (is_running(machine, file)) return hole("a recursive call");
  if (machine.active.size() > 4 * max_inlined) {
    note_bound(machine, given.node == nullptr ? 1 : given.node->line,
               "scripts run each other too deeply");
    return hole("a script that is nested too deeply");
  }
  machine.library.reach(machine.recorder.root(), path);
  Given bound = given;
  if (given.node != nullptr && given.place.path.empty()) {
    bound.place = step_at(machine, given.node->line, "");
  }
  const std::shared_ptr<const Unit> unit = machine.library.unit(path);
  Saved saved{machine.unit, machine.memory, machine.functions, machine.arguments};
  enter(machine, mode);
  machine.unit = unit;
  if (unit->program()) {
    machine.arguments = words_given(bound, path);
    machine.loaded.insert(path);
  } else if (script->build_file) {
    bind_variables(machine, bound, path);
  } else if (mode != RunMode::dot || !bound.args.empty()) {
    bind_parameters(machine, *file, bound, path);
  }
  machine.active.push_back({file, {}, {}});
  run_code(machine, *script->code);
  const Activation activation = std::move(machine.active.back());
  machine.active.pop_back();
  leave(machine, mode, std::move(saved));
  return mode == RunMode::dot ? nothing() : result_of(activation, *unit);
}

void run_text(Machine& machine, const Given& given, Language language, const std::string& text) {
  static constexpr std::array<std::pair<Language, std::string_view>, 3> names = {
      {{Language::python, "python"},
       {Language::javascript, "javascript"},
       {Language::ruby, "ruby"}}};
  const auto unit = std::make_shared<Unit>();
  unit->path = machine.unit->path;
  unit->powershell = language == Language::powershell;
  for (const auto& [known, name] : names) {
    if (known == language) unit->language = name;
  }
  unit->code = std::make_shared<const Code>(read_code(language, text));
  unit->first_line = machine.unit->first_line + (given.node == nullptr ? 1 : given.node->line) - 1;
  Saved saved{machine.unit, machine.memory, machine.functions, machine.arguments};
  enter(machine, RunMode::process);
  machine.unit = unit;
  machine.arguments = list_of({});
  for (PartlyRead problem : unit->code->partly_read) {
    problem.path = unit->path;
    problem.line += unit->first_line - 1;
    machine.recorder.add(std::move(problem));
  }
  machine.active.push_back({&unit->code->file, {}, {}});
  run_code(machine, *unit->code);
  machine.active.pop_back();
  leave(machine, RunMode::process, std::move(saved));
}

Given given_from_words(const std::vector<ValueRef>& words, bool powershell, const Node* node) {
  Given given;
  given.node = node;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const std::string prefix = literal_prefix(words[k]);
    const bool option = powershell && prefix.size() > 1 && prefix[0] == '-' && prefix[1] != '-';
    if (!option) {
      given.args.push_back({"", "", words[k], false});
      continue;
    }
    const auto colon = prefix.find(':');
    if (colon != std::string::npos) {
      given.args.push_back({prefix.substr(1, colon - 1), prefix.substr(0, colon),
                            without_prefix(words[k], colon + 1), false});
      continue;
    }
    const bool takes = k + 1 < words.size() && !literal_prefix(words[k + 1]).starts_with("-");
    given.args.push_back(
        {prefix.substr(1), prefix, takes ? words[k + 1] : text_value("true"), !takes});
    if (takes) ++k;
  }
  return given;
}

}  // namespace patdown::trace
