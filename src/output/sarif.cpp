// The report as SARIF 2.1.0 (OASIS Standard), for code scanning services and editors.

#include "output/output.h"
#include "output/sarif_result.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

constexpr std::string_view schema_uri = "https://json.schemastore.org/sarif-2.1.0.json";

// Scores that code scanning services read as the severity of the same name: above 9.0 critical,
// from 7.0 high, from 4.0 medium, above 0 low.
std::string_view score_of(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return "9.8";
    case Severity::high:
      return "8.2";
    case Severity::medium:
      return "5.5";
    case Severity::low:
      return "3.0";
    case Severity::info:
      break;
  }
  return "0.0";
}

std::string_view precision_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::proven:
      return "very-high";
    case Confidence::likely:
      return "high";
    case Confidence::possible:
      break;
  }
  return "medium";
}

// "azure-devops-pat" → "AzureDevopsPat"
std::string name_of_rule(std::string_view id) {
  std::string name;
  bool upper = true;
  for (const char c : id) {
    const bool letter = c >= 'a' && c <= 'z';
    if (c != '-') name += letter && upper ? static_cast<char>(c - 'a' + 'A') : c;
    upper = c == '-';
  }
  return name;
}

// CWE-798 is "use of hard-coded credentials", CWE-250 "execution with unnecessary privileges".
Json tags_of(FindingKind kind) {
  if (kind == FindingKind::leak) return {"security", "secret", "external/cwe/cwe-798"};
  return {"security", "token-scope", "external/cwe/cwe-250"};
}

bool is_web_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

Json rule_json(const RuleInfo& rule) {
  const std::string help = rule.help.empty() ? rule.title : rule.help;
  Json json = {{"id", rule.id},
               {"name", name_of_rule(rule.id)},
               {"shortDescription", {{"text", rule.title}}},
               {"fullDescription", {{"text", help}}}};
  std::string markdown = help;
  if (is_web_address(rule.reference)) {
    json["helpUri"] = rule.reference;
    markdown += "\n\n[Reference](" + rule.reference + ")";
  }
  json["help"] = {{"text", help}, {"markdown", markdown}};
  json["defaultConfiguration"]["level"] = sarif_level(rule.severity);
  json["properties"] = {{"security-severity", score_of(rule.severity)},
                        {"precision", precision_of(rule.confidence)},
                        {"tags", tags_of(rule.kind)}};
  return json;
}

// What the report says of its rules; and for a finding whose rule it does not describe, the
// finding's own words, since every result must name a rule.
std::vector<RuleInfo> rules_of(const Report& report) {
  std::vector<RuleInfo> rules = report.rules;
  for (const Finding& finding : report.findings) {
    if (std::ranges::find(rules, finding.rule, &RuleInfo::id) != rules.end()) continue;
    rules.push_back({.id = finding.rule,
                     .title = finding.title,
                     .help = finding.message,
                     .reference = "",
                     .severity = finding.severity,
                     .confidence = finding.confidence,
                     .kind = finding.kind});
  }
  std::ranges::sort(rules, {}, &RuleInfo::id);
  return rules;
}

Json notification(std::string_view id, std::string_view level, const std::string& text) {
  return {{"descriptor", {{"id", id}}}, {"level", level}, {"message", {{"text", text}}}};
}

Json notifications_of(const Coverage& coverage) {
  Json notifications = Json::array();
  for (const Problem& problem : coverage.unreadable) {
    const std::string what = problem.object.empty() ? "" : "object " + problem.object + ": ";
    Json entry = notification("unreadable", "error", what + problem.why);
    if (!problem.path.empty()) entry["locations"] = Json::array({sarif_location(problem.path, 0)});
    notifications.push_back(std::move(entry));
  }
  for (const PartlyRead& partly : coverage.partly_read) {
    Json entry = notification("partly-read", "warning", partly.why);
    if (!partly.path.empty()) {
      entry["locations"] = Json::array({sarif_location(partly.path, partly.line)});
    }
    notifications.push_back(std::move(entry));
  }
  return notifications;
}

Json driver_json(const Report& report, const std::vector<RuleInfo>& rules) {
  Json driver = {{"name", "patdown"},
                 {"version", report.version},
                 {"semanticVersion", report.version},
                 {"shortDescription", {{"text", "Finds leaked and over-scoped tokens"}}}};
  driver["rules"] = Json::array();
  for (const RuleInfo& rule : rules) driver["rules"].push_back(rule_json(rule));
  driver["notifications"] = {
      {{"id", "unreadable"}, {"shortDescription", {{"text", "Not searched for leaks"}}}},
      {{"id", "partly-read"},
       {"shortDescription", {{"text", "Read in part: verdicts near it are unknown"}}}}};
  driver["properties"]["rules_digest"] = report.rules_digest;
  return driver;
}

// "git@host:group/project.git" is no URI; the same as one is "ssh://git@host/group/project.git".
std::string repository_uri(const std::string& address) {
  if (address.find("://") != std::string::npos) return address;
  const std::size_t colon = address.find(':');
  const bool scp_like = colon != std::string::npos && colon > 1 && address.find('/') > colon &&
                        address.find(' ') == std::string::npos;
  if (!scp_like) return "";
  return "ssh://" + address.substr(0, colon) + "/" + address.substr(colon + 1);
}

void add_provenance(Json& run, const Report& report) {
  const std::string uri = repository_uri(report.repository);
  if (uri.empty()) return;
  Json details = {{"repositoryUri", uri}};
  if (!report.revision.empty()) details["revisionId"] = report.revision;
  if (!report.branch.empty()) details["branch"] = report.branch;
  details["mappedTo"]["uriBaseId"] = uri_base;
  run["versionControlProvenance"] = Json::array({details});
}

}  // namespace

std::string write_sarif(const Report& report) {
  const std::vector<RuleInfo> rules = rules_of(report);
  Json run;
  run["tool"]["driver"] = driver_json(report, rules);
  run["invocations"] =
      Json::array({{{"executionSuccessful", report.coverage.complete()},
                    {"toolExecutionNotifications", notifications_of(report.coverage)}}});
  add_provenance(run, report);
  run["originalUriBaseIds"][std::string(uri_base)]["description"]["text"] = "the scanned root";
  run["columnKind"] = "utf16CodeUnits";
  run["results"] = Json::array();
  for (const Finding& finding : report.findings) {
    const auto rule = std::ranges::lower_bound(rules, finding.rule, {}, &RuleInfo::id);
    run["results"].push_back(sarif_result(finding, static_cast<std::size_t>(rule - rules.begin())));
  }
  run["properties"]["coverage"] = coverage_json(report);
  Json log = {{"$schema", schema_uri}, {"version", "2.1.0"}};
  log["runs"] = Json::array({std::move(run)});
  return dump_pretty(log);
}

}  // namespace patdown
