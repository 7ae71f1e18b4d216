#include "token/trace/cut_short.h"

#include "token/trace/client_object.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"

#include <set>
#include <string>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::size_t max_looked = 16'384;  // values that may hold tokens
constexpr std::size_t max_depth = 3;        // of objects in each other
constexpr std::size_t reserve = 5'000;      // steps for what a file imports

// The tokens that a run has in hand.
class InHand {
 public:
  InHand(Machine& machine, const Node& node) : machine_(machine), node_(node) {}

  void look(const NameTable& names) {
    for (const auto& [name, value] : names.all()) look(value, 0);
  }
  void look(const ValueRef& value, std::size_t depth) {
    if (depth > max_depth || ++looked_ > max_looked) return;
    if (value->kind == ValueKind::object) {
      if (!objects_.insert(value->object.get()).second) return;
      for (const auto& [name, field] : value->object->fields) look(field, depth + 1);
      return;
    }
    for (const FoundCredential& found : credentials_in(value)) {
      if (!known_.insert(found.credential.id).second) continue;
      record_uncertain(machine_, found, node_, "there is more code than is followed from one file");
    }
  }

 private:
  Machine& machine_;
  const Node& node_;
  std::size_t looked_ = 0;
  std::set<const Object*> objects_;
  std::set<std::string> known_;
};

// What the file would have come to: its own names, and those that it imports.
void note_tokens_of_file(Machine& machine, InHand& tokens) {
  if (std::exchange(machine.on_reserve, true)) return;
  machine.steps = max_steps - reserve;
  const NameTable names = machine.memory.modules[machine.unit->path];
  tokens.look(names);
  for (const auto& [name, value] : names.all()) {
    if (!is_own(value)) continue;
    const Own own = own_of(value->text);
    tokens.look(resolved(machine, value), 0);
    if (own.member.empty()) tokens.look(machine.memory.modules[own.path]);
  }
  machine.steps = max_steps;
  machine.on_reserve = false;
}

// What the run had come to.
void note_tokens_of_run(const Machine& machine, InHand& tokens) {
  const Memory& memory = machine.memory;
  for (std::size_t k = 0; k < memory.frames.size(); ++k) {
    tokens.look(memory.frames[k].names);
    tokens.look(memory.frames[k].around);
  }
  for (const std::string& module : machine.loaded) tokens.look(memory.modules[module]);
}

}  // namespace

void Library::run_by_itself(const Node* function) {
  touch(function);
  if (!rehearses()) by_itself_.insert(function);
}

void Library::leave_undone(const Node* function) {
  if (rehearses() || by_itself_.contains(function)) return;
  touched_.erase(function);
  undone_.insert(function);
}

void Library::forget_reached(const std::string& root, const std::string& path) {
  if (!rehearses()) reach_[root].erase(path);
}

bool is_cut_short(const Machine& machine) {
  return machine.steps >= max_steps;
}

void note_cut_short(Machine& machine, const Node& node) {
  const bool first = machine.cut_in.empty();
  if (!machine.cut_in.insert(machine.unit->path).second) return;
  note_bound(machine, node.line, "too much to evaluate");
  machine.library.forget_reached(machine.recorder.root(), machine.unit->path);
  InHand tokens(machine, node);
  if (first) {
    // The outermost one is what the run is about: it would come no further.
    for (std::size_t k = 1; k < machine.active.size(); ++k) {
      machine.library.leave_undone(machine.active[k].node);
    }
    note_tokens_of_run(machine, tokens);
  }
  if (machine.unit->program()) note_tokens_of_file(machine, tokens);
}

}  // namespace patdown::trace
