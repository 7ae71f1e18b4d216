// The report for programs. docs/output.md names every field; names are never changed or dropped.

#include "output/json_values.h"
#include "output/output.h"

#include <tuple>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

constexpr int schema = 1;

Json place_json(const Place& place) {
  return {{"path", text_or_null(place.path)},
          {"line", place.at.line},
          {"column", place.at.column},
          {"commit", text_or_null(place.commit)},
          {"source", name_of(place.origin)}};
}

Json finding_json(const Finding& finding) {
  Json json = {{"kind", finding.kind == FindingKind::leak ? "leak" : "scope"},
               {"rule", finding.rule},
               {"title", finding.title},
               {"severity", name_of(finding.severity)},
               {"confidence", name_of(finding.confidence)},
               {"message", finding.message},
               {"fix", finding.fix}};
  json["path"] = text_or_null(finding.place.path);
  const Position at = ordered(finding.place.at);
  json["line"] = at.line;
  json["column"] = at.column;
  json["end_line"] = at.end_line;
  json["end_column"] = at.end_column;
  json["commit"] = text_or_null(finding.commit);
  json["author"] = text_or_null(finding.author);
  json["date"] = text_or_null(finding.date);
  json["in_head"] = finding.in_head;
  json["source"] = name_of(finding.place.origin);
  json["masked"] = text_or_null(finding.masked);
  if (!finding.revealed.empty()) json["secret"] = finding.revealed;
  json["fingerprint"] = finding.fingerprint;
  if (!finding.proof.empty()) {
    Json proof = Json::object();
    for (const auto& [name, value] : finding.proof) proof[name] = value;
    json["proof"] = std::move(proof);
  }
  Json places = Json::array();
  for (const Place& place : finding.places) places.push_back(place_json(place));
  json["places"] = std::move(places);
  json["places_total"] = finding.places_total;
  if (!finding.token.empty()) json["token"] = finding.token;
  if (!finding.also.empty()) json["also"] = finding.also;
  if (!finding.trace.empty()) json["trace"] = trace_json(finding.trace);
  return json;
}

Json skipped_json(const std::vector<Skip>& skipped) {
  Json list = Json::array();
  for (const Skip& skip : skipped) {
    list.push_back({{"what", skip.what}, {"why", skip.why}, {"count", skip.count}});
  }
  return list;
}

Json unreadable_json(const std::vector<Problem>& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems) {
    Json entry = Json::object();
    if (!problem.object.empty()) entry["object"] = problem.object;
    if (!problem.path.empty() || problem.object.empty()) entry["path"] = problem.path;
    entry["why"] = problem.why;
    list.push_back(std::move(entry));
  }
  return list;
}

Json partly_read_json(const std::vector<PartlyRead>& partly_read) {
  Json list = Json::array();
  for (const PartlyRead& partly : partly_read) {
    list.push_back({{"path", partly.path}, {"line", partly.line}, {"why", partly.why}});
  }
  return list;
}

}  // namespace

Json coverage_json(const Report& report) {
  const Coverage& coverage = report.coverage;
  const SuppressedCounts& suppressed = report.suppressed;
  Json json = {{"blobs", coverage.blobs}, {"bytes", coverage.bytes}, {"commits", coverage.commits},
               {"tags", coverage.tags},   {"notes", coverage.notes}, {"files", coverage.files}};
  json["skipped"] = skipped_json(coverage.skipped);
  json["unreadable"] = unreadable_json(coverage.unreadable);
  json["partly_read"] = partly_read_json(coverage.partly_read);
  json["suppressed"] = {
      {"baseline", suppressed.baseline}, {"allow", suppressed.allow}, {"path", suppressed.path}};
  json["today"] = report.today;
  json["complete"] = coverage.complete();
  return json;
}

Json trace_json(const std::vector<TraceStep>& trace) {
  Json steps = Json::array();
  for (const TraceStep& step : trace) {
    steps.push_back({{"path", step.path}, {"line", step.line}, {"note", step.note}});
  }
  return steps;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Position ordered(const Position& at) {
  Position position = at;
  if (std::tie(at.end_line, at.end_column) < std::tie(at.line, at.column)) {
    position.end_line = at.line;
    position.end_column = at.column;
  }
  return position;
}

std::string dump_pretty(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string dump_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string write_json(const Report& report) {
  Json findings = Json::array();
  for (const Finding& finding : report.findings) findings.push_back(finding_json(finding));
  Json root = {{"schema", schema}};
  root["tool"] = {{"name", "patdown"}, {"version", report.version}, {"rules", report.rules_digest}};
  root["findings"] = std::move(findings);
  root["coverage"] = coverage_json(report);
  return dump_pretty(root);
}

std::string write_jsonl(const Report& report) {
  std::string lines;
  for (const Finding& finding : report.findings) lines += dump_line(finding_json(finding));
  const Json last = {{"coverage", coverage_json(report)}};
  return lines + dump_line(last);
}

}  // namespace patdown
