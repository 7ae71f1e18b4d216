#pragma once

// One thread's part in a walk of packs: unpacks trees of objects, see pack_walk.h.

#include "git/inflate.h"
#include "git/pack_buffers.h"
#include "git/pack_tasks.h"
#include "git/pack_walk.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace patdown::pack {

class Worker {
 public:
  Worker(const Forest& forest, const WalkOrder& order, const ObjectVisitor& visit,
         const Rescue& rescue);

  void take(Task& task, Tasks& tasks);
  WalkFlaws& flaws() { return flaws_; }

 private:
  // An object whose children wait.
  struct Frame {
    std::uint32_t node = 0;
    std::size_t next = 0;  // the child whose turn it is
    Buffer bytes;
    std::shared_ptr<const Remembered> remembered;
    bool lost = false;     // its bytes cannot be had
    bool limited = false;  // because of a limit of ours
  };
  // What a child is made from.
  struct Base {
    const Buffer* bytes = nullptr;  // null: none, or lost
    const Remembered* remembered = nullptr;
    bool limited = false;
  };

  void walk(Tasks& tasks);
  void step_down(Frame& frame, std::uint32_t child, Tasks& tasks);
  void enter(std::uint32_t node, const Base& base);
  // The first child at or behind `from` that is not passed over; how many there are if all are.
  std::size_t next_child(std::uint32_t node, std::size_t from) const;
  std::shared_ptr<const Remembered> hand_out(std::uint32_t node, const Buffer& bytes,
                                             const Delta* delta) const;
  // Makes the bytes of a node; false if they cannot be had, `why_` says why.
  bool unpack(std::uint32_t node, const Base& base, Buffer& out);
  bool apply(std::string_view delta, std::string_view base, Buffer& out);
  bool inflate(std::string_view packed, std::uint64_t size, Buffer& out);
  bool too_large(std::uint64_t size);
  std::string limit() const;
  bool fail(const char* why);
  // Of a delta whose base no pack holds.
  bool fetch_base(const char* id, Buffer& base);
  bool mend(std::uint32_t node, Buffer& out);
  bool find_elsewhere(const Node& node, const ObjectId& id, Buffer& out);
  // Makes a node from its root on.
  bool resolve(std::uint32_t node, Buffer& out);
  bool fill(std::string_view bytes, Buffer& out);
  void push(Frame&& frame);
  bool wanted() const { return !type_ || order_.wanted.has(*type_); }

  const Forest& forest_;
  const WalkOrder& order_;
  const ObjectVisitor& visit_;
  const Rescue& rescue_;
  Inflater inflater_;
  BufferPool pool_;
  std::vector<DeltaPiece> pieces_;
  std::vector<Frame> stack_;
  std::size_t held_ = 0;            // bytes of all frames
  std::optional<ObjectType> type_;  // of the tree
  std::string why_;
  bool limited_ = false;  // whether `why_` names a limit of ours
  WalkFlaws flaws_;
};

}  // namespace patdown::pack
