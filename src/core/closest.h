#pragma once

// Which of these words did the writer mean?

#include <span>
#include <string>
#include <string_view>

namespace patdown {

// The one of `known` with the fewest edits from `word` (insert, delete, replace, swap neighbours);
// the first of several. Empty if even that one differs in more than a third of its letters.
std::string_view closest(std::string_view word, std::span<const std::string_view> known);

// "; did you mean 'x'?", or nothing. Made to follow "unknown key 'severty'".
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace patdown
