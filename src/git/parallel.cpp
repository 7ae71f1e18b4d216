#include "git/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace patdown {

void for_each_index(std::size_t count, std::size_t at_once, unsigned threads,
                    const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex guard;
  std::exception_ptr failure;
  const auto take_all = [&] {
    try {
      for (std::size_t begin = next.fetch_add(at_once); begin < count;
           begin = next.fetch_add(at_once)) {
        const std::size_t end = std::min(begin + at_once, count);
        for (std::size_t i = begin; i < end; ++i) work(i);
      }
    } catch (...) {
      next = count;
      const std::lock_guard lock(guard);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    const std::size_t useful = (count + at_once - 1) / at_once;
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(threads, useful); ++i) {
      others.emplace_back(take_all);
    }
    take_all();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace patdown
