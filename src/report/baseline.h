#pragma once

// Which findings are known already? A baseline file: JSON {"version": 1, "findings":
// [{"fingerprint", "rule", "path"}]}, sorted, no secret in it, stable under moved lines and
// rebases.

#include "core/finding.h"

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace patdown {

std::set<std::string> parse_baseline(std::string_view json, std::string_view path);  // fingerprints
std::string write_baseline(std::span<const Finding> findings);

}  // namespace patdown
