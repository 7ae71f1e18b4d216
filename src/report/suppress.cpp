#include "report/assemble.h"

#include <algorithm>

namespace patdown {
namespace {

// Whether `fits` holds for every place of the finding; false if the report does not list them all.
template <typename Predicate>
bool every_place(const Finding& finding, const Predicate& fits) {
  return finding.places_total <= finding.places.size() && fits(finding.place) &&
         std::ranges::all_of(finding.places, fits);
}

bool holds(const AllowEntry& allow, const Finding& finding, const std::string& today) {
  if (allow.fingerprint != finding.fingerprint) return false;
  if (!allow.expires.empty() && allow.expires < today) return false;
  return allow.path.empty() || every_place(finding, [&](const Place& place) {
           return glob_matches(allow.path, place.path);
         });
}

bool is_allowed(const Config& config, const Finding& finding, const std::string& today) {
  return std::ranges::any_of(config.allows,
                             [&](const AllowEntry& allow) { return holds(allow, finding, today); });
}

bool is_excluded(const Config& config, const Finding& finding) {
  if (config.excluded_paths.empty()) return false;
  const auto excluded = [&](const Place& place) {
    return any_glob_matches(config.excluded_paths, place.path);
  };
  // assemble() has put a place outside the excluded paths first if there is one at all.
  return excluded(finding.place) && std::ranges::all_of(finding.places, excluded);
}

}  // namespace

SuppressedCounts suppress(std::vector<Finding>& findings, const Config& config,
                          const std::set<std::string>& baseline, const std::string& today) {
  SuppressedCounts counts;
  std::erase_if(findings, [&](const Finding& finding) {
    std::size_t* reason = nullptr;
    if (baseline.contains(finding.fingerprint)) {
      reason = &counts.baseline;
    } else if (is_allowed(config, finding, today)) {
      reason = &counts.allow;
    } else if (is_excluded(config, finding)) {
      reason = &counts.path;
    }
    if (reason == nullptr) {
      return finding.severity < config.least || !rule_is_active(config, finding.rule);
    }
    ++*reason;
    return true;
  });
  return counts;
}

}  // namespace patdown
