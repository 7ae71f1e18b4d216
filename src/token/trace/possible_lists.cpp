#include "token/trace/possible_lists.h"

#include "token/trace/variant.h"

#include <optional>
#include <utility>

namespace patdown::trace {
namespace {

void append_elements(std::vector<ValueRef>& parts, const ValueRef& one) {
  if (one->kind == ValueKind::list) {
    parts.insert(parts.end(), one->parts.begin(), one->parts.end());
  } else if (!is_nothing(one)) {
    parts.push_back(unknown_elements(one));
  }
}

}  // namespace

ValueRef unknown_elements(const ValueRef& of) {
  return hole("elements", holds_source(of) ? std::vector{of} : std::vector<ValueRef>());
}

void PossibleLists::add(const ValueRef& element) {
  for (List& list : lists_) list.parts.push_back(element);
}

// Each list with each of the alternatives behind it that may hold beside it.
template <typename Add>
void PossibleLists::add_alternatives(const ValueRef& value, Add put) {
  const std::vector<ValueRef> all = alternatives(value);
  if (lists_.size() * all.size() > max_choices) return add(unknown_elements(value));
  const bool several = value->kind == ValueKind::choice;
  std::vector<List> longer;
  for (const List& list : lists_) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      auto arms = several ? merge(list.arms, value->arms[k]) : std::optional(list.arms);
      if (!arms) continue;
      longer.push_back({list.parts, std::move(*arms)});
      put(longer.back().parts, all[k]);
    }
  }
  if (longer.empty()) return add(unknown_elements(value));
  lists_ = std::move(longer);
}

void PossibleLists::add_elements(const ValueRef& list) {
  add_alternatives(list, append_elements);
}

void PossibleLists::add_each(const ValueRef& element) {
  add_alternatives(element, [](std::vector<ValueRef>& parts, const ValueRef& one) {
    if (!is_nothing(one)) parts.push_back(one);
  });
}

ValueRef PossibleLists::value() const {
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  for (const List& list : lists_) {
    values.push_back(list_of(list.parts));
    arms.push_back(list.arms);
  }
  return values.size() == 1 ? values.front() : choice(std::move(values), std::move(arms));
}

}  // namespace patdown::trace
