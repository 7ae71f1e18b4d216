#pragma once

// What is an expression made of?
//
// Reads the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), in Latin-1: a byte is a
// character. Where it cannot tell which bytes a class takes, \p{…}, it says all, or too many.

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
  // What a look asks for. \A and \z are text_begin and text_end; so are ^ and $ without (?m).
  enum class Look { text_begin, text_end, line_begin, line_end, word_edge, no_word_edge };
  static constexpr std::size_t unbounded = std::size_t{1} << 30U;

  Kind kind = Kind::sequence;
  Look look = Look::text_begin;
  ByteSet bytes = {};
  bool guessed = false;  // some of `bytes` may not be taken: those of \p{…}, a line feed by a dot
  std::size_t least = 0;
  std::size_t most = 0;
  bool lazy = false;  // repeated as rarely as what follows allows, not as often
  std::vector<Term> parts = {};
};

// nullopt if `expression` is none, has back references or the like, or more than 50 groups stand in
// each other.
std::optional<Term> read_term(std::string_view expression);

}  // namespace patdown
