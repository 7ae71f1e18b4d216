#include "token/trace/tracer.h"

#include "token/trace/call.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/recorder.h"
#include "token/trace/settings_files.h"
#include "token/trace/steps.h"
#include "token/trace/terraform_files.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

std::shared_ptr<const Unit> unit_of(const Script& script) {
  auto unit = std::make_shared<Unit>();
  unit->path = script.path;
  unit->powershell = script.powershell;
  unit->code = script.code;
  return unit;
}

void collect_callees(const Node& node, std::set<std::string>& names) {
  if (node.kind == NodeKind::call && !node.text.empty()) names.insert(lower(node.text));
  for (const Node& child : node.children) collect_callees(child, names);
  for (const Node& piped : node.input) collect_callees(piped, names);
  for (const auto& [name, value] : node.env) collect_callees(value, names);
  for (const Arg& arg : node.args) collect_callees(arg.value, names);
}

// Pester's tests: their calls go to mocks.
bool is_test(std::string_view path) {
  return lower(path).ends_with(".tests.ps1");
}

class Tracer {
 public:
  Tracer(const Tree& tree, const std::vector<Pipeline>& pipelines)
      : tree_(tree), pipelines_(pipelines), library_(tree) {}

  Traced run() {
    recorder_.begin("");
    StepTracer steps(library_, recorder_);
    for (const Pipeline& pipeline : pipelines_) {
      for (const PartlyRead& problem : pipeline.partly_read) recorder_.add(problem);
      steps.trace(pipeline);
    }
    for (const std::string& path : library_.scripts()) trace_script(path);
    const std::set<std::string> dropped = library_.reached();
    trace_functions();
    recorder_.begin("");
    trace_settings(tree_, library_, recorder_);
    trace_terraform(tree_, library_, recorder_);
    Traced traced;
    recorder_.finish(dropped, traced.uses, traced.partly_read);
    return traced;
  }

 private:
  void trace_script(const std::string& path) {
    const Script* script = library_.script(path);
    if (script == nullptr) return;
    // What could not be read concerns every use in the file, whoever runs it.
    recorder_.begin("");
    for (PartlyRead problem : script->code->partly_read) {
      problem.path = path;
      recorder_.add(std::move(problem));
    }
    if (is_test(path)) return;
    recorder_.begin(path);
    Session session;
    Machine machine(library_, recorder_, session);
    const auto unit = unit_of(*script);
    run_alone(machine, {&script->code->file, unit});
  }

  // First the functions that nobody names, which call others; then what is still left.
  void trace_functions() {
    std::set<std::string> called;
    for (const std::string& path : library_.scripts()) {
      const Script* script = library_.script(path);
      if (script != nullptr) collect_callees(script->code->file, called);
    }
    for (const bool named : {false, true}) {
      for (const std::string& path : library_.scripts()) {
        const Script* script = library_.script(path);
        if (script != nullptr)
          trace_functions_of(*script, named ? std::set<std::string>() : called);
      }
    }
  }

  void trace_functions_of(const Script& script, const std::set<std::string>& left_out) {
    std::vector<const Node*> functions;
    for (const Node& node : script.code->file.children) {
      const bool function = node.kind == NodeKind::function && !node.text.empty();
      const std::string name = lower(node.text.substr(node.text.rfind('.') + 1));
      if (function && left_out.count(name) == 0) functions.push_back(&node);
    }
    for (const Node* function : functions) {
      if (!library_.touched(function)) trace_function(script, *function);
    }
  }

  void trace_function(const Script& script, const Node& function) {
    Session session;
    Machine machine(library_, recorder_, session);
    const auto unit = unit_of(script);
    recorder_.begin(Recorder::scratch);
    run_alone(machine, {&script.code->file, unit});
    recorder_.begin(script.path + "\nfunctions");
    library_.touch(&function);
    machine.function = function.text;
    machine.steps = 0;
    run_alone(machine, {&function, unit});
  }

  const Tree& tree_;
  const std::vector<Pipeline>& pipelines_;
  Library library_;
  Recorder recorder_;
};

}  // namespace

static Traced run(const Tree& tree, const std::vector<Pipeline>& pipelines) {
  return Tracer(tree, pipelines).run();
}

}  // namespace patdown::trace

namespace patdown {

Traced trace_tokens(const Tree& tree, const std::vector<Pipeline>& pipelines) {
  return trace::run(tree, pipelines);
}

}  // namespace patdown
