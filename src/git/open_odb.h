#pragma once

// Opens object databases. For .cpp files only.

#include "git/handle.h"

#include <string>
#include <vector>

namespace patdown {

// One without any objects. Throws Error if there is no memory.
OdbHandle new_odb();

// The packs of all `folders`, and behind them the loose objects.
OdbHandle open_odb(const std::vector<std::string>& folders);

}  // namespace patdown
