#include "core/error.h"
#include "core/position.h"
#include "token/inventory_row.h"

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using nlohmann::json;

const json* member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string text_of(const json& object, const char* name) {
  const json* value = member(object, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string{};
}

bool is_null(const json& object, const char* name) {
  const json* value = member(object, name);
  return value != nullptr && value->is_null();
}

// The lines of `"displayName": "…"` in file order, one a row as far as rows have one.
std::vector<std::size_t> lines_of_names(std::string_view text) {
  constexpr std::string_view key = "\"displayName\"";
  const LineIndex lines(text);
  std::vector<std::size_t> found;
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    found.push_back(lines.position_of({.begin = at, .end = at + 1}).line);
  }
  return found;
}

// The list of rows, whichever way the answer wraps it: [{…}], {patTokens: [{patToken: …} | …]},
// {patToken: …}, {value: […]}.
const json* list_of(const json& document) {
  if (document.is_array()) return &document;
  if (!document.is_object()) return nullptr;
  for (const char* name : {"patTokens", "value"}) {
    const json* rows = member(document, name);
    if (rows != nullptr && rows->is_array()) return rows;
  }
  return nullptr;
}

InventoryRow read_row(const json& row) {
  InventoryRow read;
  if (!row.is_object()) {
    read.fault = "a row that is no object";
    return read;
  }
  read.name = text_of(row, "displayName");
  read.scope = text_of(row, "scope");
  read.created = text_of(row, "validFrom");
  read.expires = text_of(row, "validTo");
  read.never_expires = is_null(row, "validTo");
  // null says "all organizations"; a row without the key says nothing.
  read.all_organizations = is_null(row, "targetAccounts");
  read.authorization = text_of(row, "authorizationId");
  read.correlating_id = text_of(row, "crossCompanyCorrelatingId");
  const json* valid = member(row, "isValid");
  read.revoked = valid != nullptr && *valid == false;
  return read;
}

}  // namespace

std::optional<std::vector<InventoryRow>> inventory_rows_of_json(std::string_view text,
                                                                std::string_view path) {
  const json document = json::parse(text.begin(), text.end(), nullptr, false);
  if (document.is_discarded()) return std::nullopt;
  const json* one = document.is_object() ? member(document, "patToken") : nullptr;
  const json wrapped_one = one == nullptr ? json() : json::array({*one});
  const json* list = one == nullptr ? list_of(document) : &wrapped_one;
  if (list == nullptr) {
    throw Error(std::string(path) +
                ": no inventory: neither 'patTokens' (PAT lifecycle API) nor 'value' (token "
                "administration API) is a list in it");
  }
  const std::vector<std::size_t> lines = lines_of_names(text);
  std::size_t named = 0;
  std::vector<InventoryRow> rows;
  for (const json& element : *list) {
    const json* wrapped = element.is_object() ? member(element, "patToken") : nullptr;
    const json& row = wrapped == nullptr ? element : *wrapped;
    rows.push_back(read_row(row));
    if (!row.is_object() || !row.contains("displayName")) continue;
    if (named < lines.size()) rows.back().line = lines[named];
    ++named;
  }
  return rows;
}

}  // namespace patdown
