#include "report/occurrence.h"

#include <algorithm>
#include <map>

#include <re2/re2.h>

namespace patdown {

struct Locator::Impl {
  const Provenance& provenance;
  std::map<const Rule*, std::unique_ptr<RE2>> path_expressions;

  const std::vector<Sighting>& sightings_of(const std::string& object) const {
    static const std::vector<Sighting> none;
    const auto found = provenance.sightings.find(object);
    return object.empty() || found == provenance.sightings.end() ? none : found->second;
  }

  bool path_fits(const Rule& rule, const std::string& path) {
    if (rule.path.empty()) return true;
    std::unique_ptr<RE2>& expression = path_expressions[&rule];
    if (!expression) expression = std::make_unique<RE2>(rule.path, RE2::Latin1);
    return RE2::PartialMatch(path, *expression);
  }

  // As the scanner judges a file at `path`.
  bool is_secret_at(const Match& match, const std::string& path) {
    return path_fits(*match.rule, path) && !path_refutes(match.hints, path);
  }
};

namespace {

bool is_text_of_commit(Origin origin) {
  return origin == Origin::commit_message || origin == Origin::commit_author ||
         origin == Origin::tag_message || origin == Origin::note;
}

Occurrence occurrence(const Hit& hit, const std::string& path, Origin origin) {
  Occurrence one;
  one.hit = &hit;
  one.confidence = hit.match.confidence;
  one.place = {.path = path.empty() ? "" : path + hit.inside,
               .at = hit.match.at,
               .commit = "",
               .origin = origin,
               .member_size = path.empty() ? 0 : hit.inside.size()};
  return one;
}

void doubt(Occurrence& occurrence) {
  if (occurrence.confidence == Confidence::likely) occurrence.confidence = Confidence::possible;
}

void add_sighting(Occurrence& occurrence, const Sighting& sighting) {
  occurrence.in_head = occurrence.in_head || sighting.in_head;
  if (sighting.commit.empty() || sighting.age >= occurrence.age) return;
  occurrence.place.commit = sighting.commit;
  occurrence.sighting = &sighting;
  occurrence.age = sighting.age;
}

}  // namespace

Locator::Locator(const Provenance& provenance)
    : impl_(new Impl{.provenance = provenance, .path_expressions = {}}) {}
Locator::~Locator() = default;

std::vector<Occurrence> Locator::occurrences_of(const Hit& hit) {
  const std::vector<Sighting>& sightings = impl_->sightings_of(hit.object);
  const bool text_of_commit = is_text_of_commit(hit.origin);
  if (text_of_commit || !hit.path.empty() || sightings.empty()) {
    // The scanner has held a rule's path against a path that it knew.
    if (hit.path.empty() && !hit.match.rule->path.empty()) return {};
    Occurrence one = occurrence(hit, text_of_commit ? "" : hit.path, hit.origin);
    for (const Sighting& sighting : sightings) {
      if (text_of_commit || sighting.path == hit.path) add_sighting(one, sighting);
    }
    const bool is_commit =
        hit.origin == Origin::commit_message || hit.origin == Origin::commit_author;
    if (is_commit && one.place.commit.empty()) one.place.commit = hit.object;
    return {one};
  }
  std::vector<Occurrence> all;
  for (const Sighting& sighting : sightings) {
    const bool note = sighting.origin == Origin::note;  // its path is a commit's id, spelled oddly
    const std::string path = note ? "" : sighting.path;
    // The scanner knew the name of an archive's member.
    const bool judged = !hit.inside.empty();
    if (!judged && !impl_->is_secret_at(hit.match, path)) continue;
    all.push_back(occurrence(hit, path, sighting.origin));
    if (!judged && is_doubtful_path(path)) doubt(all.back());
    add_sighting(all.back(), sighting);
  }
  return all;
}

}  // namespace patdown
