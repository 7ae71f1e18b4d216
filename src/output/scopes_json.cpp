// The scopes report for programs: docs/output.md names the fields.

#include "output/json_values.h"
#include "output/output.h"
#include "output/verdict.h"

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

constexpr int schema = 1;

Json place_or_null(const std::string& path, std::size_t line) {
  if (path.empty()) return {};
  return {{"path", path}, {"line", line}};
}

Json grant_json(const std::optional<Grant>& grant) {
  if (!grant) return {};
  Json json = {{"scopes", grant->scopes},
               {"from", grant->from},
               {"path", text_or_null(grant->path)},
               {"line", grant->line}};
  if (!grant->created.empty()) json["created"] = grant->created;
  if (!grant->valid_to.empty()) json["valid_to"] = grant->valid_to;
  if (grant->expired) json["expired"] = true;
  if (grant->all_organizations) json["all_organizations"] = true;
  return json;
}

Json use_json(const PricedUse& priced) {
  Json json = {{"path", priced.use.path},
               {"line", priced.use.line},
               {"column", priced.use.column},
               {"call", priced.call},
               {"operation", text_or_null(priced.operation)}};
  Json scopes;  // null: not known
  if (priced.scopes) {
    scopes = Json::array();
    for (const ScopeSet& together : *priced.scopes) scopes.push_back(spell(together, "+"));
  }
  json["scopes"] = std::move(scopes);
  json["trace"] = trace_json(priced.use.trace);
  return json;
}

Json because_json(const Token& token) {
  Json list = Json::array();
  for (const ScopeReason& reason : token.because) {
    list.push_back({{"scope", reason.scope}, {"uses", reason.uses}});
  }
  return list;
}

Json not_needed_json(const Token& token) {
  Json list = Json::array();
  for (const ScopeReason& reason : token.not_needed) {
    list.push_back({{"scope", reason.scope}, {"why", reason.why}});
  }
  return list;
}

Json token_json(const Token& token) {
  Json json = {
      {"id", token.id}, {"name", token.name}, {"platform", token.platform}, {"kind", token.kind}};
  json["declared_at"] = place_or_null(token.declared_path, token.declared_line);
  json["grant"] = grant_json(token.grant);
  json["uses"] = Json::array();
  for (const PricedUse& use : token.uses) json["uses"].push_back(use_json(use));
  json["minimal"] = token.minimal ? Json(*token.minimal) : Json();
  json["because"] = because_json(token);
  json["not_needed"] = not_needed_json(token);
  json["read_only"] = token.read_only;
  json["complete"] = token.complete;
  json["unresolved"] = Json::array();
  for (const Unresolved& unresolved : token.unresolved) {
    json["unresolved"].push_back(
        {{"path", unresolved.path}, {"line", unresolved.line}, {"why", unresolved.why}});
  }
  json["verdict"] = name_of(token.outcome);
  json["replaceable_by"] = text_or_null(token.replaceable_by);
  json["excess"] = token.excess;
  json["missing"] = token.missing;
  json["advice"] = token.advice;
  return json;
}

}  // namespace

std::string write_scopes_json(const Report& report) {
  Json root = {{"schema", schema}};
  root["tool"] = {{"name", "patdown"}, {"version", report.version}, {"rules", report.rules_digest}};
  root["tokens"] = Json::array();
  for (const Token& token : report.tokens) root["tokens"].push_back(token_json(token));
  root["coverage"] = coverage_json(report);
  return dump_pretty(root);
}

}  // namespace patdown
