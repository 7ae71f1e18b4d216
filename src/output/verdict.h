#pragma once

// How are several scopes spelled, and what is a token called?

#include "token/token.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// {"a", "b"} with "+": "a+b".
std::string spell(const std::vector<std::string>& names, std::string_view between);

// "$ADO_PAT"; "the token behind $gitClient" of one that has no name in the code.
std::string called(const Token& token);

}  // namespace patdown
