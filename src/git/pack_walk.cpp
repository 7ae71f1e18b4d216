#include "git/pack_walk.h"

#include "git/pack_tasks.h"
#include "git/pack_worker.h"
#include "git/parallel.h"

#include <algorithm>
#include <iterator>
#include <mutex>

namespace patdown::pack {

WalkFlaws walk_packs(const Forest& forest, const WalkOrder& order, const ObjectVisitor& visit,
                     const Rescue& rescue) {
  Tasks tasks(forest, order.wanted, order.passed);
  WalkFlaws flaws;
  std::mutex guard;
  for_each_index(order.threads, 1, order.threads, [&](std::size_t) {
    Worker worker(forest, order, visit, rescue);
    try {
      while (auto task = tasks.next()) {
        worker.take(*task, tasks);
        tasks.done();
      }
    } catch (...) {
      tasks.stop();
      throw;
    }
    const std::lock_guard lock(guard);
    std::ranges::move(worker.flaws().unreadable, std::back_inserter(flaws.unreadable));
    std::ranges::move(worker.flaws().mended, std::back_inserter(flaws.mended));
  });
  return flaws;
}

}  // namespace patdown::pack
