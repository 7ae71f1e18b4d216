#include "report/silence.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace patdown {
namespace {

bool is_allowed(const Occurrence& occurrence) {
  return !occurrence.hit->match.allowed.empty();
}

// What one version of a path holds of the secret.
struct Seen {
  bool allowed = false;
  bool open = false;  // without an allow

  void note(const Occurrence& occurrence) { (is_allowed(occurrence) ? allowed : open) = true; }
};

struct Versions {
  Seen at_hand;
  Seen head;

  bool silences_older() const {
    const Seen& newest = at_hand.allowed || at_hand.open ? at_hand : head;
    return newest.allowed && !newest.open;
  }
};

}  // namespace

void drop_allowed(std::vector<Occurrence>& occurrences) {
  if (std::ranges::none_of(occurrences, is_allowed)) return;
  std::map<std::string, Versions> versions;
  for (const Occurrence& occurrence : occurrences) {
    if (occurrence.place.path.empty()) continue;
    Versions& of_path = versions[occurrence.place.path];
    if (occurrence.at_hand()) {
      of_path.at_hand.note(occurrence);
    } else if (occurrence.in_head) {
      of_path.head.note(occurrence);
    }
  }
  std::erase_if(occurrences, [&](const Occurrence& occurrence) {
    if (is_allowed(occurrence)) return true;
    const auto of_path = versions.find(occurrence.place.path);
    return !occurrence.at_hand() && of_path != versions.end() && of_path->second.silences_older();
  });
}

void drop_excluded(std::vector<Occurrence>& occurrences,
                   const std::vector<std::string>& excluded_paths) {
  if (excluded_paths.empty()) return;
  std::map<std::string_view, bool> excluded;  // many occurrences, few paths
  for (const Occurrence& occurrence : occurrences) {
    const std::string& path = occurrence.place.path;
    if (!excluded.contains(path)) excluded[path] = any_glob_matches(excluded_paths, path);
  }
  const auto is_excluded = [&](const Occurrence& one) { return excluded[one.place.path]; };
  if (std::ranges::all_of(occurrences, is_excluded)) return;
  std::vector<Occurrence> kept;
  for (const Occurrence& occurrence : occurrences) {
    if (!is_excluded(occurrence)) kept.push_back(occurrence);
  }
  occurrences = std::move(kept);
}

}  // namespace patdown
