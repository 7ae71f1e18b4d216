#pragma once

// Which of the URLs that a request may go to lack a name, "…/repositories//threads"?
//
// The name is null or empty where the code has not found it yet, and nobody means to send that.

#include "token/trace/request_url.h"

#include <vector>

namespace patdown::trace {

// Drops those that lack a name in the middle of a route where another one has it; what is left gets
// the text with `{}` in the place of empty names. The texts still have all their slashes.
void fill_empty_names(std::vector<RequestUrl>& urls);

}  // namespace patdown::trace
