#pragma once

// How does a clause become a sentence?

#include <string>

namespace patdown {

// The first letter, if it is ASCII, in upper case, and a full stop behind.
std::string as_sentence(std::string text);

}  // namespace patdown
