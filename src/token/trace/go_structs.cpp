#include "token/trace/go_structs.h"

#include "core/letters.h"
#include "token/name_words.h"
#include "token/trace/arguments.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <optional>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::size_t max_filled = 256;       // fields of one call
constexpr std::size_t max_struct_levels = 4;  // structs within structs

// A struct of the tree by the file that declares it: "path\nConfig".
struct Place {
  std::string path;
  std::string name;
};

std::optional<Place> place_of(const std::string& text) {
  const auto line = text.find('\n');
  if (line == std::string::npos) return std::nullopt;
  return Place{text.substr(0, line), text.substr(line + 1)};
}

const std::vector<Script::StructField>* fields_at(Machine& machine, const Place& place) {
  const Script* script = machine.library.script(place.path);
  if (script == nullptr) return nullptr;
  const auto found = script->structs.find(place.name);
  return found == script->structs.end() ? nullptr : &found->second;
}

// The struct that `type` means in the running file: "Config", "conf.Config".
std::optional<Place> struct_of(Machine& machine, std::string_view type) {
  std::string folder = folder_of(machine.unit->path);
  const auto dot = type.find('.');
  if (dot != std::string_view::npos) {
    // "T.Field": a struct without a name.
    if (const std::string* path = machine.library.struct_file(folder, type)) {
      return Place{*path, std::string(type)};
    }
    const ValueRef package = global_name(machine, type.substr(0, dot));
    if (!is_own(package)) return std::nullopt;
    folder = own_of(package->text).path;
    if (!folder.ends_with('/')) return std::nullopt;
    folder.pop_back();
    type.remove_prefix(dot + 1);
  }
  const std::string* path = machine.library.struct_file(folder, type);
  return path == nullptr ? std::nullopt : std::optional(Place{*path, std::string(type)});
}

// "x" of `yaml:"x,omitempty"`; nullopt if the tag does not speak of that.
std::optional<std::string> told(std::string_view tag, std::string_view by) {
  const std::string begin = std::string(by) + ":\"";
  for (auto at = tag.find(begin); at != std::string_view::npos; at = tag.find(begin, at + 1)) {
    if (at > 0 && tag[at - 1] != ' ' && tag[at - 1] != '\t') continue;
    const std::string_view rest = tag.substr(at + begin.size());
    return std::string(rest.substr(0, rest.find_first_of(",\"")));
  }
  return std::nullopt;
}

// "AdoPat" → "ado_pat", "PATToken" → "pat_token"
std::string in_words(std::string_view name) {
  std::string words;
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t k = 0; k < name.size(); ++k) {
    const bool begins = is_upper(name[k]) && k > 0 &&
                        (!is_upper(name[k - 1]) ||
                         (k + 1 < name.size() && !is_upper(name[k + 1]) && name[k + 1] != '_'));
    if (begins && words.back() != '_') words += '_';
    words += name[k];
  }
  return lower(words);
}

class Filling {
 public:
  Filling(const LibraryCall& call, std::string_view tags)
      : call_(call), machine_(call.machine), tags_(tags) {}

  void fill(const ValueRef& object, const Place& place, const std::string& prefix,
            std::size_t level) {
    const auto* fields = fields_at(machine_, place);
    if (fields == nullptr || level > max_struct_levels) return;
    for (const Script::StructField& field : *fields) {
      if (++count_ > max_filled) return;
      fill_field(object, place, field, prefix, level);
    }
  }

 private:
  void fill_field(const ValueRef& object, const Place& place, const Script::StructField& field,
                  const std::string& prefix, std::size_t level) {
    ValueRef& kept = object->object->fields[lower(field.name)];
    if (const auto inner = struct_at(place, field.type)) {
      const bool embedded = field.name == field.type.substr(field.type.rfind('.') + 1);
      if (!kept || kept->kind != ValueKind::object) kept = object_value("", object->object->branch);
      kept->object->struct_type = inner->path + "\n" + inner->name;
      fill(kept, *inner, prefix_of(field, prefix, embedded), level + 1);
      // What is embedded can be had without its name.
      if (!embedded) return;
      const auto inside = kept->object->fields;
      for (const auto& [name, value] : inside) object->object->fields.try_emplace(name, value);
      return;
    }
    const bool text = field.type == "string" ||
                      (!field.type.empty() && field.type[0] >= 'A' && field.type[0] <= 'Z');
    if (!text || (kept && !holds_nothing(kept))) {
      if (!kept) object->object->fields.erase(lower(field.name));
      return;
    }
    kept = value_of(field, prefix);
    if (!kept) object->object->fields.erase(lower(field.name));
  }

  std::optional<Place> struct_at(const Place& place, std::string_view type) const {
    if (type.empty() || type == "string") return std::nullopt;
    const std::shared_ptr<const Unit> running = machine_.unit;
    machine_.unit = unit_of_file(machine_, place.path);
    auto found = struct_of(machine_, type);
    machine_.unit = running;
    return found;
  }

  bool from_environment() const {
    return tags_ == "env" || tags_ == "envconfig" || tags_.starts_with("env|");
  }

  // What stands before the names of the fields within.
  std::string prefix_of(const Script::StructField& field, const std::string& prefix,
                        bool embedded) const {
    if (from_environment()) {
      if (const auto more = told(field.tag, "envPrefix")) return prefix + *more;
      const bool nested = tags_ == "envconfig" && !embedded;
      return nested ? joined(prefix, told(field.tag, tags_).value_or(upper(field.name)), "_")
                    : prefix;
    }
    if (tags_ == "flags") return prefix;
    const std::string own = name_of(field).value_or("");
    return embedded && own.empty() ? prefix
                                   : joined(prefix, own.empty() ? lower(field.name) : own, ".");
  }

  static std::string joined(const std::string& prefix, const std::string& name, const char* by) {
    return prefix.empty() ? name : prefix + by + name;
  }

  // By the first of the tags that speaks.
  std::optional<std::string> name_of(const Script::StructField& field) const {
    std::string_view rest = tags_;
    while (!rest.empty()) {
      const auto bar = rest.find('|');
      if (auto name = told(field.tag, rest.substr(0, bar))) return name;
      rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
    }
    return std::nullopt;
  }

  // Null if nothing is put there.
  ValueRef value_of(const Script::StructField& field, const std::string& prefix) {
    const std::size_t line = call_.given.node->line;
    if (from_environment() || tags_ == "flags") {
      auto variable = told(field.tag, tags_ == "envconfig" ? "envconfig" : "env");
      if (!variable && tags_ == "envconfig") {
        const bool words = told(field.tag, "split_words") == "true";
        variable = words ? upper(in_words(field.name)) : upper(field.name);
      }
      if (variable && !variable->empty()) {
        const std::string name =
            tags_ == "envconfig" ? joined(prefix, *variable, "_") : prefix + *variable;
        return environment_value(machine_, name, line);
      }
      const auto option = tags_ == "flags" ? told(field.tag, "long") : std::nullopt;
      if (option) return flag_value(machine_, *option, nullptr, line);
      if (tags_.find('|') == std::string_view::npos) return nullptr;
    }
    const auto name = name_of(field);
    if (name == "-") return nullptr;
    const std::string own = name && !name->empty() ? *name : lower(field.name);
    return setting(joined(prefix, own, "."), line);
  }

  // Upper case means the environment, as AutomaticEnv() makes it.
  ValueRef setting(const std::string& key, std::size_t line) {
    if (is_variable_name(key)) return environment_value(machine_, key, line);
    if (tags_ == "mapstructure") return flag_value(machine_, key, nullptr, line);
    return source_value({SourceKind::script_variable, "setting:" + lower(key), "$" + key},
                        step_at(machine_, line, "the setting " + key + " is asked for"));
  }

  const LibraryCall& call_;
  Machine& machine_;
  std::string_view tags_;
  std::size_t count_ = 0;
};

// Under this name stands what a variable is declared as, "path\nConfig", and behind another line
// the file whose variable it is, if it is no function's.
std::string declared_key(std::string_view name) {
  return "\ntype " + std::string(name);
}

// The object that a declared variable becomes; null if its type is not known.
ValueRef declared_object(Machine& machine, const Node& argument) {
  if (argument.kind != NodeKind::name) return nullptr;
  Node key;
  key.kind = NodeKind::name;
  key.text = declared_key(argument.text);
  const ValueRef type = program_name(machine, key);
  if (type->kind != ValueKind::text) return nullptr;
  const auto end = type->text.rfind('\n');
  const std::string file = type->text.substr(end + 1);
  ValueRef object = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  object->object->struct_type = type->text.substr(0, end);
  if (file.empty()) {
    set_program_variable(machine, argument.text, object);
  } else {
    machine.memory.modules.set(file, argument.text, object);
  }
  return object;
}

const Node* argument_node(const Node& call, std::string_view index) {
  std::size_t left = index.empty() ? 0 : static_cast<std::size_t>(index[0] - '0');
  for (const Arg& arg : call.args) {
    if (arg.name.empty() && left-- == 0) return &arg.value;
  }
  return nullptr;
}

}  // namespace

ValueRef note_declared(Machine& machine, const Node& call) {
  if (call.args.size() != 2) return nothing();
  const auto place = struct_of(machine, call.args[1].value.text);
  if (!place) return nothing();
  const std::string file = inside_function(machine) ? "" : machine.unit->path;
  set_program_variable(machine, declared_key(call.args[0].value.text),
                       text_value(place->path + "\n" + place->name + "\n" + file));
  return nothing();
}

void note_struct(Machine& machine, const ValueRef& object, std::string_view type) {
  if (object->kind != ValueKind::object || !object->object->struct_type.empty()) return;
  const std::string& own = object->object->type;
  if (!own.empty() && !own.starts_with('\n')) return;
  if (const auto place = struct_of(machine, type)) {
    object->object->struct_type = place->path + "\n" + place->name;
  }
}

ValueRef filled_struct(const LibraryCall& call) {
  const ValueRef content = selected(call, call.row.base);
  if (!call.row.base.empty() && (!content || !content->source.id.starts_with("file:"))) {
    return hole("the output of " + std::string(call.row.call));
  }
  ValueRef target = selected(call, call.row.url);
  const Node* node = argument_node(*call.given.node, call.row.url);
  const bool object = target && target->kind == ValueKind::object;
  if (!object && node != nullptr) {
    if (ValueRef made = declared_object(call.machine, *node)) target = std::move(made);
  }
  const ValueRef before = selected(call, call.row.body);
  const std::string prefix = before ? literal(before).value_or("") : "";
  std::string_view tags = call.row.verb;
  tags.remove_prefix(tags.starts_with('=') ? 1 : 0);
  for (const ValueRef& one : target ? alternatives(target) : std::vector<ValueRef>()) {
    if (one->kind != ValueKind::object) continue;
    const auto place = place_of(one->object->struct_type);
    if (!place) continue;
    Filling(call, tags).fill(one, *place, tags == "envconfig" ? upper(prefix) : prefix, 0);
  }
  // A parser of options is asked again.
  return target ? target : hole("the output of " + std::string(call.row.call));
}

}  // namespace patdown::trace
