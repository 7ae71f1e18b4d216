#include "token/trace/command_run.h"

#include "token/trace/callees.h"
#include "token/trace/client_object.h"
#include "token/trace/emit.h"
#include "token/trace/names.h"
#include "token/trace/possible_lists.h"
#include "token/trace/program.h"
#include "token/trace/stranger.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::size_t max_started_words = 64;

struct Started {
  std::vector<ValueRef> words;  // or a whole line, if there is one alone
  ValueRef environment;         // a table or a list of "NAME=value"; may be null
};

ValueRef first_of(const ValueRef& object, const std::array<std::string_view, 3>& names) {
  for (const std::string_view name : names) {
    if (ValueRef value = field_or_null(object, name)) return value;
  }
  return nullptr;
}

void add_words(Started& started, const ValueRef& value) {
  if (!value || is_nothing(value)) return;
  for (const ValueRef& word : elements(value)) {
    if (started.words.size() < max_started_words) started.words.push_back(word);
  }
}

// `new ProcessStartInfo { FileName = "git", Arguments = "push …" }`, or one within.
bool add_described(Started& started, const ValueRef& object) {
  if (object->kind != ValueKind::object) return false;
  const ValueRef inner = field_or_null(object, "startinfo");
  const ValueRef& about = inner && inner->kind == ValueKind::object ? inner : object;
  const ValueRef file = first_of(about, {"filename", "command", "url"});
  if (!file) return false;
  add_words(started, file);
  if (const ValueRef line = first_of(about, {"arguments", "body", "arguments"})) {
    for (const ValueRef& word : split_words(line)) add_words(started, word);
  }
  add_words(started, first_of(about, {"argumentlist", "args", "argv"}));
  started.environment = first_of(about, {"environment", "environmentvariables", "env"});
  return true;
}

// `first`: the program's name, the line, all the words, or an object that describes them; may be
// null.
Started started_by(const LibraryCall& call, const ValueRef& first) {
  Started started;
  if (!first || !add_described(started, first)) add_words(started, first);
  const ValueRef more = selected(call, call.row.body);
  // C#'s second text holds all the words behind the program's name.
  const bool line = more && more->kind != ValueKind::list && more->kind != ValueKind::object;
  if (line) {
    for (const ValueRef& word : split_words(more)) add_words(started, word);
  } else if (more && more->kind == ValueKind::list) {
    add_words(started, more);
  }
  if (const ValueRef given = selected(call, call.row.headers)) started.environment = given;
  return started;
}

// What the program is given in its environment: names and values.
std::vector<std::pair<std::string, ValueRef>> variables_in(const ValueRef& environment) {
  std::vector<std::pair<std::string, ValueRef>> all;
  if (!environment) return all;
  if (environment->kind == ValueKind::object) {
    for (const auto& [name, value] : environment->object->fields) {
      const bool word = !name.empty() && name.find_first_of("\n.") == std::string::npos;
      if (word && value->kind != ValueKind::object) all.emplace_back(name, value);
    }
    return all;
  }
  for (const ValueRef& one : elements(environment)) {
    const std::string prefix = literal_prefix(one);
    const auto equals = prefix.find('=');
    if (equals == std::string::npos || equals == 0) continue;
    all.emplace_back(prefix.substr(0, equals), without_prefix(one, equals + 1));
  }
  return all;
}

ValueRef run_command(Machine& machine, const std::vector<ValueRef>& words, const Node& node) {
  Given given;
  given.node = &node;
  if (words.size() == 1) return run_line(machine, words.front(), node);
  for (const ValueRef& word : words) given.args.push_back({"", "", word, false});
  const auto name = literal(words.front());
  if (!name) {
    meet_stranger(machine, given, "");
    return hole("the output of a program");
  }
  given.callee = *name;
  given.args.erase(given.args.begin());
  return call_named(machine, given);
}

// Whether it is there on some sides only.
bool may_be_missing(const ValueRef& word) {
  return word->kind == ValueKind::choice &&
         std::any_of(word->parts.begin(), word->parts.end(), is_nothing);
}

ValueRef run_words(Machine& machine, const Started& started, const Node& node) {
  if (std::none_of(started.words.begin(), started.words.end(), may_be_missing)) {
    return run_command(machine, started.words, node);
  }
  PossibleLists lists;
  for (const ValueRef& word : started.words) lists.add_each(word);
  std::vector<ValueRef> outputs;
  for (std::size_t k = 0; k < lists.size(); ++k) {
    if (!lists.parts(k).empty()) outputs.push_back(run_command(machine, lists.parts(k), node));
  }
  return outputs.empty() ? hole("the output of a program") : choice(std::move(outputs));
}

ValueRef start(const LibraryCall& call, const ValueRef& first) {
  Machine& machine = call.machine;
  const Started started = started_by(call, first);
  if (started.words.empty()) return hole("the output of a program");
  const Node& node = *call.given.node;
  const NameTable process = machine.memory.process;
  const auto variables = variables_in(started.environment);
  for (const auto& [name, value] : variables) set_environment(machine, name, value);
  const Stranger before = std::exchange(machine.stranger, Stranger());
  ValueRef output = run_words(machine, started, node);
  if (!machine.stranger.name.empty()) {
    for (const auto& [name, value] : variables) {
      note_handed_over(machine, node, value, machine.stranger.name + " takes it");
    }
  }
  if (!before.name.empty()) machine.stranger = before;
  const NameTable inner = std::exchange(machine.memory.process, process);
  keep_files(machine, inner);
  return output;
}

}  // namespace

ValueRef started_program(const LibraryCall& call) {
  const ValueRef first = selected(call, call.row.url);
  // Several lists of words are several commands.
  const bool lists = first && first->kind == ValueKind::choice &&
                     std::any_of(first->parts.begin(), first->parts.end(),
                                 [](const ValueRef& one) { return one->kind == ValueKind::list; });
  const ValueRef output =
      lists ? each(first, [&call](const ValueRef& one) { return start(call, one); })
            : start(call, first);
  return call.gives.empty() ? output : object_value(call.gives, 0);
}

}  // namespace patdown::trace
