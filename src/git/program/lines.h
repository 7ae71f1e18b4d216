#pragma once

// Lists that git prints, cut into their parts.

#include <algorithm>
#include <string_view>
#include <vector>

namespace patdown::git_program {

// The parts that `end` closes; what is behind the last one is a part too, unless it is empty.
inline std::vector<std::string_view> parts_of(std::string_view text, char end) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(end));
    parts.push_back(part);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return parts;
}

inline bool is_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace patdown::git_program
