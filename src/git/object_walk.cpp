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

ObjectWalk::ObjectWalk(ObjectDatabase& objects, unsigned threads)
    : objects_(objects), packs_(objects.folders()), forest_(packs_, threads) {
  objects.shun(forest_.rings());
  find_loose();
  number_all();
}

void ObjectWalk::find_loose() {
  const ObjectDatabase& objects = objects_;
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

// By their ids, those of several packs and loose ones merged; an object that two packs hold has one
// number.
void ObjectWalk::number_all() {
  const std::vector<pack::PackFile>& packs = packs_.packs();
  if (packs.size() == 1 && loose_.empty()) {
    if (const auto own = packs.front().list()) {
      ids_ = SortedIds(*own);
      return;
    }
  }
  struct Placed {
    ObjectId id;
    std::uint32_t place = 0;
  };
  std::vector<Placed> all;
  all.reserve(forest_.places() + loose_.size());
  const auto add = [&all](const ObjectId& id) {
    all.push_back({.id = id, .place = static_cast<std::uint32_t>(all.size())});
  };
  const auto merge_from = [&all](std::size_t begin) {
    std::inplace_merge(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(),
                       [](const Placed& a, const Placed& b) { return a.id < b.id; });
  };
  for (const pack::PackFile& pack : packs) {
    const std::size_t begin = all.size();
    for (std::size_t place = 0; place < pack.places(); ++place) add(ObjectId::of(pack.id(place)));
    merge_from(begin);
  }
  const std::size_t begin = all.size();
  for (const Loose& loose : loose_) add(loose.id);
  merge_from(begin);
  numbers_.resize(all.size());
  for (const Placed& placed : all) {
    if (merged_.empty() || merged_.back() != placed.id) merged_.push_back(placed.id);
    numbers_[placed.place] = static_cast<std::uint32_t>(merged_.size() - 1);
  }
  ids_ = SortedIds({.first = static_cast<const char*>(static_cast<const void*>(merged_.data())),
                    .count = merged_.size()});
}

void ObjectWalk::list(
    const std::function<void(std::uint32_t, std::optional<ObjectType>)>& add) const {
  for (std::uint32_t node = 0; node < forest_.size(); ++node) {
    const pack::Node& here = forest_[node];
    if (here.id != nullptr && !here.twice) {
      add(number_of(forest_.place_of(node)), forest_.type_of(node));
    }
  }
  for (std::size_t i = 0; i < loose_.size(); ++i) {
    add(number_of(forest_.places() + i), std::nullopt);
  }
}

WalkFlaws ObjectWalk::visit(ObjectTypes wanted, unsigned threads,
                            const ObjectVisitor& visitor) const {
  return visit_chosen(nullptr, wanted, threads, visitor);
}

WalkFlaws ObjectWalk::visit_others(std::span<const ObjectId> known, ObjectTypes wanted,
                                   unsigned threads, const ObjectVisitor& visitor) const {
  return visit_chosen([&](const ObjectId& id) { return !std::ranges::binary_search(known, id); },
                      wanted, threads, visitor);
}

WalkFlaws ObjectWalk::visit_only(std::span<const ObjectId> chosen, ObjectTypes wanted,
                                 unsigned threads, const ObjectVisitor& visitor) const {
  return visit_chosen([&](const ObjectId& id) { return std::ranges::binary_search(chosen, id); },
                      wanted, threads, visitor);
}

// Null: all are chosen.
WalkFlaws ObjectWalk::visit_chosen(const Choice& is_chosen, ObjectTypes wanted, unsigned threads,
                                   const ObjectVisitor& visitor) const {
  const std::vector<bool> passed = is_chosen ? without_any(is_chosen) : std::vector<bool>();
  const ObjectVisitor visit_one = [&](const WalkedObject& object) {
    return is_chosen(object.id) ? visitor(object) : std::shared_ptr<const Remembered>();
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
                                      .passed = passed,
                                      .numbers = numbers_},
                                     is_chosen ? visit_one : visitor, rescue);
  std::mutex guard;
  for_each_index(loose_.size(), loose_at_once, threads, [&](std::size_t i) {
    if (is_chosen && !is_chosen(loose_[i].id)) return;
    std::vector<Problem> unreadable;
    visit_loose(i, wanted, visitor, unreadable);
    if (unreadable.empty()) return;
    const std::lock_guard lock(guard);
    std::ranges::move(unreadable, std::back_inserter(flaws.unreadable));
  });
  return flaws;
}

// By number of a node, whether no object that is chosen is made from it, nor is it one.
std::vector<bool> ObjectWalk::without_any(const Choice& is_chosen) const {
  std::vector<bool> leads(forest_.size());  // to one that is chosen
  for (std::uint32_t node = 0; node < forest_.size(); ++node) {
    const pack::Node& here = forest_[node];
    if (here.id == nullptr || !is_chosen(ObjectId::of(here.id))) continue;
    for (std::uint32_t at = node; at != pack::Node::none && !leads[at]; at = forest_[at].base) {
      leads[at] = true;
    }
  }
  leads.flip();
  return leads;
}

void ObjectWalk::visit_loose(std::size_t which, ObjectTypes wanted, const ObjectVisitor& visitor,
                             std::vector<Problem>& unreadable) const {
  const Loose& loose = loose_[which];
  const std::uint32_t number = number_of(forest_.places() + which);
  std::string why;
  const std::string& folder = objects_.folders()[loose.folder];
  const auto own = read_loose(folder, loose.id, ObjectDatabase::max_bytes, why);
  const auto type = own ? object_type_named(own->type) : std::nullopt;
  if (type) {
    if (!wanted.has(*type)) return;
    visitor({.id = loose.id,
             .number = number,
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
    visitor({.id = loose.id,
             .number = number,
             .type = other->type,
             .bytes = other->bytes,
             .delta = nullptr});
  }
}

}  // namespace patdown
