#include "token/trace/object_tokens.h"

#include "token/trace/client_object.h"

namespace patdown::trace {
namespace {

constexpr std::size_t max_held_fields = 64;
constexpr std::size_t max_held_depth = 3;

void collect(const ValueRef& value, std::size_t depth, std::set<std::string>& ids) {
  if (value->kind != ValueKind::object) {
    for (const FoundCredential& one : credentials_in(value)) ids.insert(one.credential.id);
    return;
  }
  if (depth > max_held_depth || value->object->fields.size() > max_held_fields) return;
  for (const auto& [name, field] : value->object->fields) collect(field, depth + 1, ids);
}

}  // namespace

std::set<std::string> tokens_held(const ValueRef& object) {
  std::set<std::string> ids;
  collect(object, 0, ids);
  return ids;
}

}  // namespace patdown::trace
