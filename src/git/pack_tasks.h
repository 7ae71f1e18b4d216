#pragma once

// What is there for a thread to do in a walk of packs?

#include "git/pack_buffers.h"
#include "git/pack_forest.h"
#include "git/walked_object.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace patdown::pack {

struct Task {
  std::span<const std::uint32_t> roots;  // whole trees; or
  std::uint32_t node = Node::none;       // a child whose base is at hand
  Buffer base;
  std::shared_ptr<const Remembered> remembered;
};

class Tasks {
 public:
  // The trees of the wanted types, and those of which the type is not known; without those whose
  // root is `passed`, unless it is empty.
  Tasks(const Forest& forest, ObjectTypes wanted, const std::vector<bool>& passed);

  // Waits while others may still hand on a part of theirs. nullopt when all is done.
  std::optional<Task> next();
  // The task taken before is done; called between next() and next().
  void done();
  void stop();  // nobody gets another task

  // Whether a thread waits for a part of another's tree.
  bool hungry() const { return hungry_.load(std::memory_order_relaxed); }
  void hand_on(Task&& task);

 private:
  bool take_roots(Task& task);
  void count_hungry();

  const Forest& forest_;
  std::vector<std::uint32_t> roots_;
  std::size_t heavy_ = 0;  // so many of them are a task each
  std::size_t next_ = 0;
  std::vector<Task> parts_;
  std::size_t busy_ = 0;
  std::size_t waiting_ = 0;
  std::atomic<bool> hungry_ = false;
  bool stopped_ = false;
  std::mutex guard_;
  std::condition_variable changed_;
};

}  // namespace patdown::pack
