#pragma once

// The four kinds of git objects, and sets of them.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace patdown {

enum class ObjectType : std::uint8_t { commit, tree, blob, tag };

// By the names that git gives them.
inline std::optional<ObjectType> object_type_named(std::string_view name) {
  if (name == "commit") return ObjectType::commit;
  if (name == "tree") return ObjectType::tree;
  if (name == "blob") return ObjectType::blob;
  if (name == "tag") return ObjectType::tag;
  return std::nullopt;
}

class ObjectTypes {
 public:
  constexpr ObjectTypes(std::initializer_list<ObjectType> types) {
    for (const ObjectType type : types) bits_ |= bit(type);
  }
  constexpr bool has(ObjectType type) const { return (bits_ & bit(type)) != 0; }

 private:
  static constexpr unsigned bit(ObjectType type) { return 1U << static_cast<unsigned>(type); }

  unsigned bits_ = 0;
};

}  // namespace patdown
