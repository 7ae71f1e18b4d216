#include "token/trace/receivers.h"

#include <utility>

namespace patdown::trace {

Receivers::~Receivers() {
  for (const std::weak_ptr<Object>& one : objects_) {
    const std::shared_ptr<Object> object = one.lock();
    if (object == nullptr) continue;
    // What they hold may hold the last of others, and of this one.
    const auto fields = std::move(object->fields);
    object->fields.clear();
  }
}

void Receivers::note(const ValueRef& object) {
  if (object->kind != ValueKind::object) return;
  if (!objects_.empty() && objects_.back().lock() == object->object) return;
  objects_.push_back(object->object);
}

}  // namespace patdown::trace
