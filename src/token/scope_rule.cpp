#include "token/scope_rule.h"

#include "core/error.h"
#include "rule/builtin.h"
#include "rule/packed.h"

#include <algorithm>
#include <set>

#include <yaml-cpp/yaml.h>

namespace patdown {
namespace {

const std::string file_name = "scopes/azure-devops/findings.yaml";

[[noreturn]] void fail(const YAML::Node& node, const std::string& what) {
  throw Error(file_name + ":" + std::to_string(node.Mark().line + 1) + ": " + what);
}

std::string text_of(const YAML::Node& rule, const char* key) {
  const YAML::Node value = rule[key];
  if (!value || !value.IsScalar()) fail(rule, std::string("no text for '") + key + "'");
  return value.as<std::string>();
}

ScopeRule read_rule(const YAML::Node& node) {
  static const std::set<std::string> keys = {"id",   "title",    "severity", "confidence",
                                             "help", "inferred", "fix",      "reference"};
  for (const auto& pair : node) {
    const auto key = pair.first.as<std::string>();
    if (!keys.contains(key)) fail(node, "unknown key '" + key + "'");
  }
  ScopeRule rule;
  rule.id = text_of(node, "id");
  rule.title = text_of(node, "title");
  rule.help = text_of(node, "help");
  rule.inferred = text_of(node, "inferred");
  rule.fix = text_of(node, "fix");
  rule.reference = text_of(node, "reference");
  const auto severity = severity_of(text_of(node, "severity"));
  const auto confidence = confidence_of(text_of(node, "confidence"));
  if (!severity || !confidence) fail(node, "no such severity or confidence");
  rule.severity = *severity;
  rule.confidence = *confidence;
  return rule;
}

std::vector<ScopeRule> unpack_rules(std::string_view bytes) {
  Unpacker table(bytes);
  std::vector<ScopeRule> rules(table.number());
  for (ScopeRule& rule : rules) {
    for (std::string* text :
         {&rule.id, &rule.title, &rule.help, &rule.inferred, &rule.fix, &rule.reference}) {
      *text = table.text();
    }
    rule.severity = static_cast<Severity>(table.number());
    rule.confidence = static_cast<Confidence>(table.number());
  }
  return rules;
}

}  // namespace

std::string page_of(const ScopeRule& rule) {
  return "docs/rules/" + rule.id + ".md";
}

std::vector<ScopeRule> parse_scope_rules() {
  try {
    std::vector<ScopeRule> rules;
    const YAML::Node file = YAML::Load(std::string(builtin_file(file_name)));
    for (const YAML::Node& node : file["rules"]) rules.push_back(read_rule(node));
    return rules;
  } catch (const YAML::Exception& problem) {
    throw Error(file_name + ": " + problem.what());
  }
}

std::string pack_scope_rules(const std::vector<ScopeRule>& rules) {
  Packer packer;
  packer.number(rules.size());
  for (const ScopeRule& rule : rules) {
    for (const std::string* text :
         {&rule.id, &rule.title, &rule.help, &rule.inferred, &rule.fix, &rule.reference}) {
      packer.text(*text);
    }
    packer.number(static_cast<std::uint64_t>(rule.severity));
    packer.number(static_cast<std::uint64_t>(rule.confidence));
  }
  return packer.take();
}

const std::vector<ScopeRule>& scope_rules() {
  static const std::vector<ScopeRule> rules = unpack_rules(builtin_tables().scope_rules);
  return rules;
}

const ScopeRule& scope_rule(std::string_view id) {
  const auto& rules = scope_rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const ScopeRule& r) { return r.id == id; });
  if (found == rules.end()) throw Error(file_name + ": no rule '" + std::string(id) + "'");
  return *found;
}

}  // namespace patdown
