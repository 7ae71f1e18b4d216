#pragma once

// What does a source hold? Runs the scanner over its blobs, archives opened.

#include "core/problem.h"
#include "report/assemble.h"
#include "secret/scanner.h"
#include "source/source.h"

#include <vector>

namespace patdown {

struct Searched {
  std::vector<Hit> hits;  // in an order that does not depend on threads
  Coverage coverage;
};

// Whether a blob made from another is searched where it is new, or as a whole. The result is the
// same.
enum class Deltas { used, ignored };

// `source` may call from several threads; each gets scratch space of its own.
Searched search(Source& source, const Scanner& scanner, Deltas deltas);

}  // namespace patdown
