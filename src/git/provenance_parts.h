#pragma once

// What the provenance of a whole history and that of a few commits share.

#include "git/object_database.h"
#include "git/provenance.h"

#include <set>
#include <string>
#include <vector>

namespace patdown {

// Of `commits` alone: what each of them brings, see commit_changes.h.
Provenance range_provenance(const Repository& repository, const std::set<std::string>& wanted,
                            const std::vector<std::string>& commits);

// Fills in commit, author and date.
void add_people(const ObjectDatabase& objects, const ObjectId& commit, Sighting& sighting);
// Author and date of a tag's sighting are its tagger's, if it names one.
void add_tagger(const RawObject& tag, Sighting& sighting);
Skip submodule_skip(const std::string& name);
void sort_all(Provenance& provenance);

}  // namespace patdown
