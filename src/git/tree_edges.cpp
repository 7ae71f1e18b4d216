#include "git/tree_edges.h"

#include "git/raw_object.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace patdown {
namespace {

// Names kept of submodules; a tree can be made to hold any number.
constexpr std::size_t max_gitlinks = 1000;

std::size_t start_of(std::uint32_t start) {
  return start;
}
template <typename T>
std::size_t start_of(const std::pair<std::uint32_t, T>& entry) {
  return entry.first;
}

// Places in a list that ascends by starts, asked for mostly in a row.
template <typename T>
class Places {
 public:
  explicit Places(const std::vector<T>& sorted) : sorted_(sorted) {}

  // The place of what starts there; the list's size if there is no such.
  std::size_t of(std::size_t start) {
    if (next_ < sorted_.size() && start_of(sorted_[next_]) == start) return next_++;
    const auto found =
        std::lower_bound(sorted_.begin(), sorted_.end(), start,
                         [](const T& entry, std::size_t at) { return start_of(entry) < at; });
    if (found == sorted_.end() || start_of(*found) != start) return sorted_.size();
    next_ = static_cast<std::size_t>(found - sorted_.begin()) + 1;
    return next_ - 1;
  }

 private:
  const std::vector<T>& sorted_;
  std::size_t next_ = 0;
};

// Where a range of a text lies in the base, if it was copied from there in one piece.
class Copies {
 public:
  explicit Copies(std::span<const DeltaPiece> pieces) : pieces_(pieces) {}

  // The ranges asked for must ascend.
  std::size_t base_of(const Span& span) {
    while (next_ < pieces_.size() && pieces_[next_].here.end <= span.begin) ++next_;
    if (next_ == pieces_.size()) return DeltaPiece::inserted;
    const DeltaPiece& piece = pieces_[next_];
    if (piece.base == DeltaPiece::inserted || span.end > piece.here.end) {
      return DeltaPiece::inserted;
    }
    return piece.base + (span.begin - piece.here.begin);
  }

 private:
  std::span<const DeltaPiece> pieces_;
  std::size_t next_ = 0;
};

}  // namespace

// Of a tree, for the deltas made from it.
struct TreeEdges::Memory : Remembered {
  std::uint32_t tree = 0;
  std::vector<std::uint32_t> starts;                   // of all entries that can be read
  std::vector<std::pair<std::uint32_t, Edge>> matter;  // by their starts
};

// What one look at a tree finds.
struct TreeEdges::Found {
  struct Entry {
    std::uint32_t start = 0;
    bool tree = false;
    std::string_view name;
    ObjectId id;
    std::uint32_t child = IdTable::none;  // none if it is nowhere
  };

  std::vector<std::uint32_t> starts;
  std::vector<Entry> gained;
  std::vector<std::pair<std::uint32_t, std::size_t>> kept;  // start, and which edge of the base's
  std::vector<std::string_view> gitlinks;
  bool damaged = false;
};

TreeEdges::TreeEdges(ObjectFacts& facts)
    : facts_(facts),
      there_(facts.there()),
      state_(facts.there()),
      bases_(facts.there(), IdTable::none) {}

void TreeEdges::want(const ObjectId& id) {
  const std::uint32_t object = facts_.ids().find(id);
  if (object >= there_) return;
  set(object, wanted_bit);
  anything_wanted_ = true;
}

std::shared_ptr<const Remembered> TreeEdges::take(const WalkedObject& tree) {
  const std::uint32_t number = facts_.ids().find(tree.id);
  // Offsets of 32 bits do: an object has at most 256 MiB.
  if (number >= there_) return nullptr;
  set(number, taken_bit);
  const auto* base = tree.delta == nullptr ? nullptr : static_cast<const Memory*>(tree.delta->base);
  Found found;
  look_at(tree.bytes, base == nullptr ? nullptr : tree.delta, found);
  auto memory = std::make_shared<Memory>();
  memory->tree = number;
  memory->starts = std::move(found.starts);

  const std::lock_guard lock(guard_);
  add_gained(found, *memory);
  if (base != nullptr) add_kept(found, *base, *memory);
  return memory;
}

void TreeEdges::look_at(std::string_view bytes, const Delta* delta, Found& found) const {
  static const Memory nothing;
  const Memory& base = delta == nullptr ? nothing : *static_cast<const Memory*>(delta->base);
  Copies copies(delta == nullptr ? std::span<const DeltaPiece>() : delta->pieces);
  Places<std::uint32_t> starts(base.starts);
  Places<std::pair<std::uint32_t, Edge>> matter(base.matter);
  TreeReader reader(bytes);
  TreeEntry entry;
  std::size_t start = 0;
  for (; reader.next(entry); start = bytes.size() - reader.left()) {
    const auto here = static_cast<std::uint32_t>(start);
    found.starts.push_back(here);
    const std::size_t from = copies.base_of({.begin = start, .end = bytes.size() - reader.left()});
    // Equal bytes at an entry's start are the same entry.
    if (from != DeltaPiece::inserted && starts.of(from) < base.starts.size()) {
      const std::size_t place = matter.of(from);
      if (place < base.matter.size()) found.kept.emplace_back(here, place);
      continue;
    }
    if (entry.kind == EntryKind::gitlink) {
      found.gitlinks.push_back(entry.name);
      continue;
    }
    const std::uint32_t child = facts_.ids().find(entry.id);
    const bool tree = entry.kind == EntryKind::tree;
    if (!tree && child != IdTable::none && !wanted(child)) continue;
    found.gained.push_back(
        {.start = here, .tree = tree, .name = entry.name, .id = entry.id, .child = child});
  }
  found.damaged = reader.damaged();
}

void TreeEdges::add_gained(const Found& found, Memory& memory) {
  for (const Found::Entry& entry : found.gained) {
    Edge edge{.tree = memory.tree, .child = entry.child, .name = name_number(entry.name)};
    if (edge.child == IdTable::none) {
      edge.child = static_cast<std::uint32_t>(there_ + absent_.add(entry.id));
    } else if (entry.tree) {
      set(edge.child, child_bit);
    }
    memory.matter.emplace_back(entry.start, edge);
    gained_.push_back(edge);
  }
  for (const std::string_view name : found.gitlinks) {
    gitlinks_.emplace(name);
    if (gitlinks_.size() > max_gitlinks) gitlinks_.erase(std::prev(gitlinks_.end()));
  }
  if (found.damaged) damaged_.push_back(memory.tree);
}

void TreeEdges::add_kept(const Found& found, const Memory& base, Memory& memory) {
  bases_[memory.tree] = base.tree;
  std::vector<bool> stays(base.matter.size());
  const std::size_t gained = memory.matter.size();
  for (const auto& [start, place] : found.kept) {
    stays[place] = true;
    Edge edge = base.matter[place].second;
    edge.tree = memory.tree;
    memory.matter.emplace_back(start, edge);
  }
  for (std::size_t i = 0; i < stays.size(); ++i) {
    if (stays[i]) continue;
    Edge edge = base.matter[i].second;
    edge.tree = memory.tree;
    // A malformed tree may hold an entry twice.
    const auto same = [&edge](const auto& entry) { return entry.second == edge; };
    const auto kept = memory.matter.begin() + static_cast<std::ptrdiff_t>(gained);
    if (std::none_of(kept, memory.matter.end(), same)) dropped_.push_back(edge);
  }
  std::sort(memory.matter.begin(), memory.matter.end());
}

std::uint32_t TreeEdges::name_number(std::string_view name) {
  const auto [found, added] =
      name_numbers_.emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (added) names_.emplace_back(name);
  return found->second;
}

void TreeEdges::finish() {
  for (const ObjectId& id : absent_.ids()) facts_.ids().add(id);
  std::sort(dropped_.begin(), dropped_.end());
}

}  // namespace patdown
