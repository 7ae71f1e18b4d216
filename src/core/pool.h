#pragma once

// Things that are dear to make, lent to whichever thread asks, one at a time each.

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace patdown {

template <typename Thing>
class Pool {
 public:
  using Make = std::function<std::unique_ptr<Thing>()>;

  // Given back when it goes out of scope. The pool must outlive it.
  class Lent {
   public:
    Lent(Pool& pool, std::unique_ptr<Thing> thing) : pool_(pool), thing_(std::move(thing)) {}
    ~Lent() { pool_.give_back(std::move(thing_)); }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Lent(Lent&&) = delete;
    Lent& operator=(Lent&&) = delete;

    Thing& operator*() const { return *thing_; }
    Thing* operator->() const { return thing_.get(); }

   private:
    Pool& pool_;
    std::unique_ptr<Thing> thing_;
  };

  explicit Pool(Make make) : make_(std::move(make)) {}

  Lent take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<Thing> thing = std::move(free_.back());
        free_.pop_back();
        return Lent(*this, std::move(thing));
      }
    }
    return Lent(*this, make_());
  }

 private:
  void give_back(std::unique_ptr<Thing> thing) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(thing));
  }

  Make make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Thing>> free_;
};

}  // namespace patdown
