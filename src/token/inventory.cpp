#include "token/inventory.h"

#include "core/day.h"
#include "core/error.h"
#include "secret/decode.h"
#include "token/inventory_row.h"
#include "token/table.h"

#include <algorithm>
#include <array>
#include <optional>

namespace patdown {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
// What the API says of a token that never expires: the last day that .NET knows.
constexpr std::string_view last_day = "9999-12-31";

std::vector<InventoryRow> rows_of(std::string_view text, std::string_view path) {
  if (text.starts_with(utf8_mark)) text.remove_prefix(utf8_mark.size());
  if (auto rows = inventory_rows_of_json(text, path)) return std::move(*rows);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool meant_json =
      first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  if (!meant_json) {
    if (auto rows = inventory_rows_of_csv(text, path)) return std::move(*rows);
  }
  throw Error(std::string(path) + (meant_json ? ": an inventory in JSON, and it is broken"
                                              : ": no inventory: neither JSON nor CSV with the "
                                                "columns displayName and scope"));
}

std::vector<std::string> scopes_in(std::string_view text) {
  std::vector<std::string> scopes;
  for (const auto word : split_words(text)) {
    if (!word.empty()) scopes.emplace_back(word);
  }
  std::sort(scopes.begin(), scopes.end());
  scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());
  return scopes;
}

std::string fault_of(const InventoryRow& row) {
  if (!row.fault.empty()) return row.fault;
  if (row.name.empty()) return "a row without displayName";
  return row.scope.empty() ? "no scope for '" + row.name + "'" : std::string();
}

DeclaredGrant grant_of(const InventoryRow& row, const std::string& file) {
  DeclaredGrant declared;
  declared.names = {row.name};
  declared.names.insert(declared.names.end(), row.aliases.begin(), row.aliases.end());
  declared.authorization = row.authorization;
  declared.correlating_id = row.correlating_id;
  Grant& grant = declared.grant;
  grant.scopes = scopes_in(row.scope);
  grant.from = "inventory";
  grant.path = file;
  grant.line = row.line;
  grant.created = row.created;
  grant.valid_to = row.never_expires ? std::string(last_day) : row.expires;
  grant.all_organizations = row.all_organizations;
  return declared;
}

}  // namespace

Inventory read_inventory(std::string_view text, std::string_view path) {
  const std::optional<Utf16Text> wide = decode_utf16(text);
  const std::string file(path);
  Inventory inventory;
  for (const InventoryRow& row : rows_of(wide ? std::string_view(wide->text) : text, path)) {
    const auto note = [&](const std::string& why) {
      inventory.partly_read.push_back({.path = file, .line = row.line, .why = why});
    };
    const std::string fault = fault_of(row);
    if (!fault.empty()) {
      note(fault);
      continue;
    }
    if (row.revoked) continue;
    DeclaredGrant declared = grant_of(row, file);
    for (std::string* day : {&declared.grant.created, &declared.grant.valid_to}) {
      if (day->empty() || day_number(*day)) continue;
      note("'" + *day + "' of '" + row.name + "' is no day as 2026-01-31: its age is not judged");
      day->clear();
    }
    inventory.grants.push_back(std::move(declared));
  }
  return inventory;
}

}  // namespace patdown
