#pragma once

// What does the line of a secret look like, without the secret?

#include "core/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

constexpr std::size_t source_line_length = 200;  // characters; what a terminal or a page can hold

// The spans joined where they overlap, ascending and apart.
std::vector<Span> joined(std::vector<Span> spans);

// The part of `text` in `part`, with each of `secrets` (joined) that reaches into it replaced by
// its masked form. Bytes that are no printable UTF-8 become '?', tabs blanks.
std::string masked_part(std::string_view text, Span part, const std::vector<Span>& secrets);

// The line that `at` begins on, masked, cut to `source_line_length` characters around `at`; "…"
// stands where it was cut. `secret`, the decoded form of `at`, is masked wherever else it stands on
// the line. Costs no more for a longer line.
std::string masked_line(std::string_view text, Span at, std::string_view secret,
                        const std::vector<Span>& secrets);

}  // namespace patdown
