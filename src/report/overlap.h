#pragma once

// When several rules match the same bytes, which match tells the most?

#include "report/assemble.h"

#include <vector>

namespace patdown {

// The hits without those that a surer one of the same blob covers: their spans overlap, and one
// secret contains the other or only one of the two was decoded. Surer is: more confident; of a
// provider rather than generic; longer; the smaller id. Ordered by path, object, member, position
// and rule. Borrows `hits`.
std::vector<const Hit*> surest(const std::vector<Hit>& hits);

}  // namespace patdown
