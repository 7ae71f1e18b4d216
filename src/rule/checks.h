#pragma once

// Is a string that looks like a token really one? Offline checks: checksums, layouts, signatures.
//
// A check that passes and is a proof shows where the token comes from (the chance of a random pass
// is at most 2^-16 for each of them). Any check may tell more: owner, creation, expiry, privilege.

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
  // False for checks that are too weak for a proof, or tell facts only: a match that passes keeps
  // the confidence of its rule.
  bool is_proof = true;
};

// Every check there is, ordered by name.
std::span<const Check> checks();

// nullptr if there is none of that name.
const Check* find_check(std::string_view name);

}  // namespace patdown
