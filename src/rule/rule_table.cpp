#include "rule/rule_table.h"

#include "rule/builtin.h"
#include "rule/packed.h"

namespace patdown {
namespace {

void pack(Packer& packer, const Rule& rule) {
  for (const std::string* text :
       {&rule.id, &rule.title, &rule.provider, &rule.reference, &rule.pattern, &rule.check,
        &rule.near, &rule.path, &rule.risk, &rule.fix}) {
    packer.text(*text);
  }
  packer.texts(rule.anchors);
  packer.texts(rule.not_secret);
  packer.texts(rule.not_line);
  packer.number(static_cast<std::uint64_t>(rule.severity));
  packer.number(static_cast<std::uint64_t>(rule.confidence));
  packer.number(static_cast<std::uint64_t>(rule.check_failure));
  packer.number(rule.reach);
  packer.number(rule.in_line ? 1 : 0);
  packer.number(rule.near_bytes);
  packer.number(rule.chosen ? 1 : 0);
  packer.real(rule.entropy);
}

Rule unpack(Unpacker& table) {
  Rule rule;
  for (std::string* text : {&rule.id, &rule.title, &rule.provider, &rule.reference, &rule.pattern,
                            &rule.check, &rule.near, &rule.path, &rule.risk, &rule.fix}) {
    *text = table.text();
  }
  rule.anchors = table.texts();
  rule.not_secret = table.texts();
  rule.not_line = table.texts();
  rule.severity = static_cast<Severity>(table.number());
  rule.confidence = static_cast<Confidence>(table.number());
  rule.check_failure = static_cast<CheckFailure>(table.number());
  rule.reach = table.number();
  rule.in_line = table.number() != 0;
  rule.near_bytes = table.number();
  rule.chosen = table.number() != 0;
  rule.entropy = table.real();
  return rule;
}

}  // namespace

std::string pack_rules(const std::vector<Rule>& rules) {
  Packer packer;
  packer.number(rules.size());
  for (const Rule& rule : rules) pack(packer, rule);
  return packer.take();
}

std::vector<Rule> unpack_rules(std::string_view bytes) {
  Unpacker table(bytes);
  std::vector<Rule> rules;
  const std::uint64_t count = table.number();
  rules.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) rules.push_back(unpack(table));
  return rules;
}

const std::vector<Rule>& builtin_rules() {
  static const std::vector<Rule> rules = unpack_rules(builtin_tables().rules);
  return rules;
}

}  // namespace patdown
