#pragma once

// Which objects may hold themselves?
//
// `this.operations.list = this.list`: the method that is kept as a value keeps its object, which
// keeps the method. Nobody would free them: they forget their fields when the trace is done.

#include "token/trace/value.h"

#include <memory>
#include <vector>

namespace patdown::trace {

class Receivers {
 public:
  Receivers() = default;
  ~Receivers();
  Receivers(const Receivers&) = delete;
  Receivers& operator=(const Receivers&) = delete;
  Receivers(Receivers&&) = delete;
  Receivers& operator=(Receivers&&) = delete;

  // A method of `object` is a value now.
  void note(const ValueRef& object);

 private:
  std::vector<std::weak_ptr<Object>> objects_;
};

}  // namespace patdown::trace
