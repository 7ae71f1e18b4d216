#include "token/trace/tracer.h"

#include "core/letters.h"
#include "token/trace/beans.h"
#include "token/trace/call.h"
#include "token/trace/classes.h"
#include "token/trace/evaluate.h"
#include "token/trace/held_functions.h"
#include "token/trace/join_tokens.h"
#include "token/trace/library.h"
#include "token/trace/methods.h"
#include "token/trace/modules.h"
#include "token/trace/program.h"
#include "token/trace/recorder.h"
#include "token/trace/settings_files.h"
#include "token/trace/steps.h"
#include "token/trace/terraform_files.h"
#include "token/trace/text_holders.h"
#include "token/trace/uncalled.h"
#include "token/trace/unread_variables.h"
#include "token/trace/variant.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <map>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::size_t max_receivers = 32;  // classes that one method is looked at for

// Whether a table or a list within holds a function that has not been called, outside of functions.
bool holds_function(const Node& node, const Library& library) {
  const bool table = node.kind == NodeKind::map || node.kind == NodeKind::list;
  const auto held = [&](const Node& one) {
    if (one.kind == NodeKind::function) return table && !library.touched(&one);
    return holds_function(one, library);
  };
  return std::any_of(node.children.begin(), node.children.end(), held) ||
         std::any_of(node.args.begin(), node.args.end(),
                     [&held](const Arg& arg) { return held(arg.value); });
}

class Tracer {
 public:
  Tracer(const Tree& tree, const std::vector<Pipeline>& pipelines, const TreeClues& clues,
         const Tracing& how)
      : tree_(tree),
        pipelines_(pipelines),
        clues_(clues),
        only_(how.only),
        most_steps_(how.most_steps),
        library_(tree, clues, how.threads, how.parsed) {}

  Traced run() {
    library_.read_ahead(wanted(library_.scripts()));
    recorder_.begin("");
    StepTracer steps(library_, recorder_);
    for (const Pipeline& pipeline : pipelines_) {
      for (const PartlyRead& problem : pipeline.partly_read) recorder_.add(problem);
      steps.trace(pipeline);
    }
    // Which programs count may not be known until all files were shown: not asked for earlier.
    library_.read_ahead(all_scripts());
    for (const std::string& path : all_scripts()) trace_script(path);
    for (const std::string& path : wanted(library_.build_files())) trace_script(path);
    const std::set<std::string> dropped = library_.reached();
    trace_functions();
    recorder_.begin("");
    for (const std::string& path : clues_.too_large()) {
      if (only_ == nullptr || only_->contains(path))
        recorder_.add(PartlyRead{path, 1, "too large to be followed"});
    }
    trace_settings(tree_, clues_, library_, recorder_);
    trace_terraform(tree_, library_, recorder_);
    const GivenVariables given = given_variables(library_);
    settle_unread(tree_, given, recorder_);
    Traced traced;
    recorder_.finish(dropped, traced.uses, traced.partly_read);
    join_tokens(tree_, given, traced.uses);
    name_texts(library_, traced.uses);
    order(traced.uses);
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
    if (is_test(path) || is_enough(path)) return;
    recorder_.begin(path);
    Session session;
    Machine machine(library_, recorder_, session);
    machine.loaded.insert(path);
    run_alone(machine, file_of(*script));
    note_unread_files(recorder_, session);
    take_steps(machine);
  }

  // What runs next has all its steps again.
  void take_steps(Machine& machine) {
    steps_ += std::exchange(machine.steps, 0);
    machine.cut_in.clear();
  }

  // Whether the tree has taken as many steps as it may; says so once. What speaks of the service
  // may take half as many again, so that code of no matter does not come before it.
  bool is_enough(const std::string& path) {
    const std::size_t reserve = clues_.speaks(path) ? most_steps_ / 2 : 0;
    if (steps_ < most_steps_ + reserve) return false;
    if (!std::exchange(stopped_, true)) {
      recorder_.begin("");
      recorder_.add(PartlyRead{"", 0, "there is more code than is followed in one tree"});
    }
    return true;
  }

  Closure file_of(const Script& script) {
    return {&script.code->file, library_.unit(script.path), {}, 0, nullptr};
  }

  std::vector<std::string> wanted(std::vector<std::string> paths) const {
    if (only_ != nullptr)
      std::erase_if(paths, [this](const std::string& path) { return !only_->contains(path); });
    return paths;
  }

  std::vector<std::string> all_scripts() {
    std::vector<std::string> paths = wanted(library_.scripts());
    // Which programs count takes a look at all of them.
    const bool any = only_ == nullptr || std::any_of(only_->begin(), only_->end(), [](auto& path) {
                       return !program_language(path).empty();
                     });
    if (!any) return paths;
    const std::vector<std::string> programs = wanted(library_.programs());
    paths.insert(paths.end(), programs.begin(), programs.end());
    return paths;
  }

  // First the functions that nobody names, which call others, and of them those that make objects
  // for the methods of others; then what is still left.
  void trace_functions() {
    std::set<std::string> called;
    std::set<std::string, std::less<>> classes;
    std::vector<Listed> files;
    for (const std::string& path : all_scripts()) {
      const Script* script = library_.script(path);
      if (script == nullptr) continue;
      collect_callees(script->code->file, called);
      for (const auto& [name, base] : script->classes) classes.insert(name);
      files.push_back({script, is_test(path), functions_of(*script)});
    }
    add_exported(called);
    add_to_get(files, called);
    const std::set<std::string, std::less<>> any;
    trace_registrations(files);
    trace_all(files, called, classes);
    // Commands of Go are functions in tables: what they make is what others are given.
    trace_all_held(files, true);
    trace_all(files, called, any);
    trace_all(files, {}, any);
    trace_all_held(files, false);
  }

  void trace_all_held(const std::vector<Listed>& files, bool go) {
    for (const Listed& file : files) {
      const std::string& language = file.script->language;
      if (!file.test && !language.empty() && (language == "go") == go) {
        trace_held_functions(*file.script);
      }
    }
  }

  // Runs the file for what its names stand for; what it uses is not counted.
  Closure run_file(Machine& machine, const Script& script) {
    machine.loaded.insert(script.path);
    recorder_.begin(Recorder::scratch);
    Closure file = file_of(script);
    run_alone(machine, file);
    take_steps(machine);
    return file;
  }

  // Functions that tables of the file hold and nobody calls: `export const tool = { run() {…} }`.
  void trace_held_functions(const Script& script) {
    if (!holds_function(script.code->file, library_) || is_enough(script.path)) return;
    Session session;
    Machine machine(library_, recorder_, session);
    const Closure file = run_file(machine, script);
    recorder_.begin(script.path + "\nfunctions");
    run_held_by_module(machine, file.unit);
    take_steps(machine);
  }

  // Modules may export their functions under longer names.
  void add_exported(std::set<std::string>& called) {
    std::set<std::string> own;
    for (const std::string& name : called) {
      if (name.find('-') == std::string::npos) continue;
      if (const auto function = library_.function_named(name, {}))
        own.insert(lower(function->node->text));
    }
    called.merge(own);
  }

  // `Builds` may call Get-Builds.
  static void add_to_get(const std::vector<Listed>& files, std::set<std::string>& called) {
    constexpr std::string_view verb = "get-";
    for (const Listed& file : files) {
      if (!file.script->language.empty()) continue;
      for (const Uncalled& function : file.functions) {
        const bool gets = function.called.starts_with(verb);
        if (gets && called.contains(function.called.substr(verb.size())))
          called.insert(function.called);
      }
    }
  }

  // What registers the clients that others ask for (http_services.h), whoever calls it.
  void trace_registrations(const std::vector<Listed>& files) {
    static const std::set<std::string, std::less<>> registers = {"AddHttpClient", "AddRefitClient",
                                                                 "AddRefitGeneratedClient"};
    for (const Listed& file : files) {
      const std::string& language = file.script->language;
      if (file.test) continue;
      if (language == "csharp") trace_functions_of(file, {}, registers);
      if (language == "java" || language == "kotlin") trace_beans(file);
    }
  }

  void trace_beans(const Listed& file) {
    Listed beans = file;
    std::erase_if(beans.functions, [](const Uncalled& one) { return !makes_bean(*one.node); });
    trace_functions_of(beans, {}, {});
  }

  // All but those whose names are left out; if `makes` names classes, those that make one of them.
  void trace_all(const std::vector<Listed>& files, const std::set<std::string>& left_out,
                 const std::set<std::string, std::less<>>& makes) {
    for (const Listed& file : files) {
      if (!file.test) trace_functions_of(file, left_out, makes);
    }
  }

  void trace_functions_of(const Listed& file, const std::set<std::string>& left_out,
                          const std::set<std::string, std::less<>>& makes) {
    const Script& script = *file.script;
    if (!makes.empty() && script.language.empty()) return;
    std::vector<const Uncalled*> functions;
    for (const Uncalled& function : file.functions) {
      if (left_out.count(function.called) > 0 || library_.touched(function.node)) continue;
      if (!makes.empty() && !makes_one_of(*function.node, makes)) continue;
      functions.push_back(&function);
    }
    if (functions.empty() || is_enough(script.path)) return;
    if (!script.language.empty()) return trace_program_functions(script, functions);
    for (const Uncalled* function : functions) {
      if (library_.touched(function->node)) continue;
      if (is_enough(script.path)) return;
      trace_function(script, *function->node);
    }
  }

  void trace_function(const Script& script, const Node& function) {
    Session session;
    Machine machine(library_, recorder_, session);
    recorder_.begin(Recorder::scratch);
    run_alone(machine, file_of(script));
    take_steps(machine);
    recorder_.begin(script.path + "\nfunctions");
    library_.run_by_itself(&function);
    const auto dot = function.text.find('.');
    ValueRef receiver;
    if (dot != std::string::npos) {
      machine.unit = library_.unit(script.path);
      receiver = own_object_alone(machine, function.text.substr(0, dot));
      if (same_ignoring_case(function.text.substr(0, dot), function.text.substr(dot + 1))) return;
    }
    machine.function = function.text;
    run_alone(machine, {&function, library_.unit(script.path), {}, 0, receiver});
    take_steps(machine);
  }

  // The file runs once; an object of each class is made once, its parameters from outside.
  void trace_program_functions(const Script& script,
                               const std::vector<const Uncalled*>& functions) {
    Session session;
    Machine machine(library_, recorder_, session);
    const Closure file = run_file(machine, script);
    std::map<std::string, ValueRef> objects;
    for (const Uncalled* function : functions) {
      if (library_.touched(function->node)) continue;
      if (is_enough(script.path)) return;
      recorder_.begin(script.path + "\nfunctions");
      const std::vector<ValueRef> receivers = receivers_of(machine, file.unit, *function, objects);
      take_steps(machine);
      if (function->name.ends_with(".new")) continue;  // has run
      for (const ValueRef& receiver : receivers) {
        machine.function = function->name;
        run_uncalled(machine, {function->node, file.unit, {}, 0, receiver});
        take_steps(machine);
      }
    }
  }

  // The class whose methods stand in the file that runs; of Rust, whose `impl` may stand in any
  // file, where it is declared.
  static std::string class_named(Machine& machine, const std::string& name) {
    const ValueRef type =
        machine.unit->language == "rust" ? global_name(machine, name) : ValueRef();
    return type && is_own(type) ? type->text : "\n" + machine.unit->path + "\n" + name;
  }

  // On which objects a method may run: one of each class that has it from there, those aside that
  // others extend. A null one for functions.
  std::vector<ValueRef> receivers_of(Machine& machine, const std::shared_ptr<const Unit>& unit,
                                     const Uncalled& function,
                                     std::map<std::string, ValueRef>& objects) {
    const auto dot = function.name.find('.');
    if (dot == std::string::npos) return {nullptr};
    machine.unit = unit;
    const std::string own = class_named(machine, function.name.substr(0, dot));
    const std::string name = function.name.substr(dot + 1);
    std::vector<std::string> types;
    for (const ValueRef& type : classes_extending(machine, own)) {
      const auto method = method_of(machine, type->text, name);
      const bool here = name != "new" && method && method->node == function.node;
      if (here && classes_extending(machine, type->text).empty()) types.push_back(type->text);
    }
    if (types.empty()) types.push_back(own);
    if (types.size() > max_receivers) {
      recorder_.add(
          PartlyRead{unit->path, function.node->line,
                     "more classes than are looked at extend " + function.name.substr(0, dot)});
      types.resize(max_receivers);
    }
    std::vector<ValueRef> receivers;
    for (const std::string& type : types) {
      ValueRef& object = objects[type];
      const auto end = type.find('\n', 1);
      // One that somebody made, if there is one.
      const std::vector<ValueRef> made = object ? std::vector<ValueRef>() : library_.made(type);
      if (!made.empty()) object = choice(made);
      if (!object) {
        object = object_made_alone(machine, unit_of_file(machine, type.substr(1, end - 1)),
                                   type.substr(end + 1));
      }
      receivers.push_back(object);
    }
    return receivers;
  }

  const Tree& tree_;
  const std::vector<Pipeline>& pipelines_;
  const TreeClues& clues_;
  const PathSet* only_;  // null stands for all
  std::size_t most_steps_;
  std::size_t steps_ = 0;
  bool stopped_ = false;
  Library library_;
  Recorder recorder_;
};

}  // namespace

static Traced run(const Tree& tree, const std::vector<Pipeline>& pipelines, const TreeClues& clues,
                  const Tracing& how) {
  return Tracer(tree, pipelines, clues, how).run();
}

}  // namespace patdown::trace

namespace patdown {

Traced trace_tokens(const Tree& tree, const std::vector<Pipeline>& pipelines,
                    const TreeClues& clues, const Tracing& how) {
  return trace::run(tree, pipelines, clues, how);
}

}  // namespace patdown
