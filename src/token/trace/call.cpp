#include "token/trace/call.h"

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/feed_sources.h"
#include "token/trace/kept_outside.h"
#include "token/trace/library.h"
#include "token/trace/methods.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/script_run.h"
#include "token/trace/sources.h"
#include "token/trace/stranger.h"
#include "token/trace/text_commands.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

bool is_script_block(const Node& node) {
  return node.kind == NodeKind::block || (node.kind == NodeKind::function && node.text.empty());
}

// `f(args...)`, where `args` is one of several lists: each argument is what stands there in any.
void add_splatted_lists(Given& given, const ValueRef& lists) {
  std::size_t longest = 0;
  for (const ValueRef& one : lists->parts) longest = std::max(longest, one->parts.size());
  for (std::size_t k = 0; k < longest; ++k) {
    std::vector<ValueRef> values;
    for (const ValueRef& one : lists->parts) {
      values.push_back(k < one->parts.size() ? one->parts[k] : nothing());
    }
    given.args.push_back({"", "", choice(std::move(values), lists->arms), false});
  }
}

void add_splat(Given& given, const ValueRef& value) {
  const std::vector<ValueRef> all = alternatives(value);
  const bool lists = all.size() > 1 && std::all_of(all.begin(), all.end(), [](const ValueRef& one) {
                       return one->kind == ValueKind::list;
                     });
  if (lists) return add_splatted_lists(given, value);
  const ValueRef& first = all.front();
  if (first->kind == ValueKind::object) {
    // Alternatives of a splatted table: their fields beside each other.
    for (const ValueRef& part : all) {
      if (part->kind != ValueKind::object) continue;
      for (const auto& [name, field] : part->object->fields) {
        given.args.push_back({name, "-" + name, field, false});
      }
    }
    return;
  }
  if (first->kind == ValueKind::list) {
    for (const ValueRef& part : first->parts) given.args.push_back({"", "", part, false});
    return;
  }
  given.open = !is_nothing(first);
  if (first->kind == ValueKind::hole && !first->parts.empty()) given.rest = list_of(first->parts);
}

// `X=1 cmd`: set for the call alone.
class CallEnvironment {
 public:
  CallEnvironment(Machine& machine, const Node& call) : machine_(machine) {
    for (const auto& [name, node] : call.env) {
      const ValueRef value = evaluate(machine, node);
      NameTable& process = machine.memory.process;
      const ValueRef* old = process.find(upper(name));
      saved_.emplace_back(upper(name), old == nullptr ? nullptr : *old);
      set_environment(machine, name, value);
      note_feed_variable(machine, name, value, call.line);
    }
  }
  ~CallEnvironment() {
    std::for_each(saved_.rbegin(), saved_.rend(), [this](const auto& saved) {
      if (saved.second) {
        machine_.memory.process.set(saved.first, saved.second);
      } else {
        machine_.memory.process.erase(saved.first);
      }
    });
  }
  CallEnvironment(const CallEnvironment&) = delete;
  CallEnvironment& operator=(const CallEnvironment&) = delete;
  CallEnvironment(CallEnvironment&&) = delete;
  CallEnvironment& operator=(CallEnvironment&&) = delete;

 private:
  Machine& machine_;
  std::vector<std::pair<std::string, ValueRef>> saved_;
};

// `& $az account get-access-token`, whatever $az may be.
bool asks_for_entra_token(const Given& given) {
  return std::any_of(given.args.begin(), given.args.end(), [](const GivenArg& arg) {
    return literal_prefix(arg.value) == "get-access-token";
  });
}

// "$folder/config.sh": the program's name, wherever it lies.
std::optional<std::string> file_name(const ValueRef& callee) {
  if (auto name = literal(callee)) return name;
  if (callee->kind != ValueKind::join || callee->parts.back()->kind != ValueKind::text) {
    return std::nullopt;
  }
  const std::string& end = callee->parts.back()->text;
  const auto slash = end.find_last_of("/\\");
  if (slash == std::string::npos || slash + 1 == end.size()) return std::nullopt;
  return end.substr(slash + 1);
}

// What is called; null if the reader does not know. A macro may stand in a name: "$(folder)/x.sh".
ValueRef computed_callee(Machine& machine, const Node& call) {
  if (!call.text.empty()) return text_with_macros(machine, call.text, call.line);
  return call.children.empty() ? nullptr : evaluate(machine, call.children.front());
}

ValueRef call_computed(Machine& machine, const Node& call, Given given) {
  if (asks_for_entra_token(given)) return entra_token(machine, call.line);
  const ValueRef callee = computed_callee(machine, call);
  if (!callee) return hole("a computed call");
  for (const ValueRef& one : alternatives(callee)) {
    if (one->kind == ValueKind::function) return call_function(machine, *one->closure, given);
  }
  // LIST="az repos list"; $LIST
  const bool line = callee->kind == ValueKind::text || callee->kind == ValueKind::join;
  const bool shell = !machine.unit->powershell && !machine.unit->program() && call.text.empty();
  std::vector<ValueRef> words = line && shell ? split_words(callee) : elements(callee);
  if (words.empty()) return hole("a computed call");
  if (const auto path = script_named(machine, words.front())) {
    given.args.insert(given.args.begin(), words.size() - 1, GivenArg{});
    for (std::size_t k = 1; k < words.size(); ++k) given.args[k - 1].value = words[k];
    return run_script(machine, *path, given,
                      machine.unit->powershell ? RunMode::child : RunMode::process);
  }
  const auto name = file_name(words.front());
  if (!name && !call.text.empty()) meet_stranger(machine, given, call.text);
  if (!name && words.front()->kind == ValueKind::source)
    meet_stranger(machine, given, words.front()->source.name);
  // `$tool = & ./get-tool.ps1; & $tool --pat $pat`
  if (!name && words.front()->kind == ValueKind::hole && call.text.empty()) {
    const Node& written = call.children.front();
    meet_stranger(machine, given, written.kind == NodeKind::name ? "$" + written.text : "");
  }
  if (!name) return hole("a computed call");
  std::vector<GivenArg> args;
  for (std::size_t k = 1; k < words.size(); ++k) args.push_back({"", "", words[k], false});
  args.insert(args.end(), given.args.begin(), given.args.end());
  given.args = std::move(args);
  given.callee = *name;
  return call_named(machine, given);
}

bool speaks_of_token(std::string_view name) {
  static constexpr std::array<std::string_view, 7> words = {"pat",      "token", "secret", "auth",
                                                            "password", "cred",  "key"};
  const std::string folded = lower(name);
  return std::any_of(words.begin(), words.end(), [&folded](std::string_view word) {
    return folded.find(word) != std::string::npos;
  });
}

// "Verb-Noun" is no program.
bool may_be_program(const Machine& machine, std::string_view callee) {
  if (!machine.unit->powershell) return true;
  const auto dash = callee.find('-');
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return dash == std::string_view::npos ||
         !std::all_of(callee.begin(), callee.begin() + static_cast<std::ptrdiff_t>(dash), letter);
}

// A callee that nobody knows: its blocks may run; its output may hold a token that it was given. A
// program may do anything with it.
ValueRef call_unknown(Machine& machine, const Given& given) {
  // A macro in a file that a pipeline puts the value into, and that a shell takes for a command.
  if (given.args.empty() && given.node != nullptr && lower(given.callee) == "system.accesstoken")
    return job_token(step_at(machine, given.node->line, "a pipeline puts it there"));
  std::vector<ValueRef> derived;
  if (may_be_program(machine, given.callee)) {
    meet_stranger(machine, given, given.callee);
  } else {
    meet_unknown_cmdlet(machine, given);
  }
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind == ValueKind::function) run_closure(machine, arg.value, nothing());
    const bool token = speaks_of_token(arg.name) || speaks_of_token(arg.value->source.name);
    if (machine.unit->powershell && token && holds_source(arg.value)) derived.push_back(arg.value);
  }
  if (given.input && holds_source(given.input)) derived.push_back(given.input);
  if (derived.empty() && !given.input && !given.open) return answer_to(machine, given);
  return hole("the output of " + given.callee, std::move(derived));
}

std::vector<std::string> names_in(const Given& given) {
  std::vector<std::string> names;
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty()) names.push_back(arg.name);
  }
  return names;
}

const Closure* function_named(Machine& machine, const std::string& callee) {
  const auto found = machine.functions.find(machine.unit->powershell ? lower(callee) : callee);
  return found == machine.functions.end() ? nullptr : &found->second;
}

// `Builds` for Get-Builds: PowerShell puts the verb in front of a name that nothing else has. It
// may be a program's name: scripts that are not read here have no say, and modules do.
// https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_command_precedence
std::optional<Closure> function_to_get(Machine& machine, const Given& given) {
  const bool plain = !given.callee.empty() &&
                     std::all_of(given.callee.begin(), given.callee.end(), is_word_letter);
  if (!machine.unit->powershell || !plain) return std::nullopt;
  const std::string name = "Get-" + given.callee;
  machine.library.note_call(name);
  if (const Closure* function = function_named(machine, name)) return *function;
  auto function = machine.library.function_named(name, names_in(given));
  const bool exported = function && lower(function->unit->path).ends_with(".psm1");
  return exported ? function : std::nullopt;
}

}  // namespace

Given gather(Machine& machine, const Node& call) {
  Given given;
  given.callee = call.text;
  given.node = &call;
  for (const Arg& arg : call.args) {
    if (arg.name == ">") continue;  // where the output goes
    if (is_script_block(arg.value)) {
      given.args.push_back({arg.name, arg.spelled, closure_of(machine, arg.value), false});
      continue;
    }
    const ValueRef value = evaluate(machine, arg.value);
    if (arg.name == "@") {
      add_splat(given, value);
      continue;
    }
    const bool bare =
        !arg.name.empty() && arg.value.kind == NodeKind::hole && arg.value.text == "switch";
    given.args.push_back({arg.name, arg.spelled, value, bare});
  }
  return given;
}

static ValueRef run_call(Machine& machine, const Node& call) {
  const CallEnvironment environment(machine, call);
  const ValueRef input = call.input.empty() ? nullptr : evaluate(machine, call.input.front());
  if (!call.text.empty() && !call.children.empty()) return evaluate_method(machine, call);
  Given given = gather(machine, call);
  given.input = input;
  const bool computed = call.text.empty() || call.text.find('\x01') != std::string::npos;
  return computed ? call_computed(machine, call, std::move(given)) : call_named(machine, given);
}

ValueRef evaluate_call(Machine& machine, const Node& call) {
  if (machine.unit->program()) return program_call(machine, call);
  ValueRef output = run_call(machine, call);
  const auto file = std::find_if(call.args.begin(), call.args.end(),
                                 [](const Arg& arg) { return arg.name == ">"; });
  if (file == call.args.end()) return output;
  const ValueRef path = evaluate(machine, file->value);
  write_file(machine, path, output, file->spelled == ">>", call);
  return nothing();
}

ValueRef call_named(Machine& machine, const Given& given) {
  machine.library.note_call(given.callee);
  if (const Closure* function = function_named(machine, given.callee)) {
    return call_function(machine, Closure(*function), given);
  }
  if (auto value = text_command(machine, given)) return *value;
  if (auto value = rest_command(machine, given)) return *value;
  if (auto value = program(machine, given)) return *value;
  if (const auto path = script_named(machine, text_value(given.callee))) {
    return run_script(machine, *path, given,
                      machine.unit->powershell ? RunMode::child : RunMode::process);
  }
  if (machine.unit->powershell) {
    if (const auto function = machine.library.function_named(given.callee, names_in(given))) {
      return call_function(machine, *function, given);
    }
  }
  if (auto value = module_command(machine, given)) return *value;
  if (const auto function = function_to_get(machine, given)) {
    return call_function(machine, *function, given);
  }
  return call_unknown(machine, given);
}

ValueRef argument(const Given& given, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const GivenArg& arg : given.args) {
      if (same_ignoring_case(arg.name, name)) return arg.value;
    }
  }
  for (const std::string_view name : names) {
    for (const GivenArg& arg : given.args) {
      const bool prefix = arg.name.size() >= 3 && arg.name.size() < name.size() &&
                          same_ignoring_case(arg.name, name.substr(0, arg.name.size()));
      if (prefix) return arg.value;
    }
  }
  return nullptr;
}

ValueRef positional(const Given& given, std::size_t index) {
  for (const GivenArg& arg : given.args) {
    if (arg.name.empty() && index-- == 0) return arg.value;
  }
  return nullptr;
}

}  // namespace patdown::trace
