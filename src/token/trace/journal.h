#pragma once

// What did a run ask of the tree, call and leave behind, in order?
//
// Two runs with the same journal went through the same code. In a rehearsal what is left behind is
// written here and nowhere else.

#include <cstddef>
#include <string>
#include <string_view>

namespace patdown::trace {

class Journal {
 public:
  bool rehearsal = false;

  void add(char kind, std::string_view text) {
    full_ = full_ || text_.size() + text.size() > most_bytes;
    if (full_) return;
    text_ += kind;
    text_ += text;
    text_ += '\0';
  }
  const std::string& text() const { return text_; }
  // Some of it is missing: it is like no other.
  bool full() const { return full_; }

 private:
  static constexpr std::size_t most_bytes = std::size_t{1} << 20;

  std::string text_;
  bool full_ = false;
};

}  // namespace patdown::trace
