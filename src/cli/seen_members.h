#pragma once

// Which members of archives were searched before, and held nothing? Histories hold the same archive
// many times, with one file changed.

#include "core/keyed_hash.h"

#include <cstddef>
#include <mutex>
#include <string_view>
#include <unordered_set>

namespace patdown {

class SeenMembers {
 public:
  // A member's bytes under its name, which decides as well what is found in it.
  struct Member {
    KeyedHash::Value bytes;
    KeyedHash::Value name;
    std::size_t size = 0;

    friend bool operator==(const Member&, const Member&) = default;
  };

  // Several threads may ask at once.
  Member member(std::string_view bytes, std::string_view name) const;
  bool held_nothing(const Member& member) const;
  void note_nothing(const Member& member);

 private:
  struct Hash {
    std::size_t operator()(const Member& member) const {
      return static_cast<std::size_t>(member.bytes.low ^ member.name.low);
    }
  };

  const KeyedHash hash_;
  mutable std::mutex guard_;
  std::unordered_set<Member, Hash> known_;
};

}  // namespace patdown
