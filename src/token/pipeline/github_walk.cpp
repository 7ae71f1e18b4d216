#include "token/pipeline/github_walk.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/pipeline/github_action.h"
#include "token/pipeline/script_task.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

constexpr int deepest = 8;  // of actions and workflows that call each other
constexpr std::size_t most_steps = 5'000;

// `$(x)` is the shell's own here.
bool no_macro(std::string_view /*word*/) {
  return false;
}

std::string scalar(const Yaml& map, std::string_view key) {
  const Yaml* value = find(map, key);
  return value != nullptr && value->kind == YamlKind::scalar ? value->text : std::string();
}

// "bash -eo pipefail {0}" is bash.
std::string shell_of(std::string_view spelled) {
  const std::string word(spelled.substr(0, spelled.find(' ')));
  return language_named(word);
}

// Actions that run the script in one of their inputs.
struct ScriptAction {
  std::string_view name;  // lower case, without the version
  std::string_view input;
  std::string_view language;
};
constexpr std::array<ScriptAction, 4> script_actions = {{
    {"azure/cli", "inlinescript", "bash"},
    {"azure/powershell", "inlinescript", "powershell"},
    {"actions/github-script", "script", "javascript"},
    {"jannekem/run-python-script-action", "script", "python"},
}};

const ScriptAction* script_action(std::string_view name) {
  const std::string folded = lower(name.substr(0, name.find('@')));
  const auto* const found = std::find_if(script_actions.begin(), script_actions.end(),
                                         [&](const auto& one) { return one.name == folded; });
  return found == script_actions.end() ? nullptr : found;
}

// The text with the placeholders of names that `meanings` knows put in.
PipelineText put_in(const PipelineText& text, MacroTable& macros,
                    const std::map<std::string, std::vector<PipelineText>>& meanings) {
  PipelineText result = text;
  result.text.clear();
  for (const MacroPiece& piece : split_macros(text.text, macros)) {
    if (!piece.reference) {
      result.text += piece.text;
      continue;
    }
    const auto known = meanings.find(lower(piece.text));
    const bool meant = known != meanings.end() && !known->second.empty();
    result.text += meant ? known->second.front().text
                         : hide_macros("${{ " + piece.text + " }}", macros, no_macro);
  }
  return result;
}

struct Export {
  std::string name;
  std::string value;
};

// `echo "X=value" >> $GITHUB_ENV`, "X=value" >> $env:GITHUB_ENV
std::vector<Export> exports_in(std::string_view script) {
  std::vector<Export> found;
  while (!script.empty()) {
    const std::string_view line = script.substr(0, script.find('\n'));
    script.remove_prefix(std::min(script.size(), line.size() + 1));
    const auto redirect = line.find(">>");
    if (redirect == std::string_view::npos ||
        line.find("GITHUB_ENV", redirect) == std::string_view::npos) {
      continue;
    }
    std::string_view word = trimmed(line.substr(0, redirect));
    for (const std::string_view start : {"echo ", "Write-Output "}) {
      if (word.starts_with(start)) word = trimmed(word.substr(start.size()));
    }
    if (word.size() >= 2 && (word[0] == '"' || word[0] == '\'') && word.back() == word[0]) {
      word = word.substr(1, word.size() - 2);
    }
    const auto equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    if (word.substr(0, equals).find_first_of(" $\"'{}") != std::string_view::npos) continue;
    found.push_back({std::string(word.substr(0, equals)), std::string(word.substr(equals + 1))});
  }
  return found;
}

// Null if the file is no composite action.
const Yaml* composite_steps(const Yaml& root) {
  const Yaml* runs = find(root, "runs");
  return runs == nullptr ? nullptr : find(*runs, "steps");
}

}  // namespace

GithubWalk::GithubWalk(AzureFiles& files, std::string path) : files_(files) {
  pipeline_.system = CiSystem::github;
  pipeline_.path = std::move(path);
}

Pipeline GithubWalk::read() {
  const YamlFile* file = files_.get(pipeline_.path);
  if (file == nullptr) return std::move(pipeline_);
  pipeline_.partly_read = file->partly_read;
  Place place;
  place.path = pipeline_.path;
  if (composite_steps(file->root) != nullptr) {
    used_.insert(place.path);
    action(file->root, {}, place, place);
  } else {
    workflow(pipeline_.path, file->root, place);
  }
  std::sort(pipeline_.outside.begin(), pipeline_.outside.end());
  pipeline_.outside.erase(std::unique(pipeline_.outside.begin(), pipeline_.outside.end()),
                          pipeline_.outside.end());
  return std::move(pipeline_);
}

void GithubWalk::say(const std::string& path, std::size_t line, const std::string& why) {
  const PartlyRead note{.path = path, .line = line, .why = why};
  auto& known = pipeline_.partly_read;
  if (std::find(known.begin(), known.end(), note) == known.end()) known.push_back(note);
}

void GithubWalk::workflow(const std::string& path, const Yaml& root, Place place) {
  if (std::find(open_.begin(), open_.end(), path) != open_.end()) {
    say(path, 1, "the workflow calls itself");
    return;
  }
  if (place.depth > deepest) {
    say(path, 1, "workflows that call each other more than 8 deep");
    return;
  }
  open_.push_back(path);
  used_.insert(path);
  place.path = path;
  defaults(root, place);
  if (const Yaml* env = find(root, "env")) add_env(*env, place.env);
  if (const Yaml* jobs = find(root, "jobs")) {
    for (const auto& [name, value] : jobs->entries) job(name.text, value, place);
  }
  open_.pop_back();
}

void GithubWalk::job(const std::string& name, const Yaml& job, Place place) {
  place.where += (place.where.empty() ? "job " : ", job ") + name;
  const std::string called = scalar(job, "uses");
  if (!called.empty()) {
    call_workflow(called, job, place);
    return;
  }
  if (const Yaml* system = find(job, "runs-on")) {
    std::string text = system->text;
    for (const Yaml& item : system->items) text += " " + item.text;
    place.windows = lower(text).find("windows") != std::string::npos;
  }
  defaults(job, place);
  if (const Yaml* env = find(job, "env")) add_env(*env, place.env);
  if (const Yaml* list = find(job, "steps")) steps(*list, place);
}

void GithubWalk::steps(const Yaml& list, Place& place) {
  for (const Yaml& item : list.items) step(item, place);
}

void GithubWalk::step(const Yaml& step, Place& place) {
  Step made;
  made.path = place.path;
  made.line = step.line;
  made.where = place.where;
  made.working_directory = place.working_directory;
  made.env = place.env;
  made.bindings = place.meanings;
  // What the caller gave stands in its own file.
  for (auto& [key, values] : made.bindings) {
    for (PipelineText& value : values) value.line = step.line;
  }
  if (const Yaml* env = find(step, "env")) add_env(*env, made.env);
  if (const Yaml* folder = find(step, "working-directory")) {
    made.working_directory = hide(*folder).text;
  }
  if (const Yaml* text = find(step, "run")) {
    run(step, *text, std::move(made), place);
  } else if (const std::string name = scalar(step, "uses"); !name.empty()) {
    use(step, name, std::move(made), place);
  }
}

void GithubWalk::run(const Yaml& step, const Yaml& text, Step made, Place& place) {
  const std::string spelled = scalar(step, "shell");
  const std::string& shell = spelled.empty() ? place.shell : spelled;
  made.kind = StepKind::script;
  made.task = "run";
  made.language = shell.empty() ? (place.windows ? "powershell" : "bash") : shell_of(shell);
  made.body = hide(text);
  const PipelineText body = made.body;
  keep(std::move(made));
  add_exports(text.text, body, place);
}

void GithubWalk::use(const Yaml& step, const std::string& name, Step made, const Place& place) {
  made.kind = StepKind::task;
  made.task = name;
  if (const Yaml* with = find(step, "with")) {
    for (const auto& [key, value] : with->entries) {
      if (value.kind == YamlKind::scalar) {
        made.inputs.emplace_back(lower(key.text), hide(value));
      }
    }
  }
  if (name.starts_with("./") && call_action(name, made, place)) return;
  if (const ScriptAction* action = script_action(name)) {
    for (const auto& [key, text] : made.inputs) {
      if (key != action->input) continue;
      made.kind = StepKind::script;
      made.language = action->language;
      made.body = text;
    }
  }
  // What surrounds an action is not given to it.
  if (made.kind == StepKind::task) {
    made.env.erase(made.env.begin(),
                   made.env.begin() + static_cast<std::ptrdiff_t>(place.env.size()));
  }
  keep(std::move(made));
}

// `./.github/workflows/x.yml`; one of another repository stands as a task.
void GithubWalk::call_workflow(const std::string& name, const Yaml& job, const Place& place) {
  Named inputs;
  Named secrets;
  if (const Yaml* with = find(job, "with")) add_env(*with, inputs);
  if (const Yaml* given = find(job, "secrets")) add_env(*given, secrets);
  const std::string path = name.starts_with("./") ? name.substr(2) : std::string();
  const YamlFile* file = path.empty() ? nullptr : files_.get(path);
  if (file != nullptr) {
    for (const PartlyRead& note : file->partly_read) say(note.path, note.line, note.why);
    Place inner;
    inner.where = place.where;
    inner.depth = place.depth + 1;
    const Yaml* on = find(file->root, "on");
    const Yaml* call = on == nullptr ? nullptr : find(*on, "workflow_call");
    const Yaml* declared = call == nullptr ? nullptr : find(*call, "inputs");
    inner.meanings = meanings_of(declared, inputs, "inputs.", place);
    for (auto& [key, values] : meanings_of(nullptr, secrets, "secrets.", place)) {
      inner.meanings.emplace(key, std::move(values));
    }
    workflow(path, file->root, std::move(inner));
    return;
  }
  pipeline_.outside.push_back(name);
  Step made;
  made.kind = StepKind::task;
  made.task = name;
  made.path = place.path;
  made.line = job.line;
  made.where = place.where;
  made.bindings = place.meanings;
  for (Named* all : {&inputs, &secrets}) {
    for (auto& [key, text] : *all) made.inputs.emplace_back(lower(key), std::move(text));
  }
  keep(std::move(made));
}

// The program of an action that is no composite one; false if it is not here.
bool GithubWalk::start_action(const std::string& folder, const Yaml& root, Step made,
                              const Place& place) {
  const auto program = program_of_action(files_, folder, root);
  if (!program) return false;
  made.bindings = meanings_of(find(root, "inputs"), made.inputs, "inputs.", place);
  std::vector<PipelineText> args;
  if (program->args != nullptr) {
    for (const Yaml& arg : program->args->items) args.push_back(hide(arg));
  }
  start(made, *program, args);
  keep(std::move(made));
  return true;
}

// False if there is no such action here whose steps or program can be read.
bool GithubWalk::call_action(const std::string& name, const Step& made, const Place& place) {
  std::string folder = name.substr(2);
  while (folder.ends_with('/')) folder.pop_back();
  for (const char* file_name : {"/action.yml", "/action.yaml"}) {
    std::string path = folder + file_name;
    if (path.starts_with('/')) path.erase(0, 1);
    const YamlFile* file = files_.get(path);
    if (file == nullptr) continue;
    used_.insert(path);
    for (const PartlyRead& note : file->partly_read) say(note.path, note.line, note.why);
    if (composite_steps(file->root) == nullptr) {
      return start_action(folder, file->root, made, place);
    }
    if (place.depth >= deepest || std::find(open_.begin(), open_.end(), path) != open_.end()) {
      say(path, 1, "the action calls itself");
      return true;
    }
    Place inner;
    inner.path = path;
    inner.where = place.where;
    inner.windows = place.windows;
    inner.depth = place.depth + 1;
    inner.env = made.env;
    action(file->root, made.inputs, place, std::move(inner));
    return true;
  }
  return false;
}

void GithubWalk::action(const Yaml& root, const Named& given, const Place& around, Place inner) {
  inner.meanings = meanings_of(find(root, "inputs"), given, "inputs.", around);
  open_.push_back(inner.path);
  steps(*composite_steps(root), inner);
  open_.pop_back();
}

void GithubWalk::defaults(const Yaml& map, Place& place) const {
  const Yaml* set = find(map, "defaults");
  const Yaml* run = set == nullptr ? nullptr : find(*set, "run");
  if (run == nullptr) return;
  const std::string shell = scalar(*run, "shell");
  if (!shell.empty()) place.shell = shell;
  const std::string folder = scalar(*run, "working-directory");
  if (!folder.empty()) place.working_directory = folder;
}

void GithubWalk::add_env(const Yaml& map, Named& env) {
  for (const auto& [key, value] : map.entries) {
    if (value.kind == YamlKind::scalar) env.emplace_back(key.text, hide(value));
  }
}

// Later steps of the job see the variable.
void GithubWalk::add_exports(const std::string& script, const PipelineText& at, Place& place) {
  for (const Export& one : exports_in(script)) {
    const bool name = one.value.starts_with('$') && one.value.find("${{") == std::string::npos;
    PipelineText value{hide_macros(one.value, pipeline_.macros, no_macro), at.line, 1};
    if (name) {
      const std::string_view variable =
          std::string_view(one.value).substr(one.value.starts_with("$env:") ? 5 : 1);
      const auto known = std::find_if(place.env.rbegin(), place.env.rend(), [&](const auto& set) {
        return set.first == variable || "{" + set.first + "}" == variable;
      });
      if (known == place.env.rend()) continue;
      value = known->second;
    }
    place.env.emplace_back(one.name, std::move(value));
  }
}

// What a called file's names mean: what was given, else the default.
GithubWalk::Meanings GithubWalk::meanings_of(const Yaml* declared, const Named& given,
                                             const std::string& prefix, const Place& place) {
  Meanings meanings;
  for (const auto& [name, text] : given) {
    PipelineText value = put_in(text, pipeline_.macros, place.meanings);
    const std::string key = prefix + lower(name);
    const std::vector<MacroPiece> pieces = split_macros(value.text, pipeline_.macros);
    const bool itself = pieces.size() == 1 && pieces[0].reference && lower(pieces[0].text) == key;
    if (!itself) meanings[key] = {std::move(value)};
  }
  if (declared == nullptr) return meanings;
  for (const auto& [name, value] : declared->entries) {
    const Yaml* usual = find(value, "default");
    const std::string key = prefix + lower(name.text);
    if (usual != nullptr && usual->kind == YamlKind::scalar && meanings.count(key) == 0) {
      meanings[key] = {hide(*usual)};
    }
  }
  return meanings;
}

PipelineText GithubWalk::hide(const Yaml& scalar) {
  return {hide_macros(scalar.text, pipeline_.macros, no_macro), scalar.line, scalar.column};
}

void GithubWalk::keep(Step step) {
  if (pipeline_.steps.size() >= most_steps) {
    say(pipeline_.path, 1, "more than 5,000 steps");
    return;
  }
  pipeline_.steps.push_back(std::move(step));
}

}  // namespace patdown
