#include "git/provenance.h"

#include "git/history_objects.h"
#include "git/provenance_parts.h"
#include "git/raw_object.h"

#include <algorithm>
#include <tuple>

namespace patdown {

void add_people(const ObjectDatabase& objects, const ObjectId& commit, Sighting& sighting) {
  sighting.commit = commit.hex();
  const auto object = objects.read(commit);
  if (!object) return;
  const RawCommit raw = parse_commit(object->bytes);
  sighting.author = person_of(raw.author);
  sighting.date = iso_date(seconds_of(raw.committer));
}

void add_tagger(const RawObject& tag, Sighting& sighting) {
  const std::string_view tagger = parse_tag(tag.bytes).tagger;
  if (tagger.empty()) return;
  sighting.author = person_of(tagger);
  sighting.date = iso_date(seconds_of(tagger));
}

void sort_all(Provenance& provenance) {
  for (auto& [object, sightings] : provenance.sightings) {
    std::sort(sightings.begin(), sightings.end(), [](const Sighting& a, const Sighting& b) {
      return std::tie(a.age, a.path, a.commit) < std::tie(b.age, b.path, b.commit);
    });
  }
  std::sort(provenance.missing.begin(), provenance.missing.end());
  std::sort(provenance.skipped.begin(), provenance.skipped.end());
}

Skip submodule_skip(const std::string& name) {
  return {.what = "submodule", .why = name + ": another repository's commit", .count = 1};
}

Provenance provenance_of(const Repository& repository, const std::set<std::string>& wanted,
                         const std::vector<std::string>& commits, unsigned threads) {
  if (commits.empty()) {
    HistoryObjects history(repository, threads);
    return provenance_of(history, wanted, threads);
  }
  return range_provenance(repository, wanted, commits);
}

}  // namespace patdown
