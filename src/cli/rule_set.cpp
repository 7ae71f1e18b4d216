#include "cli/rule_set.h"

#include "cli/file.h"
#include "core/digest.h"
#include "core/error.h"
#include "rule/builtin.h"
#include "rule/rule_table.h"
#include "token/scope_rule.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace patdown {
namespace {

// Every built-in file counts, catalogs too, and what was added and switched off.
std::string digest_of(const RuleSet& rules, const std::vector<Rule>& added) {
  std::string all(builtin_tables().digest);
  for (const Rule* rule : rules.active) all += rule->id + '\0';
  if (!added.empty()) all += pack_rules(added);
  for (const std::string& id : rules.disabled_scope_rules) all += id + '\0';
  return to_hex(std::string_view(sha256(all)).substr(0, 16));
}

RuleInfo info_of(const Rule& rule) {
  return {.id = rule.id,
          .title = rule.title,
          .help = rule.title + ": who holds it " + rule.risk + ". What to do: " + rule.fix + ".",
          .reference = rule.reference,
          .severity = rule.severity,
          .confidence = rule.confidence,
          .kind = FindingKind::leak};
}

RuleInfo info_of(const ScopeRule& rule) {
  return {.id = rule.id,
          .title = rule.title,
          .help = rule.help + " What to do: " + rule.fix + ". More in " + page_of(rule) + ".",
          .reference = rule.reference,
          .inferred = rule.inferred,
          .severity = rule.severity,
          .confidence = rule.confidence,
          .kind = FindingKind::scope};
}

}  // namespace

std::vector<std::string> known_rule_ids(const std::vector<Rule>& added) {
  std::vector<std::string> ids;
  for (const Rule& rule : builtin_rules()) ids.push_back(rule.id);
  for (const Rule& rule : added) ids.push_back(rule.id);
  for (const ScopeRule& rule : scope_rules()) ids.push_back(rule.id);
  return ids;
}

std::vector<Rule> read_rule_folders(const std::vector<std::string>& folders) {
  std::vector<Rule> rules;
  for (const std::string& folder : folders) {
    std::set<std::string> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
      if (entry.path().extension() == ".yaml") files.insert(entry.path().string());
    }
    if (failed) throw Error("cannot read the rules in " + folder + ": " + failed.message());
    if (files.empty()) throw Error("no rule files (*.yaml) in " + folder);
    for (const std::string& file : files) {
      for (Rule& rule : parse_rules(read_file(file), file)) rules.push_back(std::move(rule));
    }
  }
  return rules;
}

std::vector<const Rule*> builtin_rules_by_id() {
  std::vector<const Rule*> rules;
  rules.reserve(builtin_rules().size());
  for (const Rule& rule : builtin_rules()) rules.push_back(&rule);
  std::ranges::sort(rules, {}, [](const Rule* rule) -> const std::string& { return rule->id; });
  return rules;
}

RuleSet choose_rules(const std::vector<Rule>& added, const Config& config) {
  RuleSet rules;
  std::map<std::string, const Rule*> by_id;
  for (const Rule& rule : builtin_rules()) by_id[rule.id] = &rule;
  for (const Rule& rule : added) {
    if (!by_id.emplace(rule.id, &rule).second) {
      throw Error("two rules are called " + rule.id + ": give the added one another id");
    }
  }
  for (const auto& [id, rule] : by_id) {
    if (rule_is_active(config, id)) rules.active.push_back(rule);
  }
  if (rules.active.empty()) {
    throw Error(config.path +
                ": no secret rule is active, so every scan would look clean; leave "
                "some rules on");
  }
  for (const ScopeRule& rule : scope_rules()) {
    if (!rule_is_active(config, rule.id)) rules.disabled_scope_rules.push_back(rule.id);
  }
  rules.digest = digest_of(rules, added);
  return rules;
}

std::vector<RuleInfo> describe_rules(const std::vector<Finding>& findings, const RuleSet& rules) {
  std::map<std::string, RuleInfo> infos;
  std::set<std::string> named;
  for (const Finding& finding : findings) named.insert(finding.rule);
  for (const Rule* rule : rules.active) {
    if (named.contains(rule->id)) infos.emplace(rule->id, info_of(*rule));
  }
  for (const ScopeRule& rule : scope_rules()) {
    if (named.contains(rule.id)) infos.emplace(rule.id, info_of(rule));
  }
  std::vector<RuleInfo> sorted;
  sorted.reserve(infos.size());
  for (auto& [id, info] : infos) sorted.push_back(std::move(info));
  return sorted;
}

}  // namespace patdown
