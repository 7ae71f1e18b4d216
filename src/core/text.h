#pragma once

// Small things that are done to text everywhere.

#include <cstdint>
#include <string>
#include <string_view>

namespace patdown {

// Without the blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

// The value of a hex digit, in any case; -1 of anything else.
int hex_value(char c);

// Adds the character as UTF-8. A half of a surrogate pair keeps its own three bytes; above U+10FFFF
// there is none, and nothing is added.
void append_utf8(std::string& text, std::uint32_t character);

// Where the line that `at` stands in begins, and where it ends: at its line feed or carriage
// return.
std::size_t line_begin(std::string_view text, std::size_t at);
std::size_t line_end(std::string_view text, std::size_t at);

}  // namespace patdown
