#pragma once

// One row of an inventory, whatever its form.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct InventoryRow {
  std::size_t line = 1;
  std::string fault = {};  // why the row cannot be read at all; or empty
  std::string name = {};
  std::string scope = {};
  std::string created = {};
  std::string expires = {};
  bool never_expires = false;  // the row says so
  bool all_organizations = false;
  bool revoked = false;
  std::string authorization = {};
  std::string correlating_id = {};
  std::vector<std::string> aliases = {};  // names of variables
};

// nullopt if the text is no JSON. Throws Error, naming `path`, if it is JSON without a list of
// rows.
std::optional<std::vector<InventoryRow>> inventory_rows_of_json(std::string_view text,
                                                                std::string_view path);

// nullopt if the first line names neither a name nor a scope. Throws Error, naming `path`, if only
// one of them is missing.
std::optional<std::vector<InventoryRow>> inventory_rows_of_csv(std::string_view text,
                                                               std::string_view path);

}  // namespace patdown
