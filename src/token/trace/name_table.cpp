#include "token/trace/name_table.h"

namespace patdown::trace {
namespace {

// In order: what one of the maps has and the other has not, or has not the `same`.
template <typename Map, typename Same>
std::vector<std::string> differing_keys(const Map& mine, const Map& theirs, Same same) {
  std::vector<std::string> keys;
  auto left = mine.begin();
  auto right = theirs.begin();
  while (left != mine.end() || right != theirs.end()) {
    const bool only_left =
        right == theirs.end() || (left != mine.end() && left->first < right->first);
    const bool only_right =
        left == mine.end() || (right != theirs.end() && right->first < left->first);
    if (only_left) {
      keys.push_back((left++)->first);
    } else if (only_right) {
      keys.push_back((right++)->first);
    } else {
      if (!same(left->second, right->second)) keys.push_back(left->first);
      ++left;
      ++right;
    }
  }
  return keys;
}

}  // namespace

const ValueRef* NameTable::find(const std::string& name) const {
  const auto found = all().find(name);
  return found == all().end() ? nullptr : &found->second;
}

void NameTable::set(const std::string& name, ValueRef value) {
  const ValueRef* known = find(name);
  if (known == nullptr || *known != value) names_.change()[name] = std::move(value);
}

void NameTable::erase(const std::string& name) {
  if (find(name) != nullptr) names_.change().erase(name);
}

std::vector<std::string> NameTable::differences(const NameTable& other) const {
  if (same(other)) return {};
  return differing_keys(all(), other.all(),
                        [](const ValueRef& one, const ValueRef& two) { return one == two; });
}

void ModuleTable::set(const std::string& module, const std::string& name, ValueRef value) {
  const ValueRef* known = find(module, name);
  if (known == nullptr || *known != value) {
    modules_.change()[module].set(name, std::move(value));
  }
}

const NameTable& ModuleTable::operator[](std::string_view module) const {
  static const NameTable none;
  const auto found = modules_->find(module);
  return found == modules_->end() ? none : found->second;
}

std::vector<std::string> ModuleTable::differences(const ModuleTable& other) const {
  if (modules_.same(other.modules_)) return {};
  return differing_keys(*modules_, *other.modules_,
                        [](const NameTable& one, const NameTable& two) { return one.same(two); });
}

}  // namespace patdown::trace
