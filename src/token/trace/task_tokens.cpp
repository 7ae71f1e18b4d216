#include "token/trace/task_tokens.h"

#include "core/letters.h"
#include "core/text.h"
#include "rule/builtin.h"
#include "token/table.h"
#include "token/trace/credential.h"
#include "token/trace/feed_sources.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

struct TokenInput {
  std::string command;  // of the catalog
  bool connection = false;
};
using Inputs = std::map<std::string, TokenInput, std::less<>>;

// "task npm customendpoint" without its first word, as rows of tasks.tsv are found by.
const Inputs& token_inputs() {
  static const Inputs inputs = [] {
    const Table table(builtin_file("scopes/azure-devops/tasks.tsv"), "tasks.tsv");
    const auto command = table.column("command");
    const auto holds = table.column("holds");
    Inputs all;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string name(table.cell(row, command));
      all[name.substr(name.find(' ') + 1)] = {name, table.cell(row, holds) == "connection"};
    }
    return all;
  }();
  return inputs;
}

// "Npm@1", "ms-devlabs.tools.Publish.PublishExtension@4", "Azure/pipelines@v1" as a table has them.
std::string name_of(std::string_view task) {
  std::string name = lower(task.substr(0, task.find('@')));
  if (name.find('/') != std::string::npos) return name;
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

FoundCredential connection_named(const std::string& name, const std::string& path,
                                 std::size_t line) {
  FoundCredential found;
  found.credential = {"service-connection:" + lower(name), "service connection " + name, "pat",
                      path, line};
  found.trace.push_back({path, line, "the service connection is named"});
  return found;
}

class TaskTokens {
  struct Unread {
    std::string variable;
    FoundCredential found;
  };

 public:
  TaskTokens(Machine& machine, const Pipeline& pipeline, const Step& step)
      : machine_(machine), pipeline_(pipeline), step_(step) {}

  void look(TaskPart part) {
    part_ = part;
    for (const auto& [name, text] : step_.inputs) given(name, name, text);
    if (part == TaskPart::known) return;
    for (const auto& [name, text] : step_.env) given("env:" + lower(name), name, text);
  }

  // What `stranger` may read, as far as nothing else is known to.
  void look_at_unread(const Stranger& stranger, std::size_t seen) {
    std::vector<Unread> unread;  // a token may stand in several variables
    for (const auto& [name, text] : step_.env) {
      if (text.text.find('\x01') == std::string::npos) continue;
      for (FoundCredential& found : in_token(pipeline_text(machine_, pipeline_, step_, text))) {
        if (machine_.recorder.used_since(seen, found.credential.id)) continue;
        found.trace.push_back({step_.path, text.line, "given to the step as " + name});
        unread.push_back({name, std::move(found)});
      }
    }
    for (Unread& one : unread) {
      std::string what = stranger.name;
      what.append(" may read it as ").append(one.variable);
      record(Call(), std::move(one.found), what, false,
             {upper(one.variable), stranger.family, stranger.tests});
    }
  }

  void look_at_environment(const std::string& what) {
    for (const auto& [name, text] : step_.env) unnamed(name, text, what);
    unnamed("an argument", step_.arguments, what);
    unnamed("a part of it", step_.body, what);
  }

 private:
  void given(std::string_view input, const std::string& name, const PipelineText& text) {
    std::string key = name_of(step_.task);
    key.append(" ").append(input);
    const auto known = token_inputs().find(key);
    if (known == token_inputs().end()) {
      if (part_ == TaskPart::known || is_for_terraform(input, text)) return;
      unnamed(name, text, step_.task + " takes it as " + name);
      return;
    }
    Call call;
    call.kind = CallKind::command;
    call.command = known->second.command;
    const ValueRef value = pipeline_text(machine_, pipeline_, step_, text);
    if (known->second.connection) {
      record(call, connection_named(sketch(value), step_.path, text.line), "", true);
      return;
    }
    for (FoundCredential& found : in_token(value)) record(call, std::move(found), "", true);
  }

  // Variables of a Terraform task: its code says what they are for. Their environment is noted
  // where every step's is.
  bool is_for_terraform(std::string_view input, const PipelineText& text) {
    if (!name_of(step_.task).starts_with("terraform")) return false;
    if (input.starts_with("env:tf_var_") || input == "env:azdo_personal_access_token") return true;
    const ValueRef line = pipeline_text(machine_, pipeline_, step_, text);
    const std::vector<ValueRef> words = split_words(line);
    bool variables_alone = true;
    bool variable = false;
    for (const ValueRef& word : words) {
      const std::string prefix = literal_prefix(word);
      const bool option = prefix.starts_with("-var=");
      const std::size_t begin = option ? 5 : 0;
      const auto equals = prefix.find('=', begin);
      if ((option || variable) && equals != std::string::npos) {
        note_handed_variable(machine_, "TF_VAR_" + prefix.substr(begin, equals - begin),
                             without_prefix(word, equals + 1), 1);
      } else if (holds_source(word)) {
        variables_alone = false;
      }
      variable = prefix == "-var";
    }
    return variables_alone;
  }

  // Every source in the text by itself: a line of arguments may hold several.
  void unnamed(const std::string& name, const PipelineText& text, const std::string& what) {
    if (text.text.find('\x01') == std::string::npos) return;
    const ValueRef value = pipeline_text(machine_, pipeline_, step_, text);
    for (const Variant& variant : variants_of(value)) {
      for (const ValueRef& piece : variant.pieces) {
        if (piece->kind != ValueKind::source) continue;
        for (FoundCredential& found : in_token(piece)) {
          found.trace.push_back({step_.path, text.line, "given to " + step_.task + " as " + name});
          record(Call(), std::move(found), what, false);
        }
      }
    }
  }

  void record(const Call& call, FoundCredential found, const std::string& unresolved, bool certain,
              ReadAs read_as = {}) {
    TokenUse use;
    use.credential = std::move(found.credential);
    use.trace = std::move(found.trace);
    use.call = call;
    use.call.in_pipeline = machine_.in_pipeline;
    use.path = step_.path;
    use.line = step_.line;
    use.column = 1;
    use.unresolved = unresolved;
    if (use.credential.path.empty()) {
      use.credential.path = use.path;
      use.credential.line = use.line;
    }
    use.trace.push_back({use.path, use.line, unresolved.empty() ? call.command : unresolved});
    machine_.recorder.add(SeenUse{std::move(use), certain, std::move(read_as)});
  }

  Machine& machine_;
  const Pipeline& pipeline_;
  const Step& step_;
  TaskPart part_ = TaskPart::all;
};

}  // namespace

void note_task_tokens(Machine& machine, const Pipeline& pipeline, const Step& step, TaskPart part) {
  TaskTokens(machine, pipeline, step).look(part);
}

void note_unread_script(Machine& machine, const Pipeline& pipeline, const Step& step) {
  const std::string what = step.kind == StepKind::file
                               ? "a script that cannot be read takes it"
                               : "a script in " + step.language + " takes it";
  TaskTokens(machine, pipeline, step).look_at_environment(what);
}

void note_unread_environment(Machine& machine, const Pipeline& pipeline, const Step& step,
                             std::size_t seen) {
  if (machine.stranger.name.empty()) return;
  TaskTokens(machine, pipeline, step).look_at_unread(machine.stranger, seen);
}

// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/resources-repositories-repository
void note_repositories(Recorder& recorder, const Pipeline& pipeline) {
  for (const RepositoryResource& one : pipeline.repositories) {
    if (one.type != "git" || one.endpoint.empty()) continue;
    FoundCredential found = connection_named(one.endpoint, pipeline.path, one.line);
    TokenUse use;
    use.credential = std::move(found.credential);
    use.trace = std::move(found.trace);
    use.call.kind = CallKind::git;
    use.call.verb = "fetch";
    const auto slash = one.name.find('/');
    use.call.url = "https://dev.azure.com/{}/" + one.name.substr(0, slash) + "/_git/";
    use.call.url += slash == std::string::npos ? "{}" : one.name.substr(slash + 1);
    use.call.in_pipeline = true;
    use.path = pipeline.path;
    use.line = one.line;
    use.column = 1;
    use.trace.push_back({use.path, use.line, "fetch " + use.call.url});
    recorder.add(SeenUse{std::move(use), true});
  }
}

}  // namespace patdown::trace
