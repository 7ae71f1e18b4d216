#include "cli/seen_members.h"

namespace patdown {
namespace {

constexpr std::size_t most_known = std::size_t{1} << 18U;  // 20 MiB of memory

}  // namespace

SeenMembers::Member SeenMembers::member(std::string_view bytes, std::string_view name) const {
  return {.bytes = hash_.of(bytes), .name = hash_.of(name), .size = bytes.size()};
}

bool SeenMembers::held_nothing(const Member& member) const {
  const std::lock_guard lock(guard_);
  return known_.contains(member);
}

void SeenMembers::note_nothing(const Member& member) {
  const std::lock_guard lock(guard_);
  if (known_.size() < most_known) known_.insert(member);
}

}  // namespace patdown
