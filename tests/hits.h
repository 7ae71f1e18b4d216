#pragma once

// Hits, sightings and rules made by hand, for the tests of src/report/.

#include "report/assemble.h"

#include <string>
#include <vector>

namespace patdown {

// Made-up secrets: the rules here have no pattern that could tell.
inline const std::string alpha = std::string("alpha-") + "0123456789-secret";
inline const std::string beta = std::string("beta-") + "9876543210-secret";

inline Rule make_rule(std::string id, std::string provider = "acme") {
  Rule rule;
  rule.id = std::move(id);
  rule.title = "Acme token";
  rule.provider = std::move(provider);
  rule.severity = Severity::high;
  rule.risk = "acts as its owner";
  rule.fix = "revoke it";
  return rule;
}

inline const Rule acme = make_rule("acme-token");
inline const Rule other = make_rule("zeta-token");
inline const Rule generic = make_rule("generic-secret", "generic");

inline Match match_of(const Rule& rule, const std::string& secret, std::size_t line) {
  Match match;
  match.rule = &rule;
  match.secret = SecretText(secret);
  const std::size_t begin = line * 1000;  // lines do not overlap
  match.span = {.begin = begin, .end = begin + secret.size()};
  match.at = {.line = line, .column = 5, .end_line = line, .end_column = 5 + secret.size()};
  match.source_line = "line " + std::to_string(line);
  return match;
}

inline Hit worktree_hit(const std::string& path, std::size_t line = 1,
                        const std::string& secret = alpha, const Rule& rule = acme) {
  return {.match = match_of(rule, secret, line), .path = path, .object = "", .inside = ""};
}

inline Hit history_hit(const std::string& object, std::size_t line = 1,
                       const std::string& secret = alpha, const Rule& rule = acme) {
  Hit hit{.match = match_of(rule, secret, line), .path = "", .object = object, .inside = ""};
  hit.origin = Origin::history;
  return hit;
}

inline Sighting seen(const std::string& path, std::size_t age, bool in_head = false) {
  Sighting sighting;
  sighting.path = path;
  sighting.commit = "commit-" + std::to_string(age);
  sighting.author = "Author " + std::to_string(age) + " <a@example.net>";
  sighting.date = "2026-01-0" + std::to_string(age) + "T00:00:00Z";
  sighting.in_head = in_head;
  sighting.age = age;
  return sighting;
}

inline Hit allowed(Hit hit) {
  hit.match.allowed = "patdown:allow test vector";
  return hit;
}

inline std::vector<std::string> spots_of(const Finding& finding) {
  std::vector<std::string> spots = {finding.place.path + ":" +
                                    std::to_string(finding.place.at.line)};
  for (const Place& place : finding.places) {
    spots.push_back(place.path + ":" + std::to_string(place.at.line));
  }
  return spots;
}

using Spots = std::vector<std::string>;

}  // namespace patdown
