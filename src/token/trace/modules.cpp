#include "token/trace/modules.h"

#include "core/letters.h"
#include "token/trace/classes.h"
#include "token/trace/crates.h"
#include "token/trace/evaluate.h"
#include "token/trace/file_kinds.h"
#include "token/trace/library.h"
#include "token/trace/variant.h"
#include "token/trace/workspace.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

constexpr std::size_t max_imports = 8;  // names that stand for names
constexpr std::size_t max_stars = 64;   // modules that give each other's names

std::optional<std::string> python_file(const Machine& machine, const std::string& base) {
  for (const char* end : {".py", "/__init__.py"}) {
    auto tidy = tidy_path(base + end);
    if (tidy && machine.library.exists(*tidy)) return tidy;
  }
  return std::nullopt;
}

std::optional<std::string> python_module(const Machine& machine, std::string_view module) {
  std::string folder = folder_of(machine.unit->path);
  std::size_t dots = 0;
  while (dots < module.size() && module[dots] == '.') ++dots;
  std::string rest(module.substr(dots));
  std::replace(rest.begin(), rest.end(), '.', '/');
  if (dots > 0) {
    for (std::size_t k = 1; k < dots; ++k) folder = folder_of(folder);
    if (rest.empty()) return python_file(machine, folder);
    return python_file(machine, joined_path(folder, rest));
  }
  while (true) {
    if (auto found = python_file(machine, joined_path(folder, rest))) return found;
    if (folder.empty()) break;
    folder = folder_of(folder);
  }
  return python_file(machine, "src/" + rest);
}

std::optional<std::string> script_module(const Machine& machine, std::string_view module) {
  if (!module.starts_with('.')) {
    return workspace_module(machine.library, machine.unit->path, module);
  }
  const auto base = tidy_path(joined_path(folder_of(machine.unit->path), module));
  return base ? script_file(machine.library, *base) : std::nullopt;
}

// "…/azuredevops/v7/git" without the major version.
std::string go_module(std::string_view module) {
  std::string plain;
  while (!module.empty()) {
    const auto slash = module.find('/');
    const std::string_view part = module.substr(0, slash);
    module.remove_prefix(slash == std::string_view::npos ? module.size() : slash + 1);
    const bool version =
        part.size() > 1 && part[0] == 'v' && std::all_of(part.begin() + 1, part.end(), is_digit);
    if (version) continue;
    if (!plain.empty()) plain += '/';
    plain += part;
  }
  return plain;
}

std::optional<std::string> module_file(const Machine& machine, std::string_view module) {
  const std::string& language = machine.unit->language;
  if (language == "python") return python_module(machine, module);
  if (language == "javascript" || language == "typescript") return script_module(machine, module);
  if (language == "rust") return crate_file(machine, module);
  return std::nullopt;
}

std::string text_of(const Node& call, std::size_t index) {
  for (const Arg& arg : call.args) {
    if (!arg.name.empty() || index-- > 0) continue;
    return arg.value.kind == NodeKind::text || arg.value.kind == NodeKind::name ? arg.value.text
                                                                                : std::string();
  }
  return {};
}

const Script* script_of(Machine& machine, const std::string& path) {
  return machine.library.script(path);
}

// What the module itself says of the name; null if it does not know it.
ValueRef found_in(Machine& machine, const std::string& path, const std::string& member) {
  load_module(machine, path);
  const ModuleTable& names = machine.memory.modules;
  if (const ValueRef* value = names.find(path, member)) return *value;
  // module.exports = { f }, exports.f = …
  for (const char* holder : {"module", "exports"}) {
    const ValueRef* object = names.find(path, holder);
    if (object == nullptr || (*object)->kind != ValueKind::object) continue;
    const auto& fields = (*object)->object->fields;
    const auto exports = fields.find("exports");
    ValueRef all = exports != fields.end() ? exports->second : *object;
    if (member == "default" && exports != fields.end()) return all;
    if (all->kind != ValueKind::object) continue;
    const auto field = all->object->fields.find(lower(member));
    if (field != all->object->fields.end()) return field->second;
  }
  const Script* script = script_of(machine, path);
  if (script == nullptr) return nullptr;
  const auto function = script->functions.find(member);
  if (function != script->functions.end()) {
    return closure_of_unit(function->second, unit_of_file(machine, path));
  }
  if (script->classes.find(member) != script->classes.end()) return own_symbol(path, member);
  return nullptr;
}

ValueRef found_in_package(Machine& machine, const std::string& folder, const std::string& member) {
  const auto& names = machine.library.package(folder, machine.unit->language).names;
  const auto found = names.find(member);
  if (found == names.end()) return nullptr;
  for (const std::string* path : found->second) {
    if (ValueRef value = found_in(machine, *path, member)) return value;
  }
  return nullptr;
}

// `module.exports = f`: what a module is, if that is not a table of its members; null otherwise.
ValueRef exported_whole(Machine& machine, const std::string& path) {
  const std::string_view language = program_language(path);
  if (language != "javascript" && language != "typescript") return nullptr;
  load_module(machine, path);
  const ValueRef* module = machine.memory.modules.find(path, "module");
  if (module == nullptr || (*module)->kind != ValueKind::object) return nullptr;
  const auto& fields = (*module)->object->fields;
  const auto exports = fields.find("exports");
  if (exports == fields.end()) return nullptr;
  const ValueRef& whole = exports->second;
  const bool table = whole->kind == ValueKind::object && whole->object->type.empty();
  return table || is_nothing(whole) ? nullptr : whole;
}

using Visited = std::set<std::string>;

ValueRef look_inside(Machine& machine, const Own& own, Visited& visited) {
  if (visited.size() > max_stars || !visited.insert(own.path).second) return nullptr;
  if (own.path.ends_with('/')) {
    return found_in_package(machine, own.path.substr(0, own.path.size() - 1), own.member);
  }
  if (ValueRef value = found_in(machine, own.path, own.member)) return value;
  // A package of Python: its modules.
  if (own.path.ends_with("__init__.py")) {
    if (auto file = python_file(machine, joined_path(folder_of(own.path), own.member))) {
      return own_symbol(*file);
    }
  }
  // `from m import *`, `export * from './m'`
  const ValueRef* stars = machine.memory.modules.find(own.path, "*");
  if (stars == nullptr) return nullptr;
  for (const ValueRef& star : elements(*stars)) {
    const Own other = own_of(star->text);
    if (ValueRef value = look_inside(machine, {other.path, own.member}, visited)) return value;
  }
  return nullptr;
}

ValueRef look_inside(Machine& machine, const Own& own) {
  Visited visited;
  return look_inside(machine, own, visited);
}

ValueRef type_anywhere(Machine& machine, std::string_view name) {
  const std::string& language = machine.unit->language;
  if (language == "python" || language == "javascript" || language == "typescript") return nullptr;
  const auto path = machine.library.file_of_type(name, language);
  return path ? own_symbol(*path, name) : nullptr;
}

// Ruby's `Acme::Builds` of a file that says `module Acme`; null if none does.
ValueRef type_in_module(Machine& machine, std::string_view module, std::string_view name) {
  if (name.empty() || name[0] < 'A' || name[0] > 'Z') return nullptr;
  ValueRef type = type_anywhere(machine, name);
  if (!type) return nullptr;
  const auto text = machine.library.text(own_of(type->text).path);
  const std::string says = "module " + std::string(module.substr(module.rfind('.') + 1));
  const auto at = text ? text->find(says) : std::string::npos;
  if (at == std::string::npos) return nullptr;
  const std::size_t end = at + says.size();
  return end < text->size() && is_word_letter((*text)[end]) ? nullptr : type;
}

}  // namespace

void load_module(Machine& machine, const std::string& path) {
  if (machine.loaded.count(path) > 0 || machine.active.size() > 4 * max_inlined) return;
  machine.loaded.insert(path);
  machine.load_order.push_back(path);
  const Script* script = machine.library.script(path);
  if (script == nullptr || script->language.empty()) return;
  machine.library.reach(machine.recorder.root(), path);
  const std::shared_ptr<const Unit> caller = machine.unit;
  machine.unit = unit_of_file(machine, path);
  Frames frames = std::exchange(machine.memory.frames, Frames());
  machine.memory.frames.push({});
  machine.active.push_back({&script->code->file, {}, {}});
  run_code(machine, *script->code);
  machine.active.pop_back();
  machine.memory.frames = std::move(frames);
  machine.unit = caller;
}

void keep_loaded(const Machine& machine, std::size_t count, Memory& memory) {
  for (std::size_t k = count; k < machine.load_order.size(); ++k) {
    const std::string& module = machine.load_order[k];
    const NameTable known = machine.memory.modules[module];
    for (const auto& [name, value] : known.all()) {
      if (memory.modules.find(module, name) == nullptr) memory.modules.set(module, name, value);
    }
  }
}

Own own_of(const std::string& text) {
  const auto second = text.find('\n', 1);
  if (second == std::string::npos) return {text.substr(1), ""};
  return {text.substr(1, second - 1), text.substr(second + 1)};
}

ValueRef own_symbol(const std::string& path, std::string_view member) {
  std::string text = "\n" + path;
  if (!member.empty()) text.append("\n").append(member);
  return symbol(std::move(text));
}

bool is_own(const ValueRef& value) {
  return value->kind == ValueKind::symbol && value->text.starts_with('\n');
}

std::shared_ptr<const Unit> unit_of_file(Machine& machine, std::string_view path) {
  return machine.library.unit(path);
}

ValueRef import_value(Machine& machine, const Node& call) {
  const std::string module = text_of(call, 0);
  const std::string member = text_of(call, 1);
  if (machine.unit->language == "rust" && member != "*") {
    return crate_import(machine, module, member);
  }
  if (const auto path = module_file(machine, module)) {
    if (member == "*") {
      const std::string& own = machine.unit->path;
      const ValueRef* stars = machine.memory.modules.find(own, "*");
      std::vector<ValueRef> all = stars == nullptr ? std::vector<ValueRef>() : elements(*stars);
      all.push_back(own_symbol(*path));
      machine.memory.modules.set(own, "*", list_of(std::move(all)));
      return nothing();
    }
    // `from package import module`
    if (!member.empty() && path->ends_with("__init__.py")) {
      if (auto file = python_file(machine, joined_path(folder_of(*path), member))) {
        return own_symbol(*file);
      }
    }
    return own_symbol(*path, member);
  }
  if (machine.unit->language == "python" && !member.empty()) {
    // A folder without __init__.py.
    const std::string whole = module.ends_with('.') ? module + member : module + "." + member;
    if (const auto path = python_module(machine, whole)) return own_symbol(*path);
  }
  if (machine.unit->language == "go") {
    // A copy of Microsoft's library in the tree, or a fork, is that library.
    const std::string plain = go_module(module);
    const auto copy = plain.find("azure-devops-go-api/azuredevops");
    if (copy != std::string::npos) return symbol("github.com/microsoft/" + plain.substr(copy));
    if (const auto folder = machine.library.folder_of_package(module)) {
      return own_symbol(*folder + "/");
    }
    return symbol(go_module(module));
  }
  const auto last = module.rfind('.');
  const std::string_view type = last == std::string::npos
                                    ? std::string_view(module)
                                    : std::string_view(module).substr(last + 1);
  if (ValueRef own = type_anywhere(machine, type)) return own;
  if (member.empty() || member == "default" || member == "*") return symbol(module);
  return symbol(module + "." + member);
}

ValueRef resolved(Machine& machine, const ValueRef& value) {
  ValueRef current = value;
  for (std::size_t k = 0; k < max_imports && is_own(current); ++k) {
    const Own own = own_of(current->text);
    if (own.member.empty()) {
      const ValueRef whole = exported_whole(machine, own.path);
      return whole ? whole : current;
    }
    ValueRef inner = look_inside(machine, own);
    if (!inner) return hole("a name of " + own.path);
    if (inner->kind == ValueKind::symbol && inner->text == current->text) return current;
    current = std::move(inner);
  }
  return current;
}

ValueRef member_of(Machine& machine, const ValueRef& value, std::string_view member) {
  if (!is_own(value)) {
    if (member == "default") return value;
    if (machine.unit->language == "ruby") {
      if (ValueRef own = type_in_module(machine, value->text, member)) return own;
    }
    return symbol(value->text + "." + std::string(member));
  }
  const Own own = own_of(value->text);
  if (own.member.empty()) {
    if (own.path.ends_with(".json")) return hole("a file");
    if (ValueRef found = look_inside(machine, {own.path, std::string(member)})) {
      return resolved(machine, found);
    }
    return hole("a name of " + own.path);
  }
  // A class: a method, a field that all objects share.
  if (const auto method = method_of(machine, value->text, member)) {
    return closure_value(*method);
  }
  const ValueRef fields = fields_of_class(machine, value->text);
  if (fields) {
    const auto field = fields->object->fields.find(lower(member));
    if (field != fields->object->fields.end()) return field->second;
  }
  return hole("a name of " + own.member);
}

ValueRef global_name(Machine& machine, std::string_view name) {
  const std::string key(name);
  const std::string& path = machine.unit->path;
  if (const ValueRef* value = machine.memory.modules.find(path, key)) {
    return resolved(machine, *value);
  }
  const Script* script = machine.unit->pipeline == nullptr ? script_of(machine, path) : nullptr;
  if (script != nullptr) {
    // The module that runs knows its functions before they are defined.
    const auto function = script->functions.find(key);
    if (function != script->functions.end()) return closure_of_unit(function->second, machine.unit);
    if (script->classes.find(key) != script->classes.end()) return own_symbol(path, key);
  }
  if (const ValueRef* stars = machine.memory.modules.find(path, "*")) {
    for (const ValueRef& star : elements(*stars)) {
      if (ValueRef value = look_inside(machine, {own_of(star->text).path, key})) {
        return resolved(machine, value);
      }
    }
  }
  if (machine.unit->language == "go" || machine.unit->language == "kotlin") {
    if (ValueRef value = found_in_package(machine, folder_of(path), key)) return value;
  }
  if (machine.unit->language == "ruby") {
    if (const auto file = machine.library.file_of_function(key, "ruby")) {
      if (ValueRef value = found_in(machine, *file, key)) return value;
    }
  }
  if (ValueRef own = type_anywhere(machine, name)) return own;
  return symbol(key);
}

}  // namespace patdown::trace
