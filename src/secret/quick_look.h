#pragma once

// Where does an expression hold in a short stretch of text? Told without compiling it.
//
// What RE2 makes of an expression costs as much as searching a megabyte with it, and most of those
// that some text comes near to are asked for a few hundred bytes in all. Those are looked at by
// trying one way after the other, in the order that RE2 prefers them, for as many steps as
// compiling may cost; then it is not known.

#include "core/span.h"
#include "rule/term.h"
#include "secret/expression_match.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace patdown {

class QuickLook {
 public:
  explicit QuickLook(std::string_view expression);
  ~QuickLook();
  QuickLook(const QuickLook&) = delete;
  QuickLook& operator=(const QuickLook&) = delete;
  QuickLook(QuickLook&&) = delete;
  QuickLook& operator=(QuickLook&&) = delete;

  enum class Answer {
    nowhere,  // `expression` holds nowhere in the window
    here,     // RE2 would find `match`
    unknown,
  };
  struct Looked {
    Answer answer = Answer::unknown;
    ExpressionMatch match = {};
  };
  // For the leftmost match that lies within `window`. What surrounds it decides about \b, ^ and $.
  Looked find(std::string_view text, Span window) const;

  struct Node;  // of the expression

 private:
  std::unique_ptr<const Node> root_;  // null: nothing is known
  bool exact_ = false;                // else only "nowhere" is sure
  mutable std::atomic<std::int64_t> steps_left_ = 0;
};

}  // namespace patdown
