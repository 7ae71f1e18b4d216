#pragma once

// How does text of a repository appear on a terminal without harm?
//
// A path, a name or a line may hold escape sequences, invalid UTF-8 or signs that turn the order of
// what follows. Such text is shown, never obeyed.

#include <cstddef>
#include <string>
#include <string_view>

namespace patdown {

// Controls, signs of direction and bytes that are no UTF-8 become U+FFFD, a tab a blank.
std::string printable(std::string_view text);

// Columns that printable text takes on a terminal: East Asian wide characters take two.
std::size_t display_width(std::string_view printable_text);

// "1,234,567"
std::string grouped(std::size_t number);
// "0 bytes", "1023 bytes", "1.5 KiB", … one decimal, cut, not rounded.
std::string human_bytes(std::size_t bytes);
// "1 file", "2,000 files"
std::string counted(std::size_t number, std::string_view one, std::string_view many);

}  // namespace patdown
