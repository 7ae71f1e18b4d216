#pragma once

// Which code is too much to read?

#include "token/code/form.h"

#include <cstddef>

namespace patdown {

inline constexpr std::size_t most_code = 4U << 20U;  // bytes

// What a file of `bytes` bytes reads as that is not read at all.
Code unread_code(std::size_t bytes, const char* why);

// Makes what is nested more than 200 levels deep a hole, and says so.
void clip_depth(Code& code);

}  // namespace patdown
