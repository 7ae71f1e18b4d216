#pragma once

// The readers of code, one function each. Pure; never throw; bounded in depth and size (inputs over
// 4 MiB are one hole and a PartlyRead). A parse error costs its statement, not the file.

#include "token/code/form.h"

#include <string_view>

namespace patdown {

Code read_bash(std::string_view text);
Code read_powershell(std::string_view text);

}  // namespace patdown
