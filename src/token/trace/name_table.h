#pragma once

// Which name stands for which value? A table that is copied at every branch: copies share what they
// hold until one of them changes.

#include "token/trace/shared.h"
#include "token/trace/value.h"

#include <map>
#include <string>
#include <vector>

namespace patdown::trace {

class NameTable {
 public:
  using Names = std::map<std::string, ValueRef>;

  // Null if there is no such name; valid until the table changes.
  const ValueRef* find(const std::string& name) const;
  void set(const std::string& name, ValueRef value);
  void erase(const std::string& name);

  const Names& all() const { return *names_; }
  // Names that one of the two has and the other has not, or with another value.
  std::vector<std::string> differences(const NameTable& other) const;
  // Whether it is known without a look that there are none.
  bool same(const NameTable& other) const { return names_.same(other.names_); }

 private:
  Shared<Names> names_;
};

}  // namespace patdown::trace
