#include "token/trace/late_value.h"

#include "core/letters.h"
#include "token/trace/call.h"
#include "token/trace/client_call.h"
#include "token/trace/library.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"

#include <algorithm>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::size_t max_setters = 4;  // functions that are run for one variable

// Whether `name = …` stands anywhere within.
bool sets(const Node& node, const std::string& name) {
  const bool here = node.kind == NodeKind::assign && !node.children.empty() &&
                    node.children[0].kind == NodeKind::name && node.children[0].text == name;
  const auto below = [&name](const Node& one) { return sets(one, name); };
  return here || std::any_of(node.children.begin(), node.children.end(), below) ||
         std::any_of(node.args.begin(), node.args.end(),
                     [&name](const Arg& arg) { return sets(arg.value, name); });
}

bool runs(const Machine& machine, const Node* function) {
  return std::any_of(machine.active.begin(), machine.active.end(),
                     [function](const Activation& outer) { return outer.node == function; });
}

// What the variable holds after the function ran; everything else is as before.
ValueRef set_by(Machine& machine, const Node& function, const std::string& name) {
  const std::string& path = machine.unit->path;
  const std::shared_ptr<const Unit> unit = machine.unit;
  const std::string running = machine.function;
  Memory before = machine.memory;
  machine.memory.modules.set(path, name, nothing());
  machine.function = function.text;
  run_alone(machine, {&function, unit, {}, 0, nullptr});
  machine.function = running;
  machine.unit = unit;
  const ValueRef* found = machine.memory.modules.find(path, name);
  ValueRef value = found == nullptr ? nothing() : *found;
  machine.memory = std::move(before);
  return value;
}

bool has_late_values(const Unit& unit) {
  return unit.pipeline == nullptr && (unit.language == "javascript" ||
                                      unit.language == "typescript" || unit.language == "python");
}

// What `$script:name` holds after the function of a PowerShell script ran.
ValueRef shared_by(Machine& machine, const Library::Setter& setter, const std::string& key) {
  const std::shared_ptr<const Unit> unit = machine.unit;
  const std::string running = machine.function;
  Memory before = machine.memory;
  machine.function = setter.function->text;
  run_alone(machine, {setter.function, machine.library.unit(setter.path), {}, 0, nullptr});
  machine.function = running;
  machine.unit = unit;
  const Memory& after = machine.memory;
  const ValueRef* found = after.frames.front().names.find(key);
  if (found == nullptr) found = after.frames[after.script].names.find(key);
  ValueRef value = found == nullptr ? nothing() : *found;
  machine.memory = std::move(before);
  return value;
}

// How many folders the paths have in common.
std::size_t nearness(std::string_view one, std::string_view other) {
  std::size_t count = one == other ? 1 : 0;
  for (std::size_t k = 0; k < std::min(one.size(), other.size()) && one[k] == other[k]; ++k) {
    count += one[k] == '/' ? 1 : 0;
  }
  return count;
}

}  // namespace

ValueRef late_shared(Machine& machine, const Node& name) {
  const bool alone = machine.unit->pipeline == nullptr && !machine.in_pipeline;
  if (!alone || machine.recorder.root() == Recorder::scratch) return nullptr;
  const std::string key = lower(name.text);
  std::vector<Library::Setter> setters = machine.library.setters_of(key);
  std::erase_if(setters, [&](const Library::Setter& one) { return runs(machine, one.function); });
  if (setters.empty()) return nullptr;
  // Asked for on one side of a branch, it is the same on the other.
  const auto [known, fresh] = machine.late.emplace("\n" + key, nullptr);
  if (!fresh) return known->second;
  const std::string reader = machine.unit->path;
  std::stable_sort(setters.begin(), setters.end(), [&reader](const auto& one, const auto& other) {
    return nearness(one.path, reader) > nearness(other.path, reader);
  });
  std::vector<ValueRef> values;
  std::size_t last = 0;
  for (const Library::Setter& one : setters) {
    // One that only empties it tells nothing; then those farther away do.
    const std::size_t near = nearness(one.path, reader);
    if (values.size() == max_setters || (!values.empty() && near < last)) break;
    last = near;
    ValueRef value = shared_by(machine, one, key);
    if (!holds_nothing(value)) values.push_back(std::move(value));
  }
  if (values.empty()) return nullptr;
  ValueRef value = choice(std::move(values));
  known->second = value;
  machine.memory.frames.change(0).names.set(key, value);
  return value;
}

ValueRef late_value(Machine& machine, const Node& name) {
  if (!has_late_values(*machine.unit)) return nullptr;
  const Script* script = machine.library.script(machine.unit->path);
  if (script == nullptr || script->set_inside.count(name.text) == 0) return nullptr;
  // A run that nothing is noted of must not use up what is to be noted.
  if (machine.recorder.root() == Recorder::scratch) return nullptr;
  const auto [known, fresh] = machine.late.emplace(machine.unit->path + "\n" + name.text, nullptr);
  if (!fresh) return known->second;
  std::size_t count = 0;
  for (const auto& [text, function] : script->functions) {
    const bool method = text.find('.') != std::string::npos;
    if (method || !sets(*function, name.text) || runs(machine, function)) continue;
    if (++count > max_setters) break;
    ValueRef value = set_by(machine, *function, name.text);
    if (holds_nothing(value)) continue;
    known->second = value;
    machine.memory.modules.set(machine.unit->path, name.text, value);
    return value;
  }
  return nullptr;
}

}  // namespace patdown::trace
