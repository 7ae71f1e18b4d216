#pragma once

// The secrets of one text before anybody looks at them: in which view, where in the outermost text,
// and which of them say the same thing twice.

#include "core/finding.h"
#include "core/span.h"
#include "secret/compiled_rule.h"
#include "secret/path_hints.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct Found {
  const CompiledRule* rule = nullptr;
  std::string secret;
  Span span;  // in the outermost text
  Confidence confidence = Confidence::possible;
  Proof proof;
  PathHints hints;
  std::vector<std::string_view> decoded;  // outermost first
  // Texts whose bytes can be traced to one another (escapes) share a root: the outermost text, or
  // what came out of one base64 run. `in_root` is the span there.
  std::uint32_t root = 0;
  Span in_root;
};

// Drops what repeats: the same secret under the same rule at an overlapping place is kept once, the
// plainest way; of different secrets that overlap in one root the surer one, then the one that a
// backslash decoding changed, then the plainer one. The result is ordered by place, then rule id.
std::vector<Found> without_repeats(std::vector<Found> all);

}  // namespace patdown
