#pragma once

// What is an expression made of?
//
// Reads the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), in Latin-1: a byte is a
// character. Where it cannot tell which bytes a class takes, \p{…}, it says all.

#include "rule/byte_class.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace patdown {

struct Term {
  enum class Kind {
    bytes,         // one byte, any of `bytes`
    look,          // at what stands beside it: ^, $, \b
    sequence,      // its parts, one behind the other; there may be none
    alternatives,  // one of its parts
    repeated,      // its only part, `least` to `most` times
    group,         // its only part, captured
  };
  static constexpr std::size_t unbounded = std::size_t{1} << 30U;

  Kind kind = Kind::sequence;
  ByteSet bytes = {};
  std::size_t least = 0;
  std::size_t most = 0;
  std::vector<Term> parts = {};
};

// nullopt if `expression` is none, has back references or the like, or more than 50 groups stand in
// each other.
std::optional<Term> read_term(std::string_view expression);

}  // namespace patdown
