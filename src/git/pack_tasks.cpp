#include "git/pack_tasks.h"

#include <algorithm>
#include <utility>

namespace patdown::pack {
namespace {

// A tree that is heavier (packed bytes / 16) is a task by itself, lighter ones go together in the
// order of the pack, which disks and caches like.
constexpr std::uint32_t heavy_weight = (256U << 10U) / 16;
constexpr std::size_t roots_at_once = 256;

}  // namespace

Tasks::Tasks(const Forest& forest, ObjectTypes wanted, const std::vector<bool>& passed)
    : forest_(forest) {
  for (const std::uint32_t root : forest.roots()) {
    if (!passed.empty() && passed[root]) continue;
    const auto type = forest.type_of(root);
    if (!type || wanted.has(*type)) roots_.push_back(root);
  }
  const auto light = std::stable_partition(roots_.begin(), roots_.end(), [&](std::uint32_t root) {
    return forest.weight(root) >= heavy_weight;
  });
  std::stable_sort(roots_.begin(), light, [&](std::uint32_t a, std::uint32_t b) {
    return forest.weight(a) > forest.weight(b);
  });
  heavy_ = static_cast<std::size_t>(light - roots_.begin());
}

bool Tasks::take_roots(Task& task) {
  if (next_ == roots_.size()) return false;
  const std::size_t begin = next_++;
  if (begin >= heavy_) {
    std::uint64_t weight = forest_.weight(roots_[begin]);
    while (next_ < roots_.size() && next_ - begin < roots_at_once && weight < heavy_weight) {
      weight += forest_.weight(roots_[next_++]);
    }
  }
  task.roots = std::span(roots_).subspan(begin, next_ - begin);
  return true;
}

std::optional<Task> Tasks::next() {
  std::unique_lock lock(guard_);
  while (!stopped_) {
    Task task;
    if (!parts_.empty()) {
      task = std::move(parts_.back());
      parts_.pop_back();
      count_hungry();
      ++busy_;
      return task;
    }
    if (take_roots(task)) {
      ++busy_;
      return task;
    }
    if (busy_ == 0) break;
    ++waiting_;
    count_hungry();
    changed_.wait(lock);
    --waiting_;
    count_hungry();
  }
  return std::nullopt;
}

void Tasks::count_hungry() {
  hungry_ = waiting_ > parts_.size();
}

void Tasks::done() {
  const std::lock_guard lock(guard_);
  --busy_;
  if (busy_ == 0) changed_.notify_all();
}

void Tasks::stop() {
  const std::lock_guard lock(guard_);
  stopped_ = true;
  changed_.notify_all();
}

void Tasks::hand_on(Task&& task) {
  const std::lock_guard lock(guard_);
  parts_.push_back(std::move(task));
  count_hungry();
  changed_.notify_one();
}

}  // namespace patdown::pack
