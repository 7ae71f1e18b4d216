#include "token/inventory.h"

#include "core/error.h"
#include "core/position.h"
#include "token/table.h"

#include <algorithm>
#include <optional>

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

std::optional<DeclaredGrant> read_row(const json& row, std::string& why) {
  if (!row.is_object()) {
    why = "a row that is no object";
    return std::nullopt;
  }
  DeclaredGrant declared;
  const std::string name = text_of(row, "displayName");
  const std::string scope = text_of(row, "scope");
  if (name.empty() || scope.empty()) {
    why = name.empty() ? "a row without displayName" : "no scope for '" + name + "'";
    return std::nullopt;
  }
  declared.names.push_back(name);
  Grant& grant = declared.grant;
  for (const auto word : split_words(scope)) grant.scopes.emplace_back(word);
  std::sort(grant.scopes.begin(), grant.scopes.end());
  grant.scopes.erase(std::unique(grant.scopes.begin(), grant.scopes.end()), grant.scopes.end());
  grant.from = "inventory";
  grant.valid_to = text_of(row, "validTo");
  // null says "all organizations"; a row without the key says nothing.
  const json* accounts = member(row, "targetAccounts");
  grant.all_organizations = accounts != nullptr && accounts->is_null();
  return declared;
}

// The list of rows, whichever way the answer wraps it: {patTokens: [{patToken: …} | …]},
// {patToken: …}, {value: […]}, {tokens: […]}.
std::optional<json> rows_of(const json& document) {
  if (!document.is_object()) return std::nullopt;
  for (const char* name : {"patTokens", "value"}) {
    const json* rows = member(document, name);
    if (rows != nullptr && rows->is_array()) return *rows;
  }
  if (const json* one = member(document, "patToken")) return json::array({*one});
  return std::nullopt;
}

}  // namespace

Inventory read_inventory(std::string_view text, std::string_view path) {
  const json document = json::parse(text.begin(), text.end(), nullptr, false);
  const std::string file(path);
  if (document.is_discarded()) throw Error(file + ": an inventory must be JSON, and this is none");
  const std::optional<json> rows = rows_of(document);
  if (!rows) {
    throw Error(file +
                ": no inventory: neither 'patTokens' (PAT lifecycle API) nor 'value' (token "
                "administration API) is a list in it");
  }
  const std::vector<std::size_t> lines = lines_of_names(text);
  std::size_t named = 0;
  Inventory inventory;
  for (const json& element : *rows) {
    const json* wrapped = element.is_object() ? member(element, "patToken") : nullptr;
    const json& row = wrapped == nullptr ? element : *wrapped;
    const bool has_name = row.is_object() && row.contains("displayName");
    const std::size_t line = has_name && named < lines.size() ? lines[named] : 1;
    if (has_name) ++named;
    const json* valid = row.is_object() ? member(row, "isValid") : nullptr;
    if (valid != nullptr && *valid == false) continue;  // revoked: it grants nothing
    std::string why;
    if (auto declared = read_row(row, why)) {
      declared->grant.path = file;
      declared->grant.line = line;
      inventory.grants.push_back(std::move(*declared));
    } else {
      inventory.partly_read.push_back({.path = file, .line = line, .why = why});
    }
  }
  return inventory;
}

}  // namespace patdown
