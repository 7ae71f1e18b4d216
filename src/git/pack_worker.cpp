#include "git/pack_worker.h"

#include "git/pack_delta.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace patdown::pack {
namespace {

// Lighter parts (packed bytes / 16) of a tree are not worth a copy of their base.
constexpr std::uint32_t handed_on_weight = (16U << 10U) / 16;

bool is_delta(const EntryHeader& header) {
  return header.stored == Stored::offset_delta || header.stored == Stored::id_delta;
}

}  // namespace

Worker::Worker(const Forest& forest, const WalkOrder& order, const ObjectVisitor& visit,
               const Rescue& rescue)
    : forest_(forest), order_(order), visit_(visit), rescue_(rescue) {}

void Worker::take(Task& task, Tasks& tasks) {
  if (task.node != Node::none) {
    type_ = forest_.type_of(task.node);
    enter(task.node, {.bytes = &task.base, .remembered = task.remembered.get()});
    pool_.give_back(std::move(task.base));
    task.remembered.reset();
    walk(tasks);
  }
  for (std::size_t i = 0; i < task.roots.size(); ++i) {
    const std::uint32_t root = task.roots[i];
    if (i + 1 < task.roots.size()) forest_.fetch(task.roots[i + 1]);
    type_ = forest_.type_of(root);
    enter(root, {});
    walk(tasks);
  }
}

void Worker::walk(Tasks& tasks) {
  while (!stack_.empty()) {
    Frame& frame = stack_.back();
    const auto children = forest_.children(frame.node);
    const std::uint32_t child = children[frame.next];
    frame.next = next_child(frame.node, frame.next + 1);
    if (!frame.lost && !frame.bytes.holds()) {
      frame.lost = !resolve(frame.node, frame.bytes);
      held_ += frame.bytes.view().size();
    }
    if (frame.next < children.size()) {
      forest_.fetch(children[frame.next]);
      step_down(frame, child, tasks);
      continue;
    }
    // The last child takes the place of its parent.
    Frame parent = std::move(frame);
    stack_.pop_back();
    held_ -= parent.bytes.view().size();
    if (parent.lost) type_ = forest_.type_of(child);
    enter(child, {.bytes = parent.lost ? nullptr : &parent.bytes,
                  .remembered = parent.remembered.get(),
                  .limited = parent.limited});
    pool_.give_back(std::move(parent.bytes));
  }
}

void Worker::step_down(Frame& frame, std::uint32_t child, Tasks& tasks) {
  if (frame.lost) {
    type_ = forest_.type_of(child);
    enter(child, {.limited = frame.limited});
    return;
  }
  if (tasks.hungry() && forest_.weight(child) >= handed_on_weight && forest_.type_of(child)) {
    Task task;
    task.node = child;
    task.base = Buffer(std::max<std::size_t>(frame.bytes.view().size(), 1));
    fill(frame.bytes.view(), task.base);
    task.remembered = frame.remembered;
    tasks.hand_on(std::move(task));
    return;
  }
  enter(child, {.bytes = &frame.bytes, .remembered = frame.remembered.get()});
}

std::size_t Worker::next_child(std::uint32_t node, std::size_t from) const {
  const auto children = forest_.children(node);
  if (order_.passed.empty()) return from;
  while (from < children.size() && order_.passed[children[from]]) ++from;
  return from;
}

void Worker::enter(std::uint32_t node, const Base& base) {
  const auto children = forest_.children(node);
  const std::size_t first = next_child(node, 0);
  if (first < children.size()) forest_.fetch(children[first]);
  Buffer bytes;
  const bool made = unpack(node, base, bytes);
  const bool got = made || mend(node, bytes);
  if (!wanted()) {
    pool_.give_back(std::move(bytes));
    return;
  }
  std::shared_ptr<const Remembered> kept;
  if (made && base.bytes != nullptr) {
    const Delta delta{.pieces = pieces_, .base_text = base.bytes->view(), .base = base.remembered};
    kept = hand_out(node, bytes, &delta);
  } else if (got) {
    kept = hand_out(node, bytes, nullptr);
  }
  if (first == children.size()) {
    pool_.give_back(std::move(bytes));
    return;
  }
  push({.node = node,
        .next = first,
        .bytes = std::move(bytes),
        .remembered = std::move(kept),
        .lost = !got,
        .limited = limited_});
}

std::shared_ptr<const Remembered> Worker::hand_out(std::uint32_t node, const Buffer& bytes,
                                                   const Delta* delta) const {
  const Node& here = forest_[node];
  if (here.id == nullptr || here.twice) return nullptr;
  const std::size_t place = forest_.place_of(node);
  const bool is_number = order_.numbers.empty();
  return visit_({.id = ObjectId::of(here.id),
                 .number = is_number ? static_cast<std::uint32_t>(place) : order_.numbers[place],
                 .type = *type_,
                 .bytes = bytes.view(),
                 .delta = delta});
}

void Worker::push(Frame&& frame) {
  held_ += frame.bytes.view().size();
  stack_.push_back(std::move(frame));
  for (std::size_t i = 0; held_ > order_.limits.held_bytes && i + 1 < stack_.size(); ++i) {
    held_ -= stack_[i].bytes.view().size();
    pool_.give_back(std::exchange(stack_[i].bytes, Buffer()));
  }
}

bool Worker::unpack(std::uint32_t node, const Base& base, Buffer& out) {
  limited_ = false;
  const Node& here = forest_[node];
  const auto header = read_entry_header(forest_.pack_of(node).bytes(), here.offset);
  if (!header) return fail("no object begins there");
  const std::string_view entry = forest_.bytes_of(node);
  if (header->data - here.offset > entry.size()) return fail("no object begins there");
  const std::string_view packed = entry.substr(header->data - here.offset);
  if (!is_delta(*header)) return inflate(packed, header->size, out);

  Buffer fetched;
  if (base.bytes == nullptr) {
    if (base.limited) {
      why_ = "made from an object that is larger than " + limit();
      limited_ = true;
      return false;
    }
    const bool outside = here.sound && header->base_id != nullptr && here.base == Node::none;
    if (!outside || !fetch_base(header->base_id, fetched)) return fail("its base cannot be read");
  }
  Buffer delta;
  const bool made =
      inflate(packed, header->size, delta) &&
      apply(delta.view(), base.bytes != nullptr ? base.bytes->view() : fetched.view(), out);
  pool_.give_back(std::move(delta));
  pool_.give_back(std::move(fetched));
  return made;
}

bool Worker::inflate(std::string_view packed, std::uint64_t size, Buffer& out) {
  if (too_large(size)) return false;
  if (!Inflater::plausible(packed.size(), size)) return fail("its size is wrong");
  out = pool_.take(size);
  return inflater_.inflate(packed, out.bytes()) || fail("its bytes cannot be unpacked");
}

bool Worker::apply(std::string_view delta, std::string_view base, Buffer& out) {
  const auto header = read_delta_header(delta);
  if (!header) return fail("a delta that is cut off");
  if (header->base_bytes != base.size()) return fail("a delta of another base");
  if (too_large(header->result_bytes)) return false;
  out = pool_.take(header->result_bytes);
  return apply_delta(delta.substr(header->instructions), base, out.bytes(), pieces_) ||
         fail("a delta that leads nowhere");
}

std::string Worker::limit() const {
  return std::to_string(order_.limits.object_bytes >> 20U) + " MiB";
}

bool Worker::too_large(std::uint64_t size) {
  if (size <= order_.limits.object_bytes) return false;
  why_ = "larger than " + limit();
  limited_ = true;
  return true;
}

bool Worker::fail(const char* why) {
  if (!limited_) why_ = why;
  return false;
}

bool Worker::fetch_base(const char* id, Buffer& base) {
  std::string ignored;
  const auto found = rescue_(ObjectId::of(id), ignored);
  if (!found) return false;
  type_ = found->type;
  return fill(found->bytes, base);
}

bool Worker::fill(std::string_view bytes, Buffer& out) {
  if (out.capacity() < bytes.size() || !out.holds()) out = pool_.take(bytes.size());
  out.set_size(bytes.size());
  std::copy(bytes.begin(), bytes.end(), out.bytes().begin());
  return true;
}

bool Worker::mend(std::uint32_t node, Buffer& out) {
  pool_.give_back(std::exchange(out, Buffer()));
  const Node& here = forest_[node];
  if (here.id == nullptr) return false;
  const ObjectId id = ObjectId::of(here.id);
  const PackFile& pack = forest_.pack_of(node);
  const std::string place = pack.name() + ", offset " + std::to_string(here.offset) + ": " + why_;
  // What is made from something too large would be unpacked without a limit.
  if (limited_ || !find_elsewhere(here, id, out)) {
    if (!here.twice && wanted()) {
      flaws_.unreadable.push_back({.object = id.hex(), .path = {}, .why = place});
    }
    return false;
  }
  if (!wanted()) return false;
  flaws_.mended.push_back({.what = "damaged pack", .why = place + "; read from another place"});
  return true;
}

bool Worker::find_elsewhere(const Node& node, const ObjectId& id, Buffer& out) {
  for (std::uint32_t copy = forest_.other_copy(id, node.pack); copy != Node::none;
       copy = forest_.other_copy(id, forest_[copy].pack)) {
    const auto type = forest_.type_of(copy);
    if (!type || !resolve(copy, out)) continue;
    type_ = type;
    return true;
  }
  std::string ignored;
  const auto found = rescue_(id, ignored);
  if (!found) return false;
  type_ = found->type;
  return fill(found->bytes, out);
}

bool Worker::resolve(std::uint32_t node, Buffer& out) {
  std::vector<std::uint32_t> chain;
  for (; node != Node::none; node = forest_[node].base) chain.push_back(node);
  Buffer base;
  for (std::size_t left = chain.size(); left-- > 0;) {
    const std::uint32_t link = chain[left];
    Buffer next;
    if (!unpack(link, {.bytes = base.holds() ? &base : nullptr}, next)) {
      std::string ignored;
      const char* id = forest_[link].id;
      const auto found = id == nullptr ? std::nullopt : rescue_(ObjectId::of(id), ignored);
      if (!found) return false;
      fill(found->bytes, next);
    }
    pool_.give_back(std::exchange(base, std::move(next)));
  }
  out = std::move(base);
  return true;
}

}  // namespace patdown::pack
