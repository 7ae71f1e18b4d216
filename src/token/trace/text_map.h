#pragma once

// What stands under a name, whichever way the name is held? For tables that are asked far more
// often than they grow, and whose order nobody sees.

#include "core/text_hash.h"

#include <functional>
#include <string>
#include <unordered_map>

namespace patdown::trace {

// Pointers to what it holds stay valid when it grows.
template <typename T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

}  // namespace patdown::trace
