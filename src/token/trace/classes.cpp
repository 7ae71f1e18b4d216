#include "token/trace/classes.h"

#include "token/trace/client_call.h"
#include "token/trace/client_table.h"
#include "token/trace/declared_route.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <map>

namespace patdown::trace {
namespace {

constexpr std::size_t max_extending = 32;  // classes that are asked for what extends them
constexpr std::size_t max_bases = 8;       // classes above each other

}  // namespace

bool is_abstract(const Node& function) {
  if (function.children.empty() || declares_route(function)) return false;
  const Node& last = function.children.back();
  return last.kind == NodeKind::call && last.text == "annotation" && last.args.size() == 1 &&
         last.args[0].value.text == "abstract";
}

bool is_property(const Closure& method) {
  const std::string& language = method.unit->language;
  const bool bare = language == "csharp" || language == "kotlin" || language == "ruby";
  if (bare && method.node->args.empty()) return true;
  const std::vector<Node>& body = method.node->children;
  return !body.empty() && body.front().kind == NodeKind::call &&
         body.front().text == "annotation" && !body.front().args.empty() &&
         body.front().args[0].value.text.ends_with("property");
}

std::vector<ValueRef> classes_extending(Machine& machine, const std::string& type) {
  std::vector<ValueRef> all;
  std::vector<std::string> open = {type};
  for (std::size_t k = 0; k < open.size() && k < max_extending; ++k) {
    const Own own = own_of(open[k]);
    const Script* script = machine.library.script(own.path);
    if (script == nullptr) continue;
    for (const auto& [path, name] : machine.library.derived_from(own.member, script->language)) {
      const ValueRef one = own_symbol(path, name);
      const ValueRef base = base_of(machine, one->text);
      if (!base || base->text != open[k]) continue;
      if (std::find(open.begin(), open.end(), one->text) != open.end()) continue;
      open.push_back(one->text);
      all.push_back(one);
    }
  }
  return all;
}

std::vector<ValueRef> classes_implementing(Machine& machine, const std::string& type) {
  const Own own = own_of(type);
  const Script* script = machine.library.script(own.path);
  std::vector<ValueRef> all;
  if (script == nullptr) return all;
  for (const auto& [path, name] : machine.library.derived_from(own.member, script->language)) {
    const ValueRef one = own_symbol(path, name);
    if (one->text != type) all.push_back(one);
  }
  const std::string& name = own.member;
  const bool interface = name.size() > 2 && name[0] == 'I' && name[1] >= 'A' && name[1] <= 'Z';
  if (!all.empty() || !interface) return all;
  // IApiClient is what ApiClient implements, of which no other file needs to speak.
  const std::string class_name = name.substr(1);
  const auto& path = machine.library.file_of_type(class_name, script->language);
  const Script* implementing = path ? machine.library.script(*path) : nullptr;
  if (implementing == nullptr) return all;
  const auto first = implementing->classes.find(class_name);
  const auto& further = implementing->further_bases;
  const bool says = (first != implementing->classes.end() && first->second == name) ||
                    std::any_of(further.begin(), further.end(), [&](const auto& one) {
                      return one.first == class_name && one.second == name;
                    });
  if (says) all.push_back(own_symbol(*path, class_name));
  return all;
}

// What the class of a file extends under that name; null if that is nothing known.
static ValueRef base_named(Machine& machine, const std::string& type, std::string_view rest) {
  const Own own = own_of(type);
  const std::shared_ptr<const Unit> caller = machine.unit;
  load_module(machine, own.path);
  machine.unit = unit_of_file(machine, own.path);
  ValueRef base;
  while (!rest.empty()) {
    const auto dot = rest.find('.');
    const std::string_view name = rest.substr(0, dot);
    base = base ? member_of(machine, base, name) : global_name(machine, name);
    if (base->kind != ValueKind::symbol || dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  machine.unit = caller;
  return base && base->kind == ValueKind::symbol && base->text != type ? base : nullptr;
}

ValueRef base_of(Machine& machine, const std::string& type) {
  const Own own = own_of(type);
  const Script* script = machine.library.script(own.path);
  if (script == nullptr) return nullptr;
  const auto known = script->classes.find(own.member);
  if (known == script->classes.end() || known->second.empty()) return nullptr;
  return base_named(machine, type, known->second);
}

std::string outermost_base(Machine& machine, const std::string& type) {
  std::string current = type;
  for (std::size_t k = 0; k < max_bases; ++k) {
    const ValueRef base = base_of(machine, current);
    if (!base) break;
    current = base->text;
  }
  return current;
}

ValueRef type_argument_of(Machine& machine, const std::string& type, std::string_view name) {
  std::string current = type;
  std::map<std::string, std::string, std::less<>> known;  // of `current`: what its own stand for
  for (std::size_t k = 0; k < max_bases; ++k) {
    const auto found = known.find(name);
    if (found != known.end()) return symbol(found->second);
    const Own own = own_of(current);
    const Script* script = machine.library.script(own.path);
    const ValueRef base = base_of(machine, current);
    if (script == nullptr || !base || !is_own(base)) return nullptr;
    const Own above = own_of(base->text);
    const Script* declaring = machine.library.script(above.path);
    const auto given = script->base_types.find(own.member);
    std::map<std::string, std::string, std::less<>> next;
    if (declaring != nullptr && given != script->base_types.end()) {
      const auto parameters = declaring->type_parameters.find(above.member);
      const std::size_t count = parameters == declaring->type_parameters.end()
                                    ? 0
                                    : std::min(parameters->second.size(), given->second.size());
      for (std::size_t at = 0; at < count; ++at) {
        const auto passed_on = known.find(given->second[at]);
        next[parameters->second[at]] =
            passed_on == known.end() ? given->second[at] : passed_on->second;
      }
    }
    known = std::move(next);
    current = base->text;
  }
  return nullptr;
}

static std::optional<Closure> find_method(Machine& machine, const std::string& type,
                                          std::string_view method, std::string* library,
                                          std::size_t depth);

// A method that a class has from one of its further bases, as those of Python and Ruby do.
static std::optional<Closure> mixed_in(Machine& machine, const std::string& type,
                                       std::string_view method, std::string* library,
                                       std::size_t depth) {
  const Own own = own_of(type);
  const Script* script = machine.library.script(own.path);
  if (script == nullptr || depth == max_bases) return std::nullopt;
  if (script->language != "ruby" && script->language != "python") return std::nullopt;
  for (const auto& [name, further] : script->further_bases) {
    if (name != own.member) continue;
    const ValueRef base = base_named(machine, type, further);
    if (!base) continue;
    if (is_own(base)) {
      if (auto found = find_method(machine, base->text, method, library, depth + 1)) return found;
    } else if (library != nullptr &&
               client_row(script->language, base->text + "." + std::string(method))) {
      *library = base->text;
    }
  }
  return std::nullopt;
}

static std::optional<Closure> find_method(Machine& machine, const std::string& type,
                                          std::string_view method, std::string* library,
                                          std::size_t depth) {
  std::string current = type;
  for (std::size_t k = 0; k < max_bases; ++k) {
    const Own own = own_of(current);
    const Script* script = machine.library.script(own.path);
    if (script == nullptr) return std::nullopt;
    const std::string name = own.member + "." + std::string(method);
    const auto found = script->functions.find(name);
    if (found != script->functions.end() && !is_abstract(*found->second)) {
      return Closure{found->second, unit_of_file(machine, own.path), {}, 0, nullptr};
    }
    const std::string& language = machine.unit->language;
    if (language == "go" || language == "csharp" || language == "rust") {
      // Methods of a type may stand in other files of its package, of a class in other parts of it.
      const auto& declared = machine.library.package(folder_of(own.path), language).functions;
      const auto there = declared.find(name);
      if (there != declared.end()) {
        const auto [path, node] = there->second;
        return Closure{node, unit_of_file(machine, *path), {}, 0, nullptr};
      }
    }
    const ValueRef base = base_of(machine, current);
    if (base && !is_own(base) && library != nullptr) *library = base->text;
    if (auto mixed = mixed_in(machine, current, method, library, depth)) return mixed;
    if (!base || !is_own(base)) return std::nullopt;
    current = base->text;
  }
  return std::nullopt;
}

std::optional<Closure> method_of(Machine& machine, const std::string& type, std::string_view method,
                                 std::string* library) {
  return find_method(machine, type, method, library, 0);
}

ValueRef fields_of_class(Machine& machine, const std::string& type) {
  const Own own = own_of(type);
  load_module(machine, own.path);
  const ValueRef* fields = machine.memory.modules.find(own.path, "this");
  return fields != nullptr && (*fields)->kind == ValueKind::object ? *fields : nullptr;
}

void add_base_fields(Machine& machine, const std::string& type, Object& object) {
  std::string current = type;
  for (std::size_t k = 0; k < max_bases; ++k) {
    const ValueRef base = base_of(machine, current);
    if (!base || !is_own(base)) return;
    const bool same_file = own_of(base->text).path == own_of(current).path;
    current = base->text;
    const ValueRef fields = same_file ? nullptr : fields_of_class(machine, current);
    if (fields) object.fields.insert(fields->object->fields.begin(), fields->object->fields.end());
  }
}

std::optional<ValueRef> call_on_class(Machine& machine, const Node& receiver,
                                      const ValueRef& object, const Given& given) {
  const bool of_class = machine.unit->language == "ruby" && receiver.kind == NodeKind::call &&
                        receiver.text == "class" && object->kind == ValueKind::object &&
                        object->object->type.starts_with('\n');
  if (!of_class) return std::nullopt;
  const Own own = own_of(object->object->type);
  const bool running =
      std::any_of(machine.active.begin(), machine.active.end(), [&](const Activation& one) {
        return one.node != nullptr && one.node->text == own.member + "." + given.callee;
      });
  const Script* script = running ? machine.library.script(own.path) : nullptr;
  if (script == nullptr) return std::nullopt;
  const auto first = script->classes.find(own.member);
  std::vector<std::string> bases;
  if (first != script->classes.end()) bases.push_back(first->second);
  for (const auto& [name, base] : script->further_bases) {
    if (name == own.member) bases.push_back(base);
  }
  for (const std::string& base : bases) {
    if (auto value = library_call(machine, base + "." + given.callee, object, given)) return value;
  }
  return std::nullopt;
}

}  // namespace patdown::trace
