#pragma once

// Is a string that looks like a token really one? Offline checks: checksums, layouts, signatures.
//
// A check that passes proves where the token comes from (the chance of a random pass is at most
// 2^-16 for every check listed as a proof) and may tell more: owner, creation, expiry, privilege.

#include "core/finding.h"

#include <span>
#include <string>
#include <string_view>

namespace patdown {

struct CheckResult {
  bool passed = false;
  Proof proof;  // empty unless passed; the first pair is {"method", …}
};

struct Check {
  std::string_view name;  // as rule files write it
  CheckResult (*run)(std::string_view secret);
};

// Every check there is, ordered by name.
std::span<const Check> checks();

// nullptr if there is none of that name.
const Check* find_check(std::string_view name);

}  // namespace patdown
