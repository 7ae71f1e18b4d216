#pragma once

// When several rules match the same bytes, which match tells the most?

#include "report/occurrence.h"

#include <vector>

namespace patdown {

// The occurrences without those that a surer one of the same blob at the same path covers: their
// spans overlap, and one secret contains the other or only one of the two was decoded. Surer is:
// more confident; of a provider rather than generic; longer; the smaller id. Ordered by path,
// object, member, position and rule.
std::vector<Occurrence> surest(std::vector<Occurrence> occurrences);

}  // namespace patdown
