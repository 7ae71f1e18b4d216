#include "secret/compiled_rule.h"

#include "core/error.h"
#include "rule/pattern.h"

#include <algorithm>
#include <string>

namespace patdown {
namespace {

constexpr std::size_t default_reach = 4096;  // as anchors.cpp assumes

std::string owner_of(const Rule& rule) {
  return "rule " + rule.id;
}

std::unique_ptr<const Expression> optional_expression(const Rule& rule, const std::string& pattern,
                                                      bool ignore_case) {
  if (pattern.empty()) return nullptr;
  return std::make_unique<const Expression>(pattern, owner_of(rule), ignore_case);
}

bool any_holds(const std::vector<std::unique_ptr<const Expression>>& expressions,
               std::string_view text) {
  return std::ranges::any_of(expressions, [text](const auto& expression) {
    return expression != nullptr && expression->holds_in(text);
  });
}

}  // namespace

CompiledRule::CompiledRule(const Rule& rule, RuleMeter* meter)
    : rule_(rule),
      meter_(meter),
      pattern_(rule.pattern, owner_of(rule)),
      near_(optional_expression(rule, rule.near, true)),
      path_(optional_expression(rule, rule.path, false)),
      reach_(rule.reach == 0 ? longest_match(rule.pattern).value_or(default_reach)
                             : 2 * rule.reach) {
  for (const std::string& pattern : rule.not_secret) {
    not_secret_.push_back(optional_expression(rule, pattern, false));
  }
  for (const std::string& pattern : rule.not_line) {
    not_line_.push_back(optional_expression(rule, pattern, false));
  }
  if (rule.check.empty()) return;
  check_ = find_check(rule.check);
  if (check_ == nullptr) {
    throw Error(owner_of(rule) + ": there is no check named '" + rule.check + "'");
  }
}

bool CompiledRule::may_hold_in(std::string_view text) const {
  std::call_once(needs_known_, [this] { needs_ = NeededRun::of(rule_); });
  return !needs_ || needs_->may_be_in(text);
}

bool CompiledRule::fits(std::string_view path) const {
  return path_ == nullptr || path.empty() || path_->holds_in(path);
}

bool CompiledRule::near_in(std::string_view text, Span window) const {
  return near_ == nullptr || near_->find(text, window).has_value();
}

bool CompiledRule::excepts_secret(std::string_view secret) const {
  return any_holds(not_secret_, secret);
}

bool CompiledRule::excepts_line(std::string_view line) const {
  return any_holds(not_line_, line);
}

}  // namespace patdown
