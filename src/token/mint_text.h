#pragma once

// Does a text hold the body of a request that creates a token with full access?
//
// For what no tracer sees: JSON files, YAML, templates, languages without a reader. The text must
// speak of the API (`_apis/tokens/pats`, `allOrgs`) and hold `"scope": "app_token"`, or
// `"allOrgs": true`, in any quoting.

#include "core/position.h"

#include <optional>
#include <string>
#include <string_view>

namespace patdown {

struct MintText {
  Position at;
  bool full_access = false;
  bool all_organizations = false;
};

// The first such place. Texts over 1 MiB are not looked at: no one writes a request that long.
std::optional<MintText> find_minted_token(std::string_view text);

// Until when such a request wants its token to be valid, if it says a day: `"validTo": "2027-…`.
struct MintedLife {
  Position at;
  std::string valid_to;  // the day, as 2027-01-31
};
// The first one beside the API's path. Texts over 1 MiB are not looked at.
std::optional<MintedLife> find_minted_life(std::string_view text);

}  // namespace patdown
