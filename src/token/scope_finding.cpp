#include "token/scope_finding.h"

#include "core/secret_text.h"
#include "token/scope_rule.h"

#include <algorithm>

namespace patdown {

Finding make_scope_finding(std::string_view rule_id, const std::string& subject) {
  const ScopeRule& rule = scope_rule(rule_id);
  Finding finding;
  finding.kind = FindingKind::scope;
  finding.rule = rule.id;
  finding.title = rule.title;
  finding.severity = rule.severity;
  finding.confidence = rule.confidence;
  finding.fix = rule.fix;
  finding.in_head = true;
  finding.fingerprint = fingerprint_of(rule.id, subject, false);
  return finding;
}

Place place_in_file(const std::string& path, std::size_t line, std::size_t column) {
  Place place;
  place.path = path;
  place.at = {.line = std::max<std::size_t>(line, 1),
              .column = std::max<std::size_t>(column, 1),
              .end_line = std::max<std::size_t>(line, 1),
              .end_column = std::max<std::size_t>(column, 1)};
  return place;
}

Place place_of_use(const TokenUse& use) {
  return place_in_file(use.path, use.line, use.column);
}

void add_place_once(Finding& finding, Place place) {
  if (finding.place.path.empty()) {
    finding.place = std::move(place);
    return;
  }
  if (place == finding.place) return;
  if (std::find(finding.places.begin(), finding.places.end(), place) != finding.places.end())
    return;
  finding.places.push_back(std::move(place));
  ++finding.places_total;
}

std::string file_name_of(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace patdown
