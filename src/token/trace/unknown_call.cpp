// What becomes of a token that is given to what nobody knows.

#include "core/letters.h"
#include "token/name_words.h"
#include "token/trace/call.h"
#include "token/trace/client_call.h"
#include "token/trace/client_extras.h"
#include "token/trace/client_object.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/leaving_tokens.h"
#include "token/trace/names.h"
#include "token/trace/request_url.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace patdown::trace {

// "filePath", "PATTERN", "dispatch", "author": words that only hold "pat" or "auth".
static bool is_other_word(const std::string& word) {
  static constexpr std::array<std::string_view, 8> ends = {
      "path", "paths", "pattern", "patterns", "patch", "dispatch", "author", "authors"};
  return std::any_of(ends.begin(), ends.end(),
                     [&word](std::string_view end) { return word.ends_with(end); });
}

bool speaks_of_token(std::string_view name) {
  static constexpr std::array<std::string_view, 4> words = {"token", "secret", "cred", "password"};
  static constexpr std::array<std::string_view, 2> brief = {"pat", "auth"};
  const std::string folded = lower(name);
  // What stops a task, what asks for the next page.
  if (folded.find("cancel") != std::string::npos ||
      folded.find("continuation") != std::string::npos) {
    return false;
  }
  const auto within = [](const std::string& text) {
    return [&text](std::string_view word) { return text.find(word) != std::string::npos; };
  };
  if (std::any_of(words.begin(), words.end(), within(folded))) return true;
  if (std::none_of(brief.begin(), brief.end(), within(folded))) return false;
  const std::vector<std::string> parts = name_words(name);
  return std::any_of(parts.begin(), parts.end(), [&within](const std::string& part) {
    return !is_other_word(part) && std::any_of(brief.begin(), brief.end(), within(part));
  });
}

namespace {

constexpr std::size_t max_escaped = 4;      // tokens of one call
constexpr std::size_t max_given_depth = 2;  // options in options

bool holds_token(const ValueRef& value) {
  const std::vector<FoundCredential> all = credentials_in(value);
  return std::any_of(all.begin(), all.end(),
                     [](const FoundCredential& one) { return is_token(one, ""); });
}

// What a call made something of: of several values those that are tokens by their names.
std::vector<ValueRef> tokens_among(const std::vector<ValueRef>& values) {
  std::vector<ValueRef> tokens;
  std::copy_if(values.begin(), values.end(), std::back_inserter(tokens), holds_token);
  return tokens.empty() ? values : tokens;
}

// What an argument holds, and of a plain object what its fields do.
std::vector<FoundCredential> handed_over(const ValueRef& value) {
  std::vector<FoundCredential> all = credentials_in(value);
  if (!all.empty() || value->kind != ValueKind::object || !value->object->type.empty()) return all;
  for (const auto& [name, field] : value->object->fields) {
    const bool table = field->kind == ValueKind::object;
    if (table && name != "env") continue;
    for (FoundCredential& one : table ? handed_over(field) : credentials_in(field)) {
      // { read: READ_PAT }: the field's name or the token's own says what it is.
      if (table || is_token(one, name)) all.push_back(std::move(one));
    }
  }
  return all;
}

// Whether the same source is there already: `new Pat { Plain = pat, Encoded = pat }`.
bool is_among(const std::vector<ValueRef>& values, const ValueRef& value) {
  return std::any_of(values.begin(), values.end(), [&value](const ValueRef& one) {
    const bool sources = one->kind == ValueKind::source && value->kind == ValueKind::source;
    return one == value || (sources && one->source.id == value->source.id);
  });
}

// A token, by its name, or options in which one stands.
bool brings_token(const ValueRef& value) {
  if (holds_source(value)) return true;
  const std::vector<FoundCredential> all = credentials_in(value);
  if (value->kind == ValueKind::object) return !all.empty();
  return std::any_of(all.begin(), all.end(),
                     [](const FoundCredential& one) { return is_token(one, ""); });
}

// What is given may be called: a function, or one among options, `{ handler(x) {…} }`.
void run_given(Machine& machine, const ValueRef& value, const Node& node, std::size_t depth) {
  if (value->kind == ValueKind::choice) {
    for (const ValueRef& one : value->parts) run_given(machine, one, node, depth);
  } else if (value->kind == ValueKind::function) {
    Given given;
    given.node = value->closure->node;
    given.args.push_back({"", "", hole("an argument"), false});
    given.open = true;
    call_function(machine, Closure(*value->closure), std::move(given));
  } else if (value->kind == ValueKind::object && !value->object->type.empty()) {
    Given given;
    given.node = &node;
    call_sdk_method(machine, value, given);
  } else if (value->kind == ValueKind::object && value->object->type.empty() &&
             depth < max_given_depth) {
    const std::map<std::string, ValueRef> fields = value->object->fields;
    for (const auto& [name, field] : fields) run_given(machine, field, node, depth + 1);
  }
}

// "https://dev.azure.com/acme", as an argument or among options.
bool names_service(const ValueRef& value) {
  if (value->kind == ValueKind::object) {
    const auto& fields = value->object->fields;
    return value->object->type.empty() &&
           std::any_of(fields.begin(), fields.end(), [](const auto& field) {
             return field.second->kind != ValueKind::object && names_service(field.second);
           });
  }
  const std::string text = sketch(value);
  return text.starts_with("https://") && service_of(text) == UrlService::azure_devops;
}

// `config["ado"] = {"pat": pat}; config.write(f)`, where nobody knows what config is: its methods
// have what is set on it.
void note_kept_in(Machine& machine, const ValueRef& object, const std::string& name,
                  const Node& node) {
  if (object->kind != ValueKind::object || !field_or_null(object, held_key)) return;
  const std::string method = name.substr(name.rfind('.') + 1);
  if (is_quiet_method(machine, method)) return;
  for (const FoundCredential& found : tokens_within(object)) {
    record_uncertain(machine, found, node,
                     "it is kept in what " + method + " is called on, which is not known");
  }
}

// Records that tokens are given to what nobody knows. Together with an address of Azure DevOps it
// is sure for what.
void note_escape(Machine& machine, const std::string& name, const Given& given) {
  const auto dot = name.rfind('.');
  if (dot != std::string::npos && is_quiet_method(machine, name.substr(dot + 1))) return;
  const bool service = std::any_of(given.args.begin(), given.args.end(),
                                   [](const GivenArg& arg) { return names_service(arg.value); });
  std::size_t count = 0;
  for (const GivenArg& arg : given.args) {
    if (arg.name == "<>") continue;
    for (const FoundCredential& found : handed_over(arg.value)) {
      if (!is_token(found, arg.name) || ++count > max_escaped) continue;
      const std::string why = "it is given to " + name + ", which is not known";
      if (service) {
        record(machine, Call(), {found}, *given.node, why);
      } else {
        record_uncertain(machine, found, *given.node, why);
      }
    }
  }
}

// `settings.get("pat")`, `GetAppSetting("AzureDevOpsToken")`: called by the setting that is read.
ValueRef token_setting(const Machine& machine, const std::string& name, const Given& given) {
  const std::string method = lower(name.substr(name.find_last_of(".:/\n") + 1));
  const ValueRef first = positional(given, 0);
  const std::string key = first ? literal(first).value_or("") : "";
  const bool reads = method.starts_with("get") || method == "fetch" || method == "read";
  const bool plain = !key.empty() && key.find_first_of(" /\n{") == std::string::npos;
  if (!reads || !plain || !speaks_of_token(key)) return nullptr;
  return script_variable(machine, key.substr(key.find_last_of(":.") + 1), given.node->line);
}

// `settings.model_dump()`, `config.toJSON()`: a table or a text of all that the object holds.
bool is_serializer(std::string_view name) {
  static constexpr std::array<std::string_view, 9> names = {
      "modeldump", "modeldumpjson", "dict", "todict", "asdict", "tojson", "toh", "json", "toyaml"};
  std::string method = lower(name.substr(name.find_last_of(".\n") + 1));
  method.erase(std::remove(method.begin(), method.end(), '_'), method.end());
  return std::find(names.begin(), names.end(), method) != names.end();
}

}  // namespace

ValueRef unknown_call(Machine& machine, const std::string& name, const ValueRef& object,
                      const Given& given) {
  if (object) {
    if (auto value = sdk_call(machine, object, given)) return *value;
  }
  std::vector<ValueRef> derived;
  for (const GivenArg& arg : given.args) {
    run_given(machine, arg.value, *given.node, 0);
    if (arg.value->kind != ValueKind::function && derived.size() < max_escaped &&
        brings_token(arg.value) && !is_among(derived, arg.value)) {
      derived.push_back(arg.value);
    }
  }
  if (derived.empty()) {
    if (ValueRef setting = token_setting(machine, name, given)) return setting;
  }
  note_escape(machine, name.substr(name.rfind('\n') + 1), given);
  if (object) note_kept_in(machine, object, name.substr(name.rfind('\n') + 1), *given.node);
  if (object && object->kind == ValueKind::hole && derived.empty()) return object;
  if (object && object->kind == ValueKind::object && is_serializer(name)) return object;
  return hole("the output of " + name.substr(name.rfind('\n') + 1), tokens_among(derived));
}

}  // namespace patdown::trace
