#pragma once

// Where the history of a sandbox says that an object stood.

#include "git/provenance.h"
#include "git_sandbox.h"

#include <set>
#include <string>
#include <vector>

namespace patdown {

inline Provenance provenance(const std::string& folder, const std::set<std::string>& wanted = {},
                             const std::vector<std::string>& commits = {}) {
  const Repository repository(repository_at(folder).value());
  return provenance_of(repository, wanted, commits);
}

inline std::vector<Sighting> sightings(const GitSandbox& sandbox, const std::string& object) {
  const Provenance found = provenance(sandbox.top(), {object});
  const auto at = found.sightings.find(object);
  return at == found.sightings.end() ? std::vector<Sighting>{} : at->second;
}

inline Sighting only_sighting(const GitSandbox& sandbox, const std::string& object) {
  const auto all = sightings(sandbox, object);
  REQUIRE(all.size() == 1);
  return all.front();
}

}  // namespace patdown
