#pragma once

// Which name stands for which value? A table that is copied at every branch: copies share what they
// hold until one of them changes.

#include "token/trace/shared.h"
#include "token/trace/value.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
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

// The names of modules, each module's apart.
class ModuleTable {
 public:
  const ValueRef* find(std::string_view module, const std::string& name) const {
    return (*this)[module].find(name);
  }
  void set(const std::string& module, const std::string& name, ValueRef value);

  // All names of a module; none if it is not known. Valid until the table changes.
  const NameTable& operator[](std::string_view module) const;
  void put(const std::string& module, NameTable names) {
    modules_.change()[module] = std::move(names);
  }
  // Modules that do not share their names with those of the other.
  std::vector<std::string> differences(const ModuleTable& other) const;

 private:
  using Modules = std::map<std::string, NameTable, std::less<>>;

  Shared<Modules> modules_;
};

}  // namespace patdown::trace
