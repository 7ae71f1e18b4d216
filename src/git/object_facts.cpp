#include "git/object_facts.h"

#include "git/raw_object.h"

#include <algorithm>

namespace patdown {

ObjectFacts::ObjectFacts(const ObjectWalk& walk)
    : ids_(walk.ids()), types_(walk.ids().size(), unknown) {
  walk.list([this](std::uint32_t number, std::optional<ObjectType> type) {
    if (type) types_[number] = static_cast<std::uint8_t>(*type);
  });
}

void ObjectFacts::take(const WalkedObject& object) {
  const std::uint32_t number = object.number;
  if (types_[number] == unknown) {  // each object comes once, so nobody else looks at this
    types_[number] = static_cast<std::uint8_t>(object.type);
  }
  if (object.type == ObjectType::commit) {
    const RawCommit raw = parse_commit(object.bytes);
    const std::int64_t committed = seconds_of(raw.committer);
    const std::lock_guard lock(guard_);
    if (commit_numbers_.add(number) < commits_.size()) return;
    commits_.push_back({.tree = raw.tree,
                        .committed = committed,
                        .first_parent = parents_.size(),
                        .parents = raw.parents.size()});
    parents_.insert(parents_.end(), raw.parents.begin(), raw.parents.end());
  } else if (object.type == ObjectType::tag) {
    const ObjectId target = parse_tag(object.bytes).target;
    const std::lock_guard lock(guard_);
    tags_.emplace(number, target);
  }
}

void ObjectFacts::note(const std::vector<Problem>& unreadable) {
  for (const Problem& problem : unreadable) {
    if (const auto id = ObjectId::parse(problem.object)) unreadable_.emplace(*id, problem.why);
  }
}

bool ObjectFacts::all_typed() const {
  return std::find(types_.begin(), types_.end(), unknown) == types_.end();
}

std::optional<ObjectType> ObjectFacts::type_of(std::uint32_t number) const {
  if (number >= types_.size() || types_[number] == unknown) return std::nullopt;
  return static_cast<ObjectType>(types_[number]);
}

std::optional<ObjectType> ObjectFacts::type_of(const ObjectId& id) const {
  return type_of(ids_.find(id));
}

const ObjectFacts::Commit* ObjectFacts::commit(const ObjectId& id) const {
  const std::uint32_t number = commit_numbers_.find(ids_.find(id));
  return number == ObjectIds::none ? nullptr : &commits_[number];
}

const ObjectId* ObjectFacts::tag_target(const ObjectId& id) const {
  const auto found = tags_.find(ids_.find(id));
  return found == tags_.end() ? nullptr : &found->second;
}

}  // namespace patdown
