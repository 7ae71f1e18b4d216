#include "git/commit_changes.h"
#include "git/provenance_parts.h"
#include "git/range.h"
#include "git/raw_object.h"

#include <optional>
#include <unordered_set>
#include <utility>

namespace patdown {
namespace {

using Place = std::pair<std::string, std::string>;  // object and path

// What HEAD's tree holds of the wanted objects.
std::set<Place> places_in_head(const Repository& repository, const ObjectDatabase& objects,
                               const std::set<std::string>& wanted) {
  std::set<Place> places;
  const auto head = ObjectId::parse(repository.head());
  const auto commit = head ? objects.read(*head) : std::nullopt;
  if (!commit || wanted.empty()) return places;
  Changes ignored;
  visit_changes(
      objects, parse_commit(commit->bytes).tree, {},
      [&](const std::string& path, const ObjectId& id, EntryKind) {
        std::string object = id.hex();
        if (wanted.contains(object)) places.emplace(std::move(object), path);
      },
      ignored);
  return places;
}

// Of `ids`, those that HEAD reaches: all of them, unless the range ends elsewhere.
bool reached_from(const Repository& repository, const ObjectDatabase& objects,
                  const std::string& commit) {
  const std::string head = repository.head();
  if (head.empty()) return false;
  if (head == commit) return true;
  // HEAD reaches it if nothing is left of it without what HEAD reaches.
  return range_of(repository, objects, head + ".." + commit).commits.empty();
}

}  // namespace

Provenance range_provenance(const Repository& repository, const std::set<std::string>& wanted,
                            const std::vector<std::string>& commits) {
  const ObjectDatabase objects(repository);
  const std::set<Place> in_head = places_in_head(repository, objects, wanted);
  Provenance provenance;
  std::set<Place> seen;
  for (std::size_t age = 0; age < commits.size(); ++age) {
    const auto id = ObjectId::parse(commits[age]);
    const auto change = id ? trees_of(objects, *id) : std::nullopt;
    if (!change) continue;  // range_source has said so
    if (wanted.contains(commits[age])) {
      Sighting sighting;
      sighting.age = age;
      sighting.in_head = reached_from(repository, objects, commits[age]);
      add_people(objects, *id, sighting);
      provenance.sightings[commits[age]].push_back(std::move(sighting));
    }
    Changes ignored;
    visit_changes(
        objects, change->tree, change->parent_trees,
        [&](const std::string& path, const ObjectId& blob, EntryKind) {
          const std::string object = blob.hex();
          if (!wanted.contains(object) || !seen.emplace(object, path).second) return;
          Sighting sighting;
          sighting.path = path;
          sighting.age = age;
          sighting.in_head = in_head.contains({object, path});
          add_people(objects, *id, sighting);
          provenance.sightings[object].push_back(std::move(sighting));
        },
        ignored);
  }
  sort_all(provenance);
  return provenance;
}

}  // namespace patdown
