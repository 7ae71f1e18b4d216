#include "token/trace/step_run.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/code/bash/cmd.h"
#include "token/trace/call.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/names.h"
#include "token/trace/script_run.h"
#include "token/trace/setup_actions.h"
#include "token/trace/sources.h"
#include "token/trace/task_tokens.h"
#include "token/trace/tool_tasks.h"
#include "token/trace/variant.h"
#include "token/trace/written_files.h"

#include <algorithm>

namespace patdown::trace {
namespace {

// The lines of a JSON string are one.
void put_on_first_line(Node& node) {
  node.line = 1;
  for (Node& child : node.children) put_on_first_line(child);
  for (Node& input : node.input) put_on_first_line(input);
  for (EnvEntry& entry : node.env) put_on_first_line(entry.value);
  for (Arg& arg : node.args) {
    for (Node& key : arg.key) put_on_first_line(key);
    put_on_first_line(arg.value);
  }
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  return text;
}

// "A=1\nB=2" behind an option each, as words of a shell.
std::string options_of_lines(std::string_view text, std::string_view option) {
  std::string words;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.find_first_of("\"$`\\") != std::string_view::npos) continue;
    words.append(option).append(" \"").append(line).append("\" ");
  }
  return words;
}

// "parameters.x", "variables.x" and the like are no variables of the environment.
bool is_variable(const std::string& name) {
  return !name.starts_with("parameters.") && !name.starts_with("variables.") &&
         !name.starts_with("inputs.") && !name.starts_with("secrets.");
}

class StepRun {
 public:
  StepRun(Machine machine, StepTexts& texts, const Pipeline& pipeline, const Step& step)
      : machine_(std::move(machine)), texts_(texts), pipeline_(pipeline), step_(step) {
    machine_.in_pipeline = pipeline.system == CiSystem::azure;
    enter("", step.line, 1, false);
    set_environment_of_step();
    find_files_of_job(machine_);
  }

  void leave_files() { leave_files_to_job(machine_); }

  void run_script_text() {
    const bool powershell = step_.language == "powershell";
    const auto program = reader_of(step_.language);
    if (!powershell && step_.language != "bash" && step_.language != "cmd" && !program) {
      note_unread_script(machine_, pipeline_, step_);
      return;
    }
    if (program) return run_program_text(*program);
    const std::string text =
        step_.language == "cmd" ? cmd_as_bash(step_.body.text) : step_.body.text;
    enter(text, step_.body.line, step_.body.column, powershell);
    note_problems();
    const std::size_t seen = machine_.recorder.count();
    machine_.active.push_back({&machine_.unit->code->file, {}, {}});
    run_code(machine_, *machine_.unit->code);
    note_unread_environment(machine_, pipeline_, step_, seen);
  }

  // What stands in the pipeline in Python or JavaScript.
  void run_program_text(Language reader) {
    const Given given = arguments_of_step(false);
    machine_.arguments = list_of({});
    std::vector<ValueRef> words;
    for (const GivenArg& arg : given.args) words.push_back(arg.value);
    machine_.arguments = list_of(std::move(words));
    const auto unit = std::make_shared<Unit>();
    unit->path = step_.path;
    unit->language = step_.language;
    unit->code = texts_.read(reader, step_.path, step_.body.text);
    unit->pipeline = &pipeline_;
    unit->step = &step_;
    unit->first_line = step_.body.line;
    unit->first_column = std::max<std::size_t>(step_.body.column, 1);
    machine_.unit = unit;
    note_problems();
    machine_.active.push_back({&machine_.unit->code->file, {}, {}});
    run_code(machine_, *machine_.unit->code);
  }

  void run_file() {
    const ValueRef file = pipeline_text(machine_, pipeline_, step_, {step_.file, step_.line, 1});
    const auto path = file_named(file);
    if (!path) {
      note_unread_script(machine_, pipeline_, step_);
      return;
    }
    const bool powershell = lower(*path).ends_with(".ps1");
    const std::size_t seen = machine_.recorder.count();
    run_script(machine_, *path, arguments_of_step(powershell), RunMode::process);
    // What an action makes of its inputs may be packed, and out of sight.
    if (machine_.stranger.name.empty() && step_.task.starts_with("./"))
      machine_.stranger = {step_.task, "", false};
    note_unread_environment(machine_, pipeline_, step_, seen);
  }

  void run_task() {
    // Whoever logs in to Azure first gives az an Entra token.
    if (lower(step_.task).starts_with("azure/login@")) machine_.session.entra_login = true;
    if (set_feed_up(machine_, pipeline_, step_) || run_image_task() || run_tool_task()) return;
    note_task_tokens(machine_, pipeline_, step_, TaskPart::all);
  }

  // InvokeRESTAPI: the token is in a service connection.
  void run_rest_task() {
    const PipelineText* connection = input("serviceconnection");
    if (connection == nullptr) connection = input("connectedservicename");
    const PipelineText* suffix = input("urlsuffix");
    const PipelineText* method = input("method");
    if (connection == nullptr || suffix == nullptr) return;
    const std::string path = sketch(pipeline_text(machine_, pipeline_, step_, *suffix));
    if (path.find("_apis/") == std::string::npos) return;
    FoundCredential found;
    const std::string name = sketch(pipeline_text(machine_, pipeline_, step_, *connection));
    found.credential = {"service-connection:" + lower(name), "service connection " + name, "pat",
                        step_.path, step_.line};
    found.trace.push_back({step_.path, connection->line, "the service connection is named"});
    Call call;
    call.verb = method == nullptr
                    ? "POST"
                    : upper(sketch(pipeline_text(machine_, pipeline_, step_, *method)));
    const bool slash = path.starts_with('/');
    call.url = std::string("https://dev.azure.com/{}/{}") + (slash ? "" : "/") + path;
    call.in_pipeline = true;
    record_at(machine_, call, found, {step_.path, step_.line, ""});
  }

 private:
  // Docker@2 with `arguments`, docker/build-push-action with `build-args`: "docker build …".
  bool run_image_task() {
    const std::string task = lower(step_.task);
    const bool action = task.starts_with("docker/build-push-action@");
    if (!action && !task.starts_with("docker@")) return false;
    const PipelineText* command = input("command");
    const PipelineText* given = input(action ? "build-args" : "arguments");
    const bool builds = action || (command != nullptr && lower(command->text).starts_with("build"));
    if (!builds || given == nullptr || given->text.find('\x01') == std::string::npos) return false;
    const std::string arguments =
        action ? options_of_lines(given->text, "--build-arg") : on_one_line(given->text);
    const std::string file = quoted_input(action ? "file" : "dockerfile");
    const std::string context = quoted_input(action ? "context" : "buildcontext");
    enter("docker build " + (file.empty() ? "" : "--file " + file) + " " + arguments + " " +
              (context.empty() ? "." : context),
          given->line, 1, false);
    machine_.active.push_back({&machine_.unit->code->file, {}, {}});
    run_code(machine_, *machine_.unit->code);
    return true;
  }

  bool run_tool_task() {
    const auto command = command_of_task(step_);
    if (!command) return false;
    const std::size_t seen = machine_.recorder.count();
    note_task_tokens(machine_, pipeline_, step_, TaskPart::known);
    enter(cmd_as_bash(command->text), command->line, 1, false);
    machine_.active.push_back({&machine_.unit->code->file, {}, {}});
    run_code(machine_, *machine_.unit->code);
    if (machine_.stranger.name.empty()) machine_.stranger = {step_.task, "", false};
    note_unread_environment(machine_, pipeline_, step_, seen);
    return true;
  }

  // "**/Dockerfile" is found wherever there is but one that speaks of Azure DevOps.
  std::string quoted_input(std::string_view name) const {
    const PipelineText* text = input(name);
    std::string path = text == nullptr ? "" : text->text;
    if (path.starts_with("**/")) {
      path.erase(0, 3);
      std::vector<std::string> files = machine_.library.build_files();
      const std::string end = "/" + lower(path);
      files.erase(std::remove_if(files.begin(), files.end(),
                                 [&end](const std::string& file) {
                                   return !lower("/" + file).ends_with(end);
                                 }),
                  files.end());
      if (files.size() == 1) path = files[0];
    }
    return path.empty() || path == "**" ? "" : "\"" + path + "\"";
  }

  const PipelineText* input(std::string_view name) const {
    for (const auto& [key, text] : step_.inputs) {
      if (key == name) return &text;
    }
    return nullptr;
  }

  // The arguments are read as those of a command.
  Given arguments_of_step(bool powershell) {
    enter("x " + step_.arguments.text, std::max<std::size_t>(step_.arguments.line, 1), 1,
          powershell);
    Given given;
    const std::vector<Node>& statements = machine_.unit->code->file.children;
    if (!statements.empty() && statements.front().kind == NodeKind::call) {
      given = gather(machine_, statements.front());
      given.node = &statements.front();
    }
    return given;
  }

  void enter(const std::string& text, std::size_t line, std::size_t column, bool powershell) {
    const auto unit = std::make_shared<Unit>();
    unit->path = step_.path;
    unit->powershell = powershell;
    unit->code = texts_.read(powershell ? Language::powershell : Language::bash, step_.path, text);
    unit->pipeline = &pipeline_;
    unit->step = &step_;
    unit->first_line = line;
    unit->first_column = std::max<std::size_t>(column, 1);
    machine_.unit = unit;
  }

  void note_problems() {
    for (PartlyRead problem : machine_.unit->code->partly_read) {
      problem.path = step_.path;
      problem.line += machine_.unit->first_line - 1;
      machine_.recorder.add(std::move(problem));
    }
  }

  void set_environment_of_step() {
    for (const auto& [name, texts] : step_.bindings) {
      if (!is_variable(name)) continue;
      std::vector<ValueRef> values;
      for (const PipelineText& text : texts) {
        values.push_back(pipeline_text(machine_, pipeline_, step_, text));
      }
      std::string key = upper(name);
      std::replace(key.begin(), key.end(), '.', '_');
      const ValueRef value = choice(std::move(values));
      set_environment(machine_, key, value);
      note_handed_variable(machine_, key, value, 1);
    }
    for (const auto& [name, value] : machine_.session.variables) {
      if (is_written_file(name)) continue;
      set_environment(machine_, name, value);
      note_handed_variable(machine_, name, value, 1);
    }
    for (const auto& [name, text] : step_.env) {
      const ValueRef value = with_step(pipeline_text(machine_, pipeline_, step_, text),
                                       {step_.path, text.line, "given to the step as " + name});
      set_environment(machine_, name, value);
      note_feed_variable(machine_, name, value, text.line - machine_.unit->first_line + 1);
    }
  }

  std::optional<std::string> file_named(const ValueRef& file) {
    if (auto path = script_named(machine_, file)) return path;
    if (step_.working_directory.empty()) return std::nullopt;
    const ValueRef folder =
        pipeline_text(machine_, pipeline_, step_, {step_.working_directory, step_.line, 1});
    return script_named(machine_, join({folder, text_value("/"), file}));
  }

  Machine machine_;
  StepTexts& texts_;
  const Pipeline& pipeline_;
  const Step& step_;
};

}  // namespace

std::shared_ptr<const Code> StepTexts::read(Language language, const std::string& path,
                                            const std::string& text) {
  const bool one_line = path.ends_with(".json");
  std::string key = std::to_string(static_cast<int>(language)) + (one_line ? "j\n" : "\n");
  std::shared_ptr<const Code>& known = read_[key += text];
  if (known) return known;
  Code code = read_code(language, text);
  if (one_line) {
    put_on_first_line(code.file);
    for (PartlyRead& problem : code.partly_read) problem.line = 1;
  }
  known = std::make_shared<const Code>(std::move(code));
  return known;
}

void run_step(Machine machine, StepTexts& texts, const Pipeline& pipeline, const Step& step) {
  StepRun run(std::move(machine), texts, pipeline, step);
  if (step.kind == StepKind::script) {
    run.run_script_text();
  } else if (step.kind == StepKind::file) {
    run.run_file();
  } else if (lower(step.task).starts_with("invokerestapi@")) {
    run.run_rest_task();
  } else {
    run.run_task();
  }
  run.leave_files();
}

}  // namespace patdown::trace
