#pragma once

// Does a rule find and skip what its own file says?
//
// Each example is filled in 20 ways (rule/example.h); the scanner, with this rule alone, must
// report the marked parts of each and nothing else. Behind `patdown rules check` and the rules' own
// test.

#include "rule/rule.h"

#include <string>
#include <vector>

namespace patdown {

// What went wrong, one sentence each, no secret in it; empty if the rule holds. Throws Error if an
// expression or an example cannot be read.
std::vector<std::string> faults_of(const Rule& rule);

}  // namespace patdown
