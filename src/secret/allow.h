#pragma once

// Does a comment beside a secret allow it?
//
//   patdown:allow RULE reason      on the line of the secret, or alone on the line before it. RULE
//   is
//                                  a rule id, `github-*` or `*`; without it every rule is allowed
//   gitleaks:allow                 on the line; the other tools' comments are honoured as they are
//   trufflehog:ignore              on the line
//   pragma: allowlist secret       on the line
//   pragma: allowlist nextline secret     on the line before

#include "core/span.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// One such comment.
struct Allow {
  std::size_t line = 0;  // that it stands on
  bool here = true;      // whether it speaks of its own line
  bool next = false;     // whether it speaks of the next line
  std::string rule;      // "*" for all
  Span text;             // of the comment, from its keyword to its end; on one line
};

// Every allow in `text`, ascending.
std::vector<Allow> find_allows(std::string_view text);
// Those that can speak of one of `secrets`, and perhaps others: a text is not searched for them
// beyond the lines that matter.
std::vector<Allow> find_allows(std::string_view text, const std::vector<Span>& secrets);

// The first of `allows` that silences `rule_id` on one of the lines `first` to `last`, or nullptr.
const Allow* find_allow(const std::vector<Allow>& allows, std::string_view rule_id,
                        std::size_t first, std::size_t last);

}  // namespace patdown
