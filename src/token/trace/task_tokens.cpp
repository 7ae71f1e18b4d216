#include "token/trace/task_tokens.h"

#include "core/text.h"
#include "rule/builtin.h"
#include "token/table.h"
#include "token/trace/credential.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

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
  std::string name = lower_case(task.substr(0, task.find('@')));
  if (name.find('/') != std::string::npos) return name;
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

class TaskTokens {
 public:
  TaskTokens(Machine& machine, const Pipeline& pipeline, const Step& step)
      : machine_(machine), pipeline_(pipeline), step_(step) {}

  void look() {
    for (const auto& [name, text] : step_.inputs) given(name, name, text);
    for (const auto& [name, text] : step_.env) given("env:" + lower_case(name), name, text);
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
      unnamed(name, text, step_.task + " takes it as " + name);
      return;
    }
    Call call;
    call.kind = CallKind::command;
    call.command = known->second.command;
    const ValueRef value = pipeline_text(machine_, pipeline_, step_, text);
    if (known->second.connection) {
      record(call, connection(value, text.line), "", true);
      return;
    }
    for (FoundCredential& found : in_token(value)) record(call, std::move(found), "", true);
  }

  FoundCredential connection(const ValueRef& value, std::size_t line) const {
    const std::string name = sketch(value);
    FoundCredential found;
    found.credential = {"service-connection:" + lower(name), "service connection " + name, "pat",
                        step_.path, line};
    found.trace.push_back({step_.path, line, "the service connection is named"});
    return found;
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

  void record(const Call& call, FoundCredential found, const std::string& unresolved,
              bool certain) {
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
    machine_.recorder.add(SeenUse{std::move(use), certain});
  }

  Machine& machine_;
  const Pipeline& pipeline_;
  const Step& step_;
};

}  // namespace

void note_task_tokens(Machine& machine, const Pipeline& pipeline, const Step& step) {
  TaskTokens(machine, pipeline, step).look();
}

void note_unread_script(Machine& machine, const Pipeline& pipeline, const Step& step) {
  const std::string what = step.kind == StepKind::file
                               ? "a script that cannot be read takes it"
                               : "a script in " + step.language + " takes it";
  TaskTokens(machine, pipeline, step).look_at_environment(what);
}

}  // namespace patdown::trace
