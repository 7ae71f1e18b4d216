#pragma once

// Why is a text that fits a rule's pattern no secret?
//
// Filters for matches that nothing proves. All of them look at the secret and a bounded number of
// bytes around it. Most serve every rule; those for names and code only rules that go by a name
// (provider "generic") or find what people choose (rule.chosen).

#include "core/span.h"
#include "rule/rule.h"
#include "secret/path_hints.h"

#include <string_view>

namespace patdown {

// A match before anybody trusts it. Borrows everything.
struct Suspect {
  const Rule& rule;
  std::string_view text;  // all of it, decoded
  Span secret;
  std::string_view path;  // may be empty
};

// The reason, such as "a placeholder"; empty if there is none and it may be a secret.
std::string_view lookalike_of(const Suspect& suspect);

// For one that is no look-alike without its path: what a path may say of it.
PathHints hints_of(const Suspect& suspect);

// Whether it stands where secrets are mostly made up or generated: test data, examples, minified
// lines. No reason to drop a match, but one to be less sure.
bool is_doubtful_place(const Suspect& suspect);

}  // namespace patdown
