#pragma once

// How are several scopes spelled?

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// {"a", "b"} with "+": "a+b".
std::string spell(const std::vector<std::string>& names, std::string_view between);

}  // namespace patdown
