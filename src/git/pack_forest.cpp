#include "git/pack_forest.h"

#include "core/error.h"
#include "git/id_table.h"
#include "git/parallel.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <utility>

namespace patdown::pack {
namespace {

constexpr unsigned unknown_type = 7;
constexpr std::uint32_t fetched_before = 16;  // so many entries
constexpr std::size_t headers_at_once = 8192;

unsigned type_number(Stored stored) {
  switch (stored) {
    case Stored::commit:
      return static_cast<unsigned>(ObjectType::commit);
    case Stored::tree:
      return static_cast<unsigned>(ObjectType::tree);
    case Stored::blob:
      return static_cast<unsigned>(ObjectType::blob);
    case Stored::tag:
      return static_cast<unsigned>(ObjectType::tag);
    default:
      return unknown_type;
  }
}

std::uint32_t saturated(std::uint64_t number) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, Node::none));
}

}  // namespace

Forest::Forest(const PackSet& packs, unsigned threads) : packs_(packs), threads_(threads) {
  std::size_t count = 0;
  for (const PackFile& pack : packs.packs()) {
    count += pack.entries().size();
    first_place_.push_back(first_place_.back() + pack.places());
  }
  if (places() >= Node::none / 4 || packs.packs().size() >= (1U << 24U)) {
    throw Error("more objects than can be numbered");
  }
  nodes_.reserve(count);
  for (std::uint32_t pack = 0; pack < packs.packs().size(); ++pack) add_pack(pack);
  link_id_bases();
  mark_twice();
  list_children();
  weigh(parents_first());
}

std::string_view Forest::bytes_of(std::uint32_t node) const {
  const Node& here = nodes_[node];
  const std::string_view pack = packs_.packs()[here.pack].bytes();
  const bool last = node + 1 == first_node_[here.pack + 1];
  const std::uint64_t end = last ? pack.size() : nodes_[node + 1].offset;
  return pack.substr(here.offset, end - here.offset);
}

std::uint32_t Forest::other_copy(const ObjectId& id, std::uint32_t pack) const {
  for (++pack; pack < packs_.packs().size(); ++pack) {
    const auto offset = packs_.packs()[pack].find(id);
    if (offset) return node_at(pack, *offset, first_node_[pack + 1]);
  }
  return Node::none;
}

std::optional<ObjectType> Forest::type_of(std::uint32_t node) const {
  const unsigned type = nodes_[node].type;
  if (type == unknown_type) return std::nullopt;
  return static_cast<ObjectType>(type);
}

// Looks backwards from `before` with growing steps: a base mostly lies near.
std::uint32_t Forest::node_at(std::uint32_t pack, std::uint64_t offset,
                              std::uint32_t before) const {
  const std::uint32_t first = first_node_[pack];
  std::uint32_t high = before;
  std::uint32_t low = before;
  for (std::uint32_t step = 1; low > first && nodes_[low - 1].offset >= offset; step *= 2) {
    high = low;
    low = low - first > step ? low - step : first;
  }
  const auto begin = nodes_.begin() + (low == first ? low : low - 1);
  const auto end = nodes_.begin() + high;
  const auto found = std::lower_bound(
      begin, end, offset, [](const Node& node, std::uint64_t at) { return node.offset < at; });
  if (found == end || found->offset != offset) return Node::none;
  return static_cast<std::uint32_t>(found - nodes_.begin());
}

void Forest::add_pack(std::uint32_t pack) {
  for (const PackFile::Entry& entry : packs_.packs()[pack].entries()) {
    Node node;
    node.offset = entry.offset;
    node.id = entry.id;
    node.pack = pack & 0xffffffU;
    nodes_.push_back(node);
  }
  first_node_.push_back(static_cast<std::uint32_t>(nodes_.size()));
  read_headers(pack);
}

void Forest::read_headers(std::uint32_t pack) {
  const std::uint32_t first = first_node_[pack];
  std::atomic<bool> unnamed = false;
  for_each_index(first_node_[pack + 1] - first, headers_at_once, threads_, [&](std::size_t i) {
    if (!read_header(first + static_cast<std::uint32_t>(i))) unnamed = true;
  });
  if (unnamed) add_unnamed_bases(pack);
}

bool Forest::read_header(std::uint32_t number) {
  Node& node = nodes_[number];
  const std::string_view bytes = packs_.packs()[node.pack].bytes();
  // Entries lie far apart: their headers are fetched before their turn.
  if (number + fetched_before < first_node_[node.pack + 1]) {
    __builtin_prefetch(bytes.data() + nodes_[number + fetched_before].offset);
  }
  const auto header = read_entry_header(bytes, node.offset);
  node.sound = header.has_value();
  if (!header) return true;
  node.stored = static_cast<unsigned>(header->stored) & 7U;
  if (header->stored != Stored::offset_delta) return true;
  node.base = node_at(node.pack, header->base, number);
  node.sound = node.base != Node::none;
  return node.sound;
}

// An index that several packs share names an object in one pack only; a delta of another may need
// the copy beside it.
void Forest::add_unnamed_bases(std::uint32_t pack) {
  const std::string_view bytes = packs_.packs()[pack].bytes();
  const std::uint32_t end = first_node_[pack + 1];
  std::set<std::uint64_t> unnamed;
  std::vector<std::uint64_t> todo;
  const auto look_at = [&](std::uint64_t offset) {
    const auto header = read_entry_header(bytes, offset);
    if (header && header->stored == Stored::offset_delta &&
        node_at(pack, header->base, end) == Node::none) {
      todo.push_back(header->base);
    }
  };
  for (std::uint32_t number = first_node_[pack]; number < end; ++number) {
    if (nodes_[number].sound || nodes_[number].id == nullptr) continue;
    look_at(nodes_[number].offset);
    // Bytes can be made to hold chains without end; no pack of git's has more bases than objects.
    while (!todo.empty() && unnamed.size() < end - first_node_[pack]) {
      const std::uint64_t offset = todo.back();
      todo.pop_back();
      if (unnamed.insert(offset).second) look_at(offset);
    }
  }
  const bool known = std::any_of(nodes_.begin() + first_node_[pack], nodes_.end(),
                                 [](const Node& node) { return node.id == nullptr; });
  if (unnamed.empty() || known) return;
  for (const std::uint64_t offset : unnamed) {
    Node node;
    node.offset = offset;
    node.pack = pack & 0xffffffU;
    nodes_.push_back(node);
  }
  std::sort(nodes_.begin() + first_node_[pack], nodes_.end(),
            [](const Node& a, const Node& b) { return a.offset < b.offset; });
  first_node_[pack + 1] = static_cast<std::uint32_t>(nodes_.size());
  read_headers(pack);
}

void Forest::link_id_bases() {
  const auto& packs = packs_.packs();
  for (Node& node : nodes_) {
    if (!node.sound || node.stored != static_cast<unsigned>(Stored::id_delta)) continue;
    const auto header = read_entry_header(packs[node.pack].bytes(), node.offset);
    const ObjectId id = ObjectId::of(header->base_id);
    // The copy beside it first.
    std::uint32_t pack = node.pack;
    auto offset = packs[pack].find(id);
    for (std::uint32_t other = 0; !offset && other < packs.size(); ++other) {
      pack = other;
      offset = packs[other].find(id);
    }
    if (offset) node.base = node_at(pack, *offset, first_node_[pack + 1]);
  }
}

void Forest::mark_twice() {
  if (packs_.packs().size() < 2) return;
  IdTable ids;
  for (Node& node : nodes_) {
    if (node.id == nullptr) continue;
    const std::size_t known = ids.size();
    node.twice = ids.add(ObjectId::of(node.id)) < known;
  }
}

void Forest::list_children() {
  first_child_.assign(nodes_.size() + 1, 0);
  for (const Node& node : nodes_) {
    if (node.base != Node::none) ++first_child_[node.base + 1];
  }
  for (std::size_t i = 1; i < first_child_.size(); ++i) first_child_[i] += first_child_[i - 1];
  children_.resize(first_child_.back());
  std::vector<std::uint32_t> next(first_child_.begin(), first_child_.end() - 1);
  for (std::uint32_t number = 0; number < nodes_.size(); ++number) {
    const std::uint32_t base = nodes_[number].base;
    if (base != Node::none) children_[next[base]++] = number;
  }
}

// All nodes, each behind its base; sets the types on the way.
std::vector<std::uint32_t> Forest::parents_first() {
  std::vector<std::uint32_t> order;
  order.reserve(nodes_.size());
  std::vector<bool> reached(nodes_.size());
  const auto add = [&](std::uint32_t number, unsigned type) {
    nodes_[number].type = type & 7U;
    reached[number] = true;
    order.push_back(number);
  };
  for (std::uint32_t number = 0; number < nodes_.size(); ++number) {
    const Node& node = nodes_[number];
    if (node.base != Node::none) continue;
    add(number, node.sound ? type_number(static_cast<Stored>(node.stored)) : unknown_type);
    roots_.push_back(number);
  }
  // The list grows while it is read.
  std::size_t read = 0;
  while (read < order.size()) {
    const std::uint32_t number = order[read++];
    const unsigned type = nodes_[number].type;
    for (const std::uint32_t child : children(number)) add(child, type);
  }
  if (order.size() == nodes_.size()) return order;
  // Rings, and what hangs on them.
  for (std::uint32_t number = 0; number < nodes_.size(); ++number) {
    if (reached[number]) continue;
    nodes_[number].base = Node::none;
    nodes_[number].sound = false;
    add(number, unknown_type);
    roots_.push_back(number);
    if (nodes_[number].id != nullptr) rings_.push_back(ObjectId::of(nodes_[number].id));
  }
  list_children();
  return order;
}

void Forest::weigh(const std::vector<std::uint32_t>& order) {
  weights_.assign(nodes_.size(), 0);
  std::vector<bool> wanted(nodes_.size());
  for (std::size_t left = order.size(); left-- > 0;) {
    const std::uint32_t number = order[left];
    const Node& node = nodes_[number];
    if (node.id != nullptr && !node.twice) wanted[number] = true;
    if (!wanted[number]) continue;
    weights_[number] =
        saturated(std::uint64_t{weights_[number]} + bytes_of(number).size() / 16 + 1);
    if (node.base == Node::none) continue;
    wanted[node.base] = true;
    weights_[node.base] = saturated(std::uint64_t{weights_[node.base]} + weights_[number]);
  }
  if (std::find(wanted.begin(), wanted.end(), false) != wanted.end()) leave_out(wanted);
  for (std::uint32_t number = 0; number < nodes_.size(); ++number) {
    const auto begin = children_.begin() + first_child_[number];
    const auto end = children_.begin() + first_child_[number + 1];
    if (end - begin < 2) continue;
    const auto heaviest = std::max_element(
        begin, end, [this](std::uint32_t a, std::uint32_t b) { return weights_[a] < weights_[b]; });
    std::iter_swap(heaviest, end - 1);
  }
}

void Forest::leave_out(const std::vector<bool>& wanted) {
  std::uint32_t kept = 0;
  std::uint32_t begin = 0;
  for (std::uint32_t number = 0; number < nodes_.size(); ++number) {
    const std::uint32_t end = first_child_[number + 1];
    first_child_[number] = kept;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (wanted[children_[i]]) children_[kept++] = children_[i];
    }
    begin = end;
  }
  first_child_.back() = kept;
  children_.resize(kept);
  std::erase_if(roots_, [&wanted](std::uint32_t root) { return !wanted[root]; });
}

}  // namespace patdown::pack
