#pragma once

// Which bytes does a class of an expression take? As RE2 has them, in Latin-1
// (https://github.com/google/re2/wiki/Syntax).

#include <bitset>
#include <string_view>

namespace patdown {

using ByteSet = std::bitset<256>;

ByteSet byte_range(unsigned first, unsigned last);  // both included
ByteSet bytes_of(std::string_view characters);

// Letters in the other case too.
ByteSet with_both_cases(ByteSet bytes);

// "alnum" and the others of POSIX; "d", "W" and the others that stand behind a backslash. nullptr
// if there is none.
const ByteSet* class_named(std::string_view name);

}  // namespace patdown
