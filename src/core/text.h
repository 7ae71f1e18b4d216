#pragma once

// Small things that are done to text everywhere.

#include <string>
#include <string_view>

namespace patdown {

// Without the blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

// ASCII letters in lower case; every other byte as it is.
std::string lower_case(std::string_view text);

}  // namespace patdown
