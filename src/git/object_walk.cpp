#include "git/object_walk.h"

#include "git/loose_objects.h"
#include "git/pack_walk.h"
#include "git/parallel.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

namespace patdown {
namespace {

// Loose objects that a thread reads in a row.
constexpr std::size_t loose_at_once = 32;

}  // namespace

ObjectWalk::ObjectWalk(ObjectDatabase& objects)
    : objects_(objects), packs_(objects.folders()), forest_(packs_) {
  objects.shun(forest_.rings());
  for (std::uint32_t folder = 0; folder < objects.folders().size(); ++folder) {
    for (const ObjectId& id : list_loose(objects.folders()[folder])) {
      if (!packs_.holds(id)) loose_.push_back({.id = id, .folder = folder});
    }
  }
  std::stable_sort(loose_.begin(), loose_.end(),
                   [](const Loose& a, const Loose& b) { return a.id < b.id; });
  const auto same = [](const Loose& a, const Loose& b) { return a.id == b.id; };
  loose_.erase(std::unique(loose_.begin(), loose_.end(), same), loose_.end());
}

void ObjectWalk::list(
    const std::function<void(const ObjectId&, std::optional<ObjectType>)>& add) const {
  for (std::uint32_t node = 0; node < forest_.size(); ++node) {
    const pack::Node& here = forest_[node];
    if (here.id != nullptr && !here.twice) add(ObjectId::of(here.id), forest_.type_of(node));
  }
  for (const Loose& loose : loose_) add(loose.id, std::nullopt);
}

WalkFlaws ObjectWalk::visit(ObjectTypes wanted, unsigned threads,
                            const ObjectVisitor& visitor) const {
  return visit_others({}, wanted, threads, visitor);
}

WalkFlaws ObjectWalk::visit_others(std::span<const ObjectId> known, ObjectTypes wanted,
                                   unsigned threads, const ObjectVisitor& visitor) const {
  const auto is_known = [&](const ObjectId& id) { return std::ranges::binary_search(known, id); };
  const std::vector<bool> passed = known.empty() ? std::vector<bool>() : known_trees(known);
  const ObjectVisitor visit_other = [&](const WalkedObject& object) {
    return is_known(object.id) ? std::shared_ptr<const Remembered>() : visitor(object);
  };
  const pack::Rescue rescue = [this](const ObjectId& id, std::string& why) {
    std::optional<pack::Rescued> rescued;
    if (auto object = objects_.read(id, &why)) {
      rescued = pack::Rescued{.type = object->type, .bytes = std::move(object->bytes)};
    }
    return rescued;
  };
  WalkFlaws flaws = pack::walk_packs(forest_,
                                     {.wanted = wanted,
                                      .threads = threads,
                                      .limits = {.object_bytes = ObjectDatabase::max_bytes},
                                      .passed = passed},
                                     known.empty() ? visitor : visit_other, rescue);
  std::mutex guard;
  for_each_index(loose_.size(), loose_at_once, threads, [&](std::size_t i) {
    if (is_known(loose_[i].id)) return;
    std::vector<Problem> unreadable;
    visit_loose(loose_[i], wanted, visitor, unreadable);
    if (unreadable.empty()) return;
    const std::lock_guard lock(guard);
    std::ranges::move(unreadable, std::back_inserter(flaws.unreadable));
  });
  return flaws;
}

// By number of a node: a root below which every object is known.
std::vector<bool> ObjectWalk::known_trees(std::span<const ObjectId> known) const {
  std::vector<bool> leads(forest_.size());  // to something new
  for (std::uint32_t node = 0; node < forest_.size(); ++node) {
    const pack::Node& here = forest_[node];
    if (here.id == nullptr || std::ranges::binary_search(known, ObjectId::of(here.id))) continue;
    for (std::uint32_t at = node; at != pack::Node::none && !leads[at]; at = forest_[at].base) {
      leads[at] = true;
    }
  }
  leads.flip();
  return leads;
}

void ObjectWalk::visit_loose(const Loose& loose, ObjectTypes wanted, const ObjectVisitor& visitor,
                             std::vector<Problem>& unreadable) const {
  std::string why;
  const std::string& folder = objects_.folders()[loose.folder];
  const auto own = read_loose(folder, loose.id, ObjectDatabase::max_bytes, why);
  const auto type = own ? object_type_named(own->type) : std::nullopt;
  if (type) {
    if (!wanted.has(*type)) return;
    visitor({.id = loose.id,
             .type = *type,
             .bytes = std::string_view(own->text).substr(own->begin),
             .delta = nullptr});
    return;
  }
  // Another folder may hold it too.
  const auto other = objects_.read(loose.id, &why);
  if (!other) {
    unreadable.push_back({.object = loose.id.hex(), .path = {}, .why = std::move(why)});
  } else if (wanted.has(other->type)) {
    visitor({.id = loose.id, .type = other->type, .bytes = other->bytes, .delta = nullptr});
  }
}

}  // namespace patdown
