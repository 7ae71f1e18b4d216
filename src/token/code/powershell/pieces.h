#pragma once

// How does a string grow from letters and values? Collects them in order; ends as text, as the one
// value it consists of, or as a join.

#include "token/code/powershell/base.h"

#include <string_view>

namespace patdown {

class Pieces {
 public:
  // The string starts at `begin`.
  Pieces(ReaderBase& reader, std::size_t begin);

  // Letters that stand at `offset`.
  void add(std::string_view letters, std::size_t offset);
  void add(Node value);
  Node take();

 private:
  ReaderBase& reader_;
  Node join_;
  Node text_;  // the letters since the last value
};

}  // namespace patdown
