#pragma once

// Some of the paths of a tree.

#include <functional>
#include <set>
#include <string>

namespace patdown {

using PathSet = std::set<std::string, std::less<>>;

}  // namespace patdown
