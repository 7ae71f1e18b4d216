#pragma once

// The four kinds of git objects, and sets of them.

#include <cstdint>
#include <initializer_list>

namespace patdown {

enum class ObjectType : std::uint8_t { commit, tree, blob, tag };

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
