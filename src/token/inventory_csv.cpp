#include "core/error.h"
#include "core/letters.h"
#include "core/text.h"
#include "token/csv.h"
#include "token/inventory_row.h"

#include <algorithm>
#include <array>
#include <map>

namespace patdown {
namespace {

using Names = std::array<std::string_view, 3>;

// The columns by what they hold: the API's own name, and what people call it. Letters alone count,
// in either case: "Display Name" is displayname.
struct Column {
  std::string_view key;
  Names names;
};
constexpr std::array<Column, 9> columns = {
    {{"name", {"displayname", "name", "tokenname"}},
     {"scope", {"scope", "scopes", "permissions"}},
     {"created", {"validfrom", "created", "createdon"}},
     {"expires", {"validto", "expires", "expireson"}},
     {"everywhere", {"allorganizations", "allorgs", "targetaccounts"}},
     {"valid", {"isvalid", "valid", "active"}},
     {"authorization", {"authorizationid", "tokenid", "id"}},
     {"correlating", {"crosscompanycorrelatingid", "correlatingid", "ccid"}},
     {"variable", {"variable", "variables", "aliases"}}}};

std::string letters_of(std::string_view header) {
  std::string letters;
  for (const char c : lower(header)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

using Header = std::map<std::string_view, std::size_t>;  // by Column::key

Header header_of(const CsvRow& row) {
  Header header;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string letters = letters_of(row.cells[i]);
    for (const Column& column : columns) {
      if (std::ranges::find(column.names, letters) != column.names.end()) {
        header.try_emplace(column.key, i);
      }
    }
  }
  return header;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, lower(trimmed(text))) != words.end();
}

std::vector<std::string> names_in(std::string_view cell) {
  std::vector<std::string> names;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find_first_of(";, "), cell.size());
    if (end > 0) names.emplace_back(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return names;
}

InventoryRow read_row(const CsvRow& row, const Header& header, std::size_t width) {
  InventoryRow read;
  read.line = row.line;
  if (row.cells.size() != width) {
    read.fault = "a row of " + std::to_string(row.cells.size()) + " cells, where the header has " +
                 std::to_string(width);
    return read;
  }
  const auto cell = [&](std::string_view key) {
    const auto at = header.find(key);
    return at == header.end() ? std::string() : std::string(trimmed(row.cells[at->second]));
  };
  read.name = cell("name");
  read.scope = cell("scope");
  std::ranges::replace_if(
      read.scope, [](char c) { return c == ',' || c == ';'; }, ' ');
  read.created = cell("created");
  read.expires = cell("expires");
  read.never_expires = is_one_of(read.expires, {"never", "null", "none"});
  if (read.never_expires) read.expires.clear();
  read.all_organizations = is_one_of(cell("everywhere"), {"true", "yes", "1", "all", "*", "null"});
  read.revoked = is_one_of(cell("valid"), {"false", "no", "0"});
  read.authorization = cell("authorization");
  read.correlating_id = cell("correlating");
  read.aliases = names_in(cell("variable"));
  return read;
}

}  // namespace

std::optional<std::vector<InventoryRow>> inventory_rows_of_csv(std::string_view text,
                                                               std::string_view path) {
  // PowerShell 5 writes the type of the objects first.
  std::size_t lines_before = 0;
  if (text.starts_with("#TYPE")) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    lines_before = 1;
  }
  const std::vector<CsvRow> table = read_csv(text);
  if (table.empty()) return std::nullopt;
  const Header header = header_of(table.front());
  const bool has_name = header.contains("name");
  const bool has_scope = header.contains("scope");
  if (!has_name && !has_scope) return std::nullopt;
  if (!has_name || !has_scope) {
    throw Error(std::string(path) +
                ": a CSV inventory needs the columns displayName and scope, and " +
                (has_name ? "scope" : "displayName") + " is missing");
  }
  std::vector<InventoryRow> rows;
  for (std::size_t i = 1; i < table.size(); ++i) {
    rows.push_back(read_row(table[i], header, table.front().cells.size()));
    rows.back().line += lines_before;
  }
  return rows;
}

}  // namespace patdown
