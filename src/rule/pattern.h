#pragma once

// Is an expression of a rule file sound, and how long can its matches be?

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

// Puts the named pieces into `pattern`: "(?&start)" becomes the expression that the table in
// pattern.cpp has under that name. RE2 itself has no such syntax, so nothing else is touched.
// Throws Error on an unknown name.
std::string with_pieces(std::string_view pattern);

// What is wrong with `pattern` in RE2's syntax (Latin-1), in its words; empty if nothing is.
std::string fault_of(const std::string& pattern);

// The number of capture groups of a pattern without fault.
int groups_of(const std::string& pattern);

// The most bytes that a match of a pattern without fault may take; nullopt if there is no bound.
std::optional<std::size_t> longest_match(std::string_view pattern);

}  // namespace patdown
