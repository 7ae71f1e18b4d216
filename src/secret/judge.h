#pragma once

// Is a place where a rule's pattern holds really a secret, and how sure is that?

#include "core/finding.h"
#include "core/span.h"
#include "secret/compiled_rule.h"
#include "secret/copy_map.h"
#include "secret/path_hints.h"
#include "secret/view.h"

#include <string_view>

namespace patdown {

enum class Decision {
  secret,
  wrong_check,  // the check digits are wrong: perhaps the match began one byte too early
  no_secret,    // a look-alike, an exception of the rule, or its context is missing
};

struct Judgement {
  Decision outcome = Decision::no_secret;
  Confidence confidence = Confidence::possible;  // of a secret
  Proof proof;                                   // of a proven one
  PathHints hints = {};                          // if the path is not known
};

// The rule's conditions in the order of their cost: context, check; then, if nothing was proven,
// the rule's exceptions, entropy and the look-alikes. `path` may be empty.
Judgement judge(const CompiledRule& rule, const View& view, Span secret, std::string_view path);

// The bytes of `text` that judge() may look at, at most.
Reach judged_reach(const CompiledRule& rule, std::string_view text, Span secret);

// Shannon entropy in bits per byte; 0 for an empty text.
double entropy_of(std::string_view text);

}  // namespace patdown
