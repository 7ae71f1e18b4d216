#pragma once

// What does a table of comma-separated values hold?
//
// RFC 4180: cells may stand in double quotes, in which a quote is doubled and line ends are text.
// LF, CRLF or CR end a row; empty lines are none. The separator is the one of ',', ';' and tab that
// the first line holds most often: what spreadsheets write depends on the country.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct CsvRow {
  std::size_t line = 1;  // of its first cell
  std::vector<std::string> cells;
};

// Never fails: a quote that nothing closes ends with the text.
std::vector<CsvRow> read_csv(std::string_view text);

}  // namespace patdown
