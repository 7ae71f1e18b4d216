#pragma once

// Where does each hit stand, in the work tree and in the history?

#include "core/finding.h"
#include "git/provenance.h"
#include "report/assemble.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace patdown {

// One hit at one place. Borrows hit and sighting.
struct Occurrence {
  const Hit* hit = nullptr;
  Confidence confidence = Confidence::likely;  // the match's, weighed by the path
  Place place;
  bool in_head = false;
  const Sighting* sighting = nullptr;  // of place.commit; nullptr if no commit is known
  std::size_t age = std::numeric_limits<std::size_t>::max();  // of the sighting

  // Of the version at hand: a file of the work tree, an entry of the index, standard input.
  bool at_hand() const {
    return place.origin == Origin::worktree || place.origin == Origin::index ||
           place.origin == Origin::standard_input;
  }
};

// Expands hits by what provenance knows of their objects. One per thread of work: it caches.
class Locator {
 public:
  explicit Locator(const Provenance& provenance);
  ~Locator();
  Locator(const Locator&) = delete;
  Locator& operator=(const Locator&) = delete;
  Locator(Locator&&) = delete;
  Locator& operator=(Locator&&) = delete;

  // One for a file of the work tree or the text of a commit or tag; for a blob of the history one
  // for each path it is sighted at, judged as a file at that path would be: the rule may look at
  // other files only, the path may tell that it is no secret, or make it less likely to be one.
  // None if that leaves none.
  std::vector<Occurrence> occurrences_of(const Hit& hit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace patdown
