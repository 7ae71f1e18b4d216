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

// Which bytes of a text were copied from its base.
class Copies {
 public:
  explicit Copies(std::span<const DeltaPiece> pieces) : pieces_(pieces) {}

  // Where in the base what stands at `start` was copied from, and all that goes on there; empty if
  // it was not. The places asked for must ascend.
  Span base_of(std::size_t start) {
    while (next_ < pieces_.size() && pieces_[next_].here.end <= start) ++next_;
    if (next_ == pieces_.size() || pieces_[next_].base == DeltaPiece::inserted) return {};
    const DeltaPiece& piece = pieces_[next_];
    return {.begin = piece.base + (start - piece.here.begin),
            .end = piece.base + piece.here.size()};
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

  bool brings_something() const { return !gained.empty() || !gitlinks.empty() || damaged; }
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
  // Offsets of 32 bits do: an object has at most 256 MiB.
  const std::uint32_t number = tree.number;
  set(number, taken_bit);
  const auto* base = tree.delta == nullptr ? nullptr : static_cast<const Memory*>(tree.delta->base);
  Found found;
  look_at(tree.bytes, base == nullptr ? nullptr : tree.delta, found);
  auto memory = std::make_shared<Memory>();
  memory->tree = number;
  memory->starts = std::move(found.starts);

  // Threads meet here: most trees bring one or two entries, and many nothing that matters.
  if (found.brings_something()) {
    const std::lock_guard lock(guard_);
    add_gained(found, *memory);
  }
  if (base != nullptr) add_kept(found, *base, *memory);
  return memory;
}

void TreeEdges::look_at(std::string_view bytes, const Delta* delta, Found& found) const {
  static const Memory nothing;
  const Memory& base = delta == nullptr ? nothing : *static_cast<const Memory*>(delta->base);
  Copies copies(delta == nullptr ? std::span<const DeltaPiece>() : delta->pieces);
  found.starts.reserve(base.starts.size() + 8);
  for (std::size_t start = 0; start < bytes.size();) {
    const Span copied = copies.base_of(start);
    // Equal bytes at an entry's start are the same entry.
    const std::size_t known = keep_entries(base, copied, start, found);
    if (known > 0) {
      start += known;
      continue;
    }
    TreeReader reader(bytes.substr(start));
    TreeEntry entry;
    if (!reader.next(entry)) {
      found.damaged = reader.damaged();
      return;
    }
    const std::size_t end = bytes.size() - reader.left();
    const auto here = static_cast<std::uint32_t>(start);
    found.starts.push_back(here);
    // keep_entries() leaves the last one of the base.
    const bool kept =
        end - start <= copied.size() && !base.starts.empty() && base.starts.back() == copied.begin;
    if (!kept) {
      look_at(entry, here, found);
    } else if (!base.matter.empty() && base.matter.back().first == base.starts.back()) {
      found.kept.emplace_back(here, base.matter.size() - 1);
    }
    start = end;
  }
}

void TreeEdges::look_at(const TreeEntry& entry, std::uint32_t start, Found& found) const {
  if (entry.kind == EntryKind::gitlink) {
    found.gitlinks.push_back(entry.name);
    return;
  }
  const std::uint32_t child = facts_.ids().find(entry.id);
  const bool tree = entry.kind == EntryKind::tree;
  if (!tree && child != IdTable::none && !wanted(child)) return;
  found.gained.push_back(
      {.start = start, .tree = tree, .name = entry.name, .id = entry.id, .child = child});
}

// The entries that lie in `copied` as a whole, a range of the base that stands at `start` here. How
// many bytes they are; of the last entry of the base that is not known.
std::size_t TreeEdges::keep_entries(const Memory& base, Span copied, std::size_t start,
                                    Found& found) {
  const auto first = std::lower_bound(base.starts.begin(), base.starts.end(), copied.begin);
  if (first == base.starts.end() || *first != copied.begin) return 0;
  const auto end = std::upper_bound(first, base.starts.end(), copied.end) - 1;
  if (end <= first) return 0;
  const auto shift = static_cast<std::uint32_t>(start) - *first;  // modulo 2^32
  std::transform(first, end, std::back_inserter(found.starts),
                 [shift](std::uint32_t at) { return at + shift; });
  auto matter =
      std::lower_bound(base.matter.begin(), base.matter.end(), *first,
                       [](const auto& entry, std::uint32_t at) { return entry.first < at; });
  for (; matter != base.matter.end() && matter->first < *end; ++matter) {
    found.kept.emplace_back(matter->first + shift,
                            static_cast<std::size_t>(matter - base.matter.begin()));
  }
  return *end - *first;
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
  std::vector<Edge> dropped;
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
    if (std::none_of(kept, memory.matter.end(), same)) dropped.push_back(edge);
  }
  if (!dropped.empty()) {
    const std::lock_guard lock(guard_);
    dropped_.insert(dropped_.end(), dropped.begin(), dropped.end());
  }
  std::sort(memory.matter.begin(), memory.matter.end());
}

std::uint32_t TreeEdges::name_number(std::string_view name) {
  const auto known = name_numbers_.find(name);
  if (known != name_numbers_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name_numbers_.emplace(name, number).first->first);
  return number;
}

void TreeEdges::finish() {
  for (const ObjectId& id : absent_.keys()) facts_.ids().add(id);
}

}  // namespace patdown
