#pragma once

// A hash for tables of strings that are asked with a string_view, without a copy of it.

#include <cstddef>
#include <functional>
#include <string_view>

namespace patdown {

struct TextHash {
  using is_transparent = void;  // NOLINT: the standard's name

  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

}  // namespace patdown
