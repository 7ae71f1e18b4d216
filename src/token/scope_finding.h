#pragma once

// How does a rule of rules/scopes become a finding? What all functions of scope_findings.h share.

#include "core/finding.h"
#include "token/token_use.h"

#include <string>
#include <string_view>

namespace patdown {

// `subject`: what the finding is about, the token's id as a rule; the fingerprint hangs on it and
// on the rule, never on a line.
Finding make_scope_finding(std::string_view rule, const std::string& subject);

// Lines and columns from 1; what is not known is the first.
Place place_in_file(const std::string& path, std::size_t line, std::size_t column = 1);
Place place_of_use(const TokenUse& use);

// The first place is the finding's own, the others are listed, each once.
void add_place_once(Finding& finding, Place place);

// "build.json" of "eng/build.json": a move changes nothing in what hangs on it.
std::string file_name_of(const std::string& path);

}  // namespace patdown
