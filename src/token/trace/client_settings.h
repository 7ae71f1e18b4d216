#pragma once

// What does a program read of its environment, its command line and its files?
//
// Rows of rules/clients that are `env`, `flag`, `declare`, `file` or `fill`.

#include "token/trace/client_args.h"

namespace patdown::trace {

ValueRef setting_read(const LibraryCall& call);

}  // namespace patdown::trace
