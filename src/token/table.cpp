#include "token/table.h"

#include "core/error.h"

#include <algorithm>
#include <string>

namespace patdown {
namespace {

void append_cells(std::string_view line, std::vector<std::string_view>& cells) {
  while (true) {
    const std::size_t end = line.find('\t');
    cells.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

Table::Table(std::string_view text, std::string_view path) : path_(path) {
  std::size_t line_number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line_number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    if (header_.empty()) {
      append_cells(line, header_);
      width_ = header_.size();
      continue;
    }
    const std::size_t before = cells_.size();
    append_cells(line, cells_);
    if (cells_.size() - before != width_) {
      throw Error(std::string(path) + ":" + std::to_string(line_number) + ": " +
                  std::to_string(cells_.size() - before) + " cells, and the header names " +
                  std::to_string(width_));
    }
  }
}

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) {
    throw Error(std::string(path_) + ": no column '" + std::string(name) + "'");
  }
  return static_cast<std::size_t>(found - header_.begin());
}

std::vector<std::string_view> split_words(std::string_view text, char separator) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

}  // namespace patdown
