#pragma once

// What are the built-in rules, without reading YAML? Every field of a Rule but its examples, which
// serve tests only.

#include "rule/rule.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

std::string pack_rules(const std::vector<Rule>& rules);
// Throws Error on bytes that pack_rules() did not make.
std::vector<Rule> unpack_rules(std::string_view bytes);

}  // namespace patdown
