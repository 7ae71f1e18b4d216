#pragma once

// Which row of an inventory is this very token?
//
// The token administration API (7.2) names a `crossCompanyCorrelatingId` with each token: a hash
// that anybody who has the token can compute, and nobody can turn back. 120 bits in base64, 20
// characters.

#include <string>
#include <string_view>

namespace patdown {

std::string correlating_id_of(std::string_view token);

}  // namespace patdown
