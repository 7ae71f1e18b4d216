#pragma once

// Which tokens does an object hold, in any of its fields?

#include "token/trace/value.h"

#include <set>
#include <string>

namespace patdown::trace {

// Their ids; of objects in objects down to the third.
std::set<std::string> tokens_held(const ValueRef& object);

}  // namespace patdown::trace
