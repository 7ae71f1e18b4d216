#pragma once

// Which languages are read by way of a table?

#include "token/code/syntax/dialect.h"

#include <span>

namespace patdown {

extern const Dialect csharp_dialect;
extern const Dialect go_dialect;
extern const Dialect hcl_dialect;
extern const Dialect java_dialect;
extern const Dialect javascript_dialect;
extern const Dialect kotlin_dialect;
extern const Dialect python_dialect;
extern const Dialect ruby_dialect;
extern const Dialect rust_dialect;
extern const Dialect tsx_dialect;
extern const Dialect typescript_dialect;

// All of them.
std::span<const Dialect* const> all_dialects();

}  // namespace patdown
