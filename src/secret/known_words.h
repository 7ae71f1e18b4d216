#pragma once

// Which words and published examples tell look-alikes from secrets?
//
// The tables under rules/lookalikes/, read on first use; safe to ask from several threads.

#include "core/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// Whether `word` is in `list` of words.tsv, such as "plain-value". Exact; give lower case.
bool is_in(std::string_view list, std::string_view word);

// The words of `list` in the order of the file.
const std::vector<std::string>& words_of(std::string_view list);

// Whether a vendor has published `secret` as an example (examples.tsv).
bool is_published_example(std::string_view secret);

}  // namespace patdown
