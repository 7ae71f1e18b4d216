#pragma once

// What stands under a name, whichever way the name is held? For tables that are asked far more
// often than they grow, and whose order nobody sees.

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace patdown::trace {

struct TextHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the library's name
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

// Pointers to what it holds stay valid when it grows.
template <typename T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

}  // namespace patdown::trace
