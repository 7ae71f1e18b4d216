#pragma once

// Which lists may it be that is put together of parts, some of which differ from side to side?
//
// `["git", *head, "push"]`, where `head` is empty on one side of an `if`: two lists. What excludes
// each other is never in one, and of more than max_choices only one is kept, with a hole in it.

#include "token/trace/value.h"

#include <vector>

namespace patdown::trace {

// What stands for the elements of `of`, of which nobody knows whether it is a list.
ValueRef unknown_elements(const ValueRef& of);

class PossibleLists {
 public:
  void add(const ValueRef& element);
  // The elements of a list, or of each that it may be; what is no list has some nobody knows.
  void add_elements(const ValueRef& list);
  // Each alternative is the element of a list of its own; one that is nothing is left out.
  void add_each(const ValueRef& element);

  // The list, or a choice of lists.
  ValueRef value() const;
  std::size_t size() const { return lists_.size(); }
  const std::vector<ValueRef>& parts(std::size_t at) const { return lists_[at].parts; }

 private:
  struct List {
    std::vector<ValueRef> parts;
    Arms arms;  // the sides on which it is that
  };
  std::vector<List> lists_ = std::vector<List>(1);

  template <typename Add>
  void add_alternatives(const ValueRef& value, Add put);
};

}  // namespace patdown::trace
