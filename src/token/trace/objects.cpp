// The cmdlets that make and change values.

#include "core/letters.h"
#include "token/trace/evaluate.h"
#include "token/trace/kept_outside.h"
#include "token/trace/library.h"
#include "token/trace/methods.h"
#include "token/trace/names.h"
#include "token/trace/script_run.h"
#include "token/trace/shared_names.h"
#include "token/trace/sources.h"
#include "token/trace/stranger.h"
#include "token/trace/text_commands.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <map>

namespace patdown::trace {
namespace {

using Handler = ValueRef (*)(Machine&, const Given&);

ValueRef given_or(const ValueRef& value, const ValueRef& other) {
  if (value) return value;
  return other ? other : nothing();
}

ValueRef first_or_input(const Given& given) {
  return given_or(given.input, positional(given, 0));
}

ValueRef secure_string(Machine&, const Given& given) {
  return given_or(argument(given, {"String"}), first_or_input(given));
}

ValueRef pass_first(Machine&, const Given& given) {
  return given_or(argument(given, {"InputObject", "Message", "Object"}), first_or_input(given));
}

ValueRef secure_text(Machine&, const Given& given) {
  return given_or(argument(given, {"SecureString"}), first_or_input(given));
}

ValueRef show(Machine& machine, const Given& given) {
  note_logging_command(machine, pass_first(machine, given));
  return nothing();
}

ValueRef ask(Machine&, const Given&) {
  return hole("a prompt");
}
ValueRef read_file(Machine& machine, const Given& given) {
  const ValueRef path = given_or(argument(given, {"Path", "LiteralPath"}), first_or_input(given));
  return file_content(machine, path, given.node->line);
}
// Out-File, Set-Content, Add-Content
ValueRef store(Machine& machine, const Given& given) {
  const ValueRef named = argument(given, {"FilePath", "Path", "LiteralPath"});
  const ValueRef path = named ? named : positional(given, 0);
  ValueRef content = given.input;
  if (!content) content = argument(given, {"Value", "InputObject"});
  if (!content) content = positional(given, named ? 0 : 1);
  const bool more = lower(given.callee) == "add-content" || argument(given, {"Append"});
  if (path && content) write_file(machine, path, content, more, *given.node);
  return nothing();
}
ValueRef tee_object(Machine& machine, const Given& given) {
  if (argument(given, {"FilePath", "LiteralPath"})) store(machine, given);
  return given_or(given.input, nothing());
}
ValueRef keep_still(Machine&, const Given&) {
  return nothing();
}

ValueRef ask_credential(Machine&, const Given&) {
  return credential_object(hole("a prompt"));
}

ValueRef entra(Machine& machine, const Given& given) {
  const ValueRef resource = argument(given, {"ResourceUrl", "Resource", "ResourceTypeName"});
  return is_other_resource(resource) ? hole("an Entra token")
                                     : entra_token(machine, given.node->line);
}

ValueRef join_path(Machine&, const Given& given) {
  ValueRef head = argument(given, {"Path"});
  ValueRef tail = argument(given, {"ChildPath"});
  std::size_t next = 0;
  if (!head) head = positional(given, next++);
  if (!tail) tail = positional(given, next++);
  std::vector<ValueRef> parts;
  if (head) parts.push_back(head);
  for (; tail; tail = positional(given, next++)) {
    parts.push_back(text_value("/"));
    parts.push_back(tail);
  }
  return join(std::move(parts));
}

ValueRef split_path(Machine&, const Given& given) {
  const ValueRef path = given_or(argument(given, {"Path"}), first_or_input(given));
  if (argument(given, {"Leaf"})) return derived(path);
  return text_value(folder_of(sketch(path)));
}

ValueRef for_each(Machine& machine, const Given& given) {
  ValueRef block = argument(given, {"Process", "Parallel"});
  std::vector<ValueRef> outputs;
  for (const GivenArg& arg : given.args) {
    if (!block && arg.value->kind == ValueKind::function) block = arg.value;
  }
  if (!block) return given.input ? derived(given.input) : hole("elements");
  std::vector<ValueRef> items = given.input ? elements(given.input) : std::vector<ValueRef>();
  if (items.empty() || items.size() > max_choices) items = {hole("an element")};
  outputs.reserve(items.size());
  for (const ValueRef& item : items) outputs.push_back(run_closure(machine, block, item));
  return outputs.size() == 1 ? outputs.front() : list_of(std::move(outputs));
}

ValueRef where(Machine& machine, const Given& given) {
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind == ValueKind::function) run_closure(machine, arg.value, hole("an element"));
  }
  return given_or(given.input, hole("elements"));
}

ValueRef pass_input(Machine&, const Given& given) {
  return given_or(given.input, positional(given, 0));
}

ValueRef run_block(Machine& machine, const Given& given) {
  std::vector<ValueRef> arguments;
  if (const ValueRef list = argument(given, {"ArgumentList"})) arguments = elements(list);
  ValueRef output = hole("the output of " + given.callee);
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind == ValueKind::function) {
      output = run_closure(machine, arg.value, nothing(), arguments);
    }
  }
  return output;
}

// Runs what the words say; a program that has no name here may do anything with a token among them.
ValueRef run_words(Machine& machine, const Given& given, const std::vector<ValueRef>& words) {
  const auto name = words.empty() ? std::nullopt : literal(words.front());
  Given inner =
      given_from_words(std::vector<ValueRef>(words.begin() + (words.empty() ? 0 : 1), words.end()),
                       machine.unit->powershell, given.node);
  inner.input = given.input;
  if (name) {
    inner.callee = *name;
    return call_named(machine, inner);
  }
  if (std::any_of(words.begin(), words.end(), holds_source)) meet_stranger(machine, inner, "");
  return hole("a computed call");
}

ValueRef run_text(Machine& machine, const Given& given) {
  ValueRef text = given_or(argument(given, {"Command"}), first_or_input(given));
  if (given.args.size() > 1 && !argument(given, {"Command"})) {
    std::vector<ValueRef> parts;
    for (const ValueRef& word : words_of(machine, given)) {
      if (!parts.empty()) parts.push_back(text_value(" "));
      parts.push_back(word);
    }
    text = join(std::move(parts));
  }
  const std::vector<ValueRef> lines = lines_of(text);
  std::vector<ValueRef> outputs;
  outputs.reserve(lines.size());
  for (const ValueRef& line : lines) {
    outputs.push_back(run_words(machine, given, split_words(line)));
  }
  return outputs.empty() ? hole("a computed call") : choice(std::move(outputs));
}

ValueRef set_named(Machine& machine, const Given& given) {
  const ValueRef name = given_or(argument(given, {"Name", "Path"}), positional(given, 0));
  ValueRef value = argument(given, {"Value"});
  if (!value) value = positional(given, argument(given, {"Name", "Path"}) ? 0 : 1);
  if (!value) value = given.input;
  std::string text = literal(name).value_or("");
  if (text.empty() || !value) return nothing();
  if (lower(text).starts_with("env:")) {
    text.erase(0, 4);
    while (!text.empty() && (text[0] == '\\' || text[0] == '/')) text.erase(0, 1);
    set_environment(machine, text, value);
  } else if (lower(given.callee).ends_with("-variable")) {
    Node variable;
    variable.kind = NodeKind::name;
    variable.text = text;
    variable.line = given.node->line;
    const ValueRef scope = argument(given, {"Scope"});
    variable.scope = shared_scope(scope ? literal(scope).value_or("") : "");
    set_variable(machine, variable, value);
  }
  return nothing();
}

ValueRef get_named(Machine& machine, const Given& given) {
  const ValueRef name = given_or(argument(given, {"Name", "Path"}), positional(given, 0));
  const std::string text = literal(name).value_or("");
  if (lower(text).starts_with("env:")) {
    ValueRef object = object_value("", 0);
    object->object->fields["value"] = environment_value(machine, text.substr(4), given.node->line);
    return object;
  }
  Node variable;
  variable.kind = NodeKind::name;
  variable.text = text;
  variable.line = given.node->line;
  if (lower(given.callee) != "get-variable" || text.empty()) return hole("an item");
  const ValueRef value = look_up(machine, variable);
  const ValueRef object = object_value("", 0);
  object->object->fields["value"] = value;
  return argument(given, {"ValueOnly"}) ? value : object;
}

// (Get-Command az).Source
ValueRef get_command(Machine&, const Given& given) {
  const ValueRef name = given_or(argument(given, {"Name"}), positional(given, 0));
  ValueRef object = object_value("", 0);
  for (const char* field : {"source", "path", "name", "definition"}) {
    object->object->fields[field] = name;
  }
  return object;
}

ValueRef load(Machine& machine, const Given& given) {
  const ValueRef file = given_or(argument(given, {"Name"}), positional(given, 0));
  const auto path = file ? script_named(machine, file) : std::nullopt;
  if (!path) return nothing();
  Given none;
  none.node = given.node;
  return run_script(machine, *path, none, RunMode::dot);
}

// using module ".\\x.psm1"
ValueRef use_module(Machine& machine, const Given& given) {
  const ValueRef what = positional(given, 0);
  if (!what || lower(literal(what).value_or("")) != "module") return nothing();
  Given rest = given;
  rest.args.erase(rest.args.begin());
  return load(machine, rest);
}

const std::map<std::string_view, Handler>& handlers() {
  static const std::map<std::string_view, Handler> table = {
      {"new-object", make_object},
      {"convertto-securestring", secure_string},
      {"convertfrom-securestring", secure_text},
      {"write-output", pass_first},
      {"out-string", pass_input},
      {"convertto-json", pass_first},
      {"convertfrom-json", pass_first},
      {"select-object", pass_input},
      {"sort-object", pass_input},
      {"tee-object", tee_object},
      {"write-host", show},
      {"write-verbose", keep_still},
      {"write-debug", keep_still},
      {"write-warning", keep_still},
      {"write-error", keep_still},
      {"write-information", keep_still},
      {"write-progress", keep_still},
      {"out-null", keep_still},
      {"out-file", store},
      {"set-content", store},
      {"add-content", store},
      {"set-strictmode", keep_still},
      {"start-sleep", keep_still},
      {"add-type", keep_still},
      {"read-host", ask},
      {"get-credential", ask_credential},
      {"get-content", read_file},
      {"get-azaccesstoken", entra},
      {"get-msaltoken", entra},
      {"join-path", join_path},
      {"split-path", split_path},
      {"resolve-path", pass_first},
      {"foreach-object", for_each},
      {"foreach", for_each},
      {"%", for_each},
      {"where-object", where},
      {"where", where},
      {"?", where},
      {"invoke-command", run_block},
      {"icm", run_block},
      {"start-job", run_block},
      {"start-threadjob", run_block},
      {"measure-command", run_block},
      {"invoke-expression", run_text},
      {"iex", run_text},
      {"set-variable", set_named},
      {"new-variable", set_named},
      {"set-item", set_named},
      {"new-item", set_named},
      {"get-variable", get_named},
      {"get-item", get_named},
      {"get-childitem", get_named},
      {"get-command", get_command},
      {"import-module", load},
      {"ipmo", load},
      {"using", use_module}};
  return table;
}

}  // namespace

std::optional<ValueRef> object_command(Machine& machine, const Given& given) {
  const auto found = handlers().find(lower(given.callee));
  if (found == handlers().end()) {
    const ValueRef secret = secret_of_cmdlet(machine, given);
    return secret ? std::optional(secret) : std::nullopt;
  }
  return found->second(machine, given);
}

}  // namespace patdown::trace
