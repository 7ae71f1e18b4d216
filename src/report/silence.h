#pragma once

// Which occurrences of a secret did somebody allow beside them?

#include "report/occurrence.h"

#include <vector>

namespace patdown {

// Takes out, of all occurrences of one secret under one rule: those with an inline allow; and where
// the version at hand of a path (the work tree's, else HEAD's) carries an allow and no occurrence
// without one, all older ones at that path.
void drop_allowed(std::vector<Occurrence>& occurrences);

// Takes out those in paths that the user excluded, unless all are.
void drop_excluded(std::vector<Occurrence>& occurrences,
                   const std::vector<std::string>& excluded_paths);

}  // namespace patdown
