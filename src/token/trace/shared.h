#pragma once

// How is one value held in many places, of which some may change it?
//
//   Shared<Frame> copy = frame;  // both are one
//   copy.change().function = true;  // from here on they are two
//
// Copies are made at every branch of a script, and few of them ever change: a value is copied when
// the first one does. Copies may not be changed from several threads.

#include <memory>
#include <utility>

namespace patdown::trace {

template <typename T>
class Shared {
 public:
  Shared() = default;
  explicit Shared(T value) : value_(std::make_shared<T>(std::move(value))) {}

  // Valid until this one is changed or goes.
  const T& operator*() const {
    static const T none{};
    return value_ ? *value_ : none;
  }
  const T* operator->() const { return &**this; }
  // Nobody else sees what is changed in it.
  T& change() {
    if (!value_) {
      value_ = std::make_shared<T>();
    } else if (value_.use_count() > 1) {
      value_ = std::make_shared<T>(*value_);
    }
    return *value_;
  }
  // Whether it is known to be equal without a look at it.
  bool same(const Shared& other) const { return value_ == other.value_; }

 private:
  std::shared_ptr<T> value_;  // null stands for T()
};

}  // namespace patdown::trace
