#include "output/sarif_result.h"

#include "output/summary.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

// Code scanning services refuse a whole file for one result without an artifact, so what has no
// path stands for the repository's own folder; its logical location says what it is.
constexpr std::string_view repository_folder = ".git";

// An inventory may lie anywhere; all else is relative to the scanned root.
Json artifact(std::string_view path) {
  if (path.starts_with('/')) return {{"uri", "file://" + uri_of_path(path)}};
  return {{"uri", uri_of_path(path)}, {"uriBaseId", uri_base}};
}

Json region_of(const Place& place) {
  const Position at = ordered(place.at);
  return {{"startLine", at.line},
          {"startColumn", at.column},
          {"endLine", at.end_line},
          {"endColumn", at.end_column}};
}

// Without a path: a text of a commit, tag or note. A member of an archive: the archive's own file,
// and no region, since lines of the member mean nothing there.
Json location_of(const Place& place) {
  Json location;
  if (place.path.empty()) {
    const bool from_stdin = place.origin == Origin::standard_input;
    location["physicalLocation"]["artifactLocation"] =
        artifact(from_stdin ? "stdin" : repository_folder);
    location["logicalLocations"] = {
        {{"fullyQualifiedName", place_text(place)}, {"kind", name_of(place.origin)}}};
    return location;
  }
  const std::string outer = place.path.substr(0, place.path.size() - place.member_size);
  location["physicalLocation"]["artifactLocation"] = artifact(outer);
  if (place.member_size > 0) {
    location["logicalLocations"] = {
        {{"fullyQualifiedName", place_text(place)}, {"kind", "archive member"}}};
  } else if (place.at.line > 0) {
    location["physicalLocation"]["region"] = region_of(place);
  }
  return location;
}

Json first_location(const Finding& finding) {
  Json location = location_of(finding.place);
  Json& physical = location["physicalLocation"];
  if (!physical.contains("region") || finding.source_line.empty()) return location;
  const std::string& shown = finding.revealed.empty() ? finding.masked : finding.revealed;
  if (!shown.empty()) physical["region"]["snippet"]["text"] = shown;
  const Position at = ordered(finding.place.at);
  physical["contextRegion"] = {{"startLine", at.line},
                               {"endLine", at.end_line},
                               {"snippet", {{"text", finding.source_line}}}};
  return location;
}

std::string message_of(const Finding& finding) {
  std::string text = finding.message;
  const Origin origin = finding.place.origin;
  const bool at_hand = origin == Origin::worktree || origin == Origin::index || finding.in_head;
  if (finding.kind == FindingKind::leak && !finding.commit.empty() && !at_hand) {
    text += " It stands in the history, oldest in commit " + short_id(finding.commit) + ".";
  }
  return finding.fix.empty() ? text : text + " " + finding.fix;
}

Json properties_of(const Finding& finding) {
  Json properties = {{"kind", finding.kind == FindingKind::leak ? "leak" : "scope"},
                     {"severity", name_of(finding.severity)},
                     {"confidence", name_of(finding.confidence)},
                     {"source", name_of(finding.place.origin)}};
  properties["commit"] = text_or_null(finding.commit);
  properties["author"] = text_or_null(finding.author);
  properties["date"] = text_or_null(finding.date);
  properties["in_head"] = finding.in_head;
  properties["masked"] = text_or_null(finding.masked);
  properties["places_total"] = finding.places_total;
  for (const auto& [name, value] : finding.proof) properties["proof"][name] = value;
  if (!finding.token.empty()) properties["token"] = finding.token;
  if (!finding.also.empty()) properties["also"] = finding.also;
  return properties;
}

Json code_flow(const std::vector<TraceStep>& trace) {
  Json steps = Json::array();
  for (const TraceStep& step : trace) {
    Json location = sarif_location(step.path, step.line);
    location["message"]["text"] = step.note;
    steps.push_back({{"location", std::move(location)}});
  }
  const Json thread = {{"locations", std::move(steps)}};
  return {{"threadFlows", Json::array({thread})}};
}

}  // namespace

std::string_view sarif_level(Severity severity) {
  if (severity >= Severity::high) return "error";
  return severity == Severity::medium ? "warning" : "note";
}

std::string uri_of_path(std::string_view path) {
  constexpr std::string_view kept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    if (kept.find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return uri;
}

Json sarif_location(const std::string& path, std::size_t line) {
  Json location;
  location["physicalLocation"]["artifactLocation"] = artifact(path);
  if (line > 0) location["physicalLocation"]["region"]["startLine"] = line;
  return location;
}

Json sarif_result(const Finding& finding, std::size_t rule_index) {
  Json result = {{"ruleId", finding.rule},
                 {"ruleIndex", rule_index},
                 {"level", sarif_level(finding.severity)},
                 {"message", {{"text", message_of(finding)}}}};
  result["locations"] = Json::array({first_location(finding)});
  result["partialFingerprints"] = {{"patdown/v1", finding.fingerprint}};
  const bool leak = finding.kind == FindingKind::leak;
  const std::string other = leak ? "the same secret, " : "another use of the token, ";
  for (const Place& place : finding.places) {
    Json location = location_of(place);
    location["id"] =
        result.contains("relatedLocations") ? result["relatedLocations"].size() + 1 : 1;
    location["message"]["text"] = other + place_text(place);
    result["relatedLocations"].push_back(std::move(location));
  }
  if (!finding.trace.empty()) result["codeFlows"] = Json::array({code_flow(finding.trace)});
  result["properties"] = properties_of(finding);
  return result;
}

}  // namespace patdown
