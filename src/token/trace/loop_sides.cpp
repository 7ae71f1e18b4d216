#include "token/trace/loop_sides.h"

#include <algorithm>
#include <utility>

namespace patdown::trace {
namespace {

// The same value if nothing in it is held back by such a branch. Objects stay as they are: others
// may hold them too.
ValueRef without_sides(const ValueRef& value, unsigned last) {
  if (value->parts.empty()) return value;
  bool changed = false;
  std::vector<ValueRef> parts;
  parts.reserve(value->parts.size());
  for (const ValueRef& part : value->parts) {
    parts.push_back(without_sides(part, last));
    changed = changed || parts.back() != part;
  }
  std::vector<Arms> arms = value->arms;
  for (Arms& one : arms) {
    changed =
        std::erase_if(one, [last](const Arm& arm) { return arm.branch > last; }) > 0 || changed;
  }
  if (!changed) return value;
  if (value->kind == ValueKind::choice) return choice(std::move(parts), std::move(arms));
  Value other = *value;
  other.parts = std::move(parts);
  return std::make_shared<const Value>(std::move(other));
}

void forget_in(NameTable& names, const NameTable& before, unsigned last) {
  for (const std::string& name : names.differences(before)) {
    const ValueRef* found = names.find(name);
    if (found == nullptr) continue;
    const ValueRef value = *found;
    ValueRef other = without_sides(value, last);
    if (other != value) names.set(name, std::move(other));
  }
}

}  // namespace

void forget_sides(Memory& memory, const Memory& before, unsigned last) {
  const std::size_t frames = std::min(memory.frames.size(), before.frames.size());
  for (std::size_t k = 0; k < frames; ++k) {
    if (memory.frames.same(before.frames, k)) continue;
    forget_in(memory.frames.change(k).names, before.frames[k].names, last);
  }
  forget_in(memory.process, before.process, last);
}

}  // namespace patdown::trace
