#pragma once

// How long may a token live? Days; `limits:` in .patdown.yml sets them.
//
// 90 days is the longest lifetime that Azure DevOps offers by a click when a token is made. 180
// days leave room for one that was prolonged once.

#include <cstddef>
#include <string>

namespace patdown {

struct TokenLimits {
  std::size_t lifetime_days = 90;   // from creation to expiry
  std::size_t rotation_days = 180;  // since creation
  std::string today = {};           // YYYY-MM-DD; empty: nothing is judged by its date
};

}  // namespace patdown
