#pragma once

// What does a table under rules/ hold?
//
// Tab-separated cells, one header line, no quoting. Borrows the text.

#include <string_view>
#include <vector>

namespace patdown {

class Table {
 public:
  // Throws Error, naming `path` and the line, if a row has another number of cells than the header.
  Table(std::string_view text, std::string_view path);

  std::size_t rows() const { return cells_.size() / width_; }
  // The index of a column. Throws Error if there is none of that name.
  std::size_t column(std::string_view name) const;
  std::string_view cell(std::size_t row, std::size_t column) const {
    return cells_[row * width_ + column];
  }

 private:
  std::string_view path_;
  std::vector<std::string_view> header_;
  std::vector<std::string_view> cells_;
  std::size_t width_ = 1;
};

// The words between blanks.
std::vector<std::string_view> split_words(std::string_view text, char separator = ' ');

}  // namespace patdown
