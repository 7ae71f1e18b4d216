#include "token/csv.h"

#include <algorithm>

namespace patdown {
namespace {

char separator_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
    if (count(candidate) > count(best)) best = candidate;
  }
  return best;
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text), separator_(separator_of(text)) {}

  std::vector<CsvRow> read() {
    for (at_ = 0; at_ < text_.size(); ++at_) take(text_[at_]);
    end_row();
    return std::move(rows_);
  }

 private:
  void take(char c) {
    if (quoted_) return take_quoted(c);
    if (c == '"' && cell_.empty()) {
      quoted_ = true;
      begun_ = true;
    } else if (c == separator_) {
      row_.cells.push_back(std::move(cell_));
      cell_.clear();
      begun_ = true;
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && next() == '\n') ++at_;
      end_row();
      ++line_;
      row_.line = line_;
    } else {
      cell_ += c;
      begun_ = true;
    }
  }

  void take_quoted(char c) {
    if (c == '\n' || (c == '\r' && next() != '\n')) ++line_;
    if (c != '"') {
      cell_ += c;
    } else if (next() == '"') {
      cell_ += c;
      ++at_;
    } else {
      quoted_ = false;
    }
  }

  void end_row() {
    if (!begun_) return;
    row_.cells.push_back(std::move(cell_));
    rows_.push_back(std::move(row_));
    cell_.clear();
    row_ = {};
    begun_ = false;
    quoted_ = false;
  }

  char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool quoted_ = false;
  bool begun_ = false;  // the row holds something
  std::string cell_;
  CsvRow row_;
  std::vector<CsvRow> rows_;
};

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text) {
  return CsvReader(text).read();
}

}  // namespace patdown
