#pragma once

// Which lines does a text have, and what stands at their ends?

#include <string_view>
#include <vector>

namespace patdown {

// Without their line ends.
std::vector<std::string_view> lines_of_code(std::string_view text);
std::string_view without_blanks(std::string_view text);  // at both ends

}  // namespace patdown
