#include "cli/remembering.h"

#include "cli/file.h"
#include "core/digest.h"
#include "core/error.h"
#include "git/provenance_parts.h"

#include <algorithm>
#include <filesystem>

namespace patdown {
namespace {

// Of everything that decides what a match is.
std::string key_of(const std::string& rules_digest) {
  return to_hex(sha256(rules_digest + " " + PATDOWN_VERSION));
}

}  // namespace

void recall(Target& target, const std::string& path, const std::string& rules_digest) {
  if (target.foreign) {
    target.coverage.skipped.push_back(
        {.what = "state", .why = "repositories read through the git program have none"});
    return;
  }
  if (!target.memory) {
    if (!target.coverage.unreadable.empty()) return;  // a repository that cannot be opened
    throw Error("--state needs the history of a git repository, and '" + target.name +
                "' is not the top of one");
  }
  if (!std::filesystem::exists(path)) return;
  target.memory->before = parse_state(read_file(path), path, key_of(rules_digest));
  if (!target.memory->before) {
    target.coverage.skipped.push_back(
        {.what = "state",
         .why = "it was made with other rules or another version: everything was searched anew"});
  }
}

std::optional<Provenance> recalled_provenance(const Target& target,
                                              const std::set<std::string>& wanted) {
  if (!target.memory || !target.memory->unchanged) return std::nullopt;
  const ScanState& before = *target.memory->before;
  if (before.roots != target.memory->roots) return std::nullopt;
  const bool same = std::ranges::equal(wanted, before.matched, {}, {}, &ObjectId::hex);
  if (!same) return std::nullopt;
  Provenance provenance = before.provenance;
  const ObjectDatabase objects(*target.repository);
  for (auto& [object, sightings] : provenance.sightings) {
    const auto id = ObjectId::parse(object);
    const auto header = id ? objects.header_of(*id) : std::nullopt;
    const bool tag = header && header->type == ObjectType::tag;
    const auto read = tag ? objects.read(*id) : std::nullopt;
    for (Sighting& sighting : sightings) {
      const auto commit = ObjectId::parse(sighting.commit);
      if (commit) add_people(objects, *commit, sighting);
      if (read) add_tagger(*read, sighting);
    }
  }
  return provenance;
}

void keep(const Target& target, const std::string& path, const Learned& learned,
          Coverage& coverage) {
  if (!target.memory) return;
  const HistoryMemory& memory = *target.memory;
  if (!memory.whole || !coverage.complete()) {
    coverage.skipped.push_back(
        {.what = "state", .why = "it was left as it was, for something could not be searched"});
    return;
  }
  ScanState state{.rules = key_of(learned.rules_digest),
                  .snapshot = memory.snapshot,
                  .roots = memory.roots,
                  .counts = memory.counts,
                  .objects = memory.objects,
                  .matched = {},
                  .provenance = learned.provenance};
  for (const std::string& id : learned.matched) {
    if (const auto parsed = ObjectId::parse(id)) state.matched.push_back(*parsed);
  }
  if (memory.unchanged && state.roots == memory.before->roots &&
      state.matched == memory.before->matched) {
    return;
  }
  write_file(path, print_state(state));
}

}  // namespace patdown
