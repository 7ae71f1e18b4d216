#pragma once

// The notation of scopes in tables: alternatives apart by blanks, `a+b` for both at once.

#include "token/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

std::vector<ScopeSet> parse_alternatives(std::string_view text);
std::string joined(const ScopeSet& set);  // "a+b"
std::vector<std::string> joined_all(const std::vector<ScopeSet>& alternatives);
// Every way to satisfy both; no duplicates.
std::vector<ScopeSet> both(const std::vector<ScopeSet>& a, const std::vector<ScopeSet>& b);

}  // namespace patdown
