#include "report/report.h"

#include "core/sentence.h"
#include "token/advice.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

namespace patdown {
namespace {

const Token* token_of(const Report& report, const Finding& leak) {
  const auto found = std::ranges::find(report.tokens, "literal:" + leak.fingerprint, &Token::id);
  return found == report.tokens.end() ? nullptr : &*found;
}

void take_in(Finding& leak, const Finding& scope) {
  leak.also.push_back(scope.rule);
  leak.message += " " + as_sentence(scope.message);
  if (leak.trace.empty()) leak.trace = scope.trace;
  if (!scope.fix.empty()) leak.fix += " " + as_sentence(scope.fix);
}

void say_use(Finding& leak, const Token& token) {
  if (!token.uses.empty() && leak.trace.empty()) leak.trace = token.uses.front().use.trace;
  if (!token.minimal || token.minimal->empty()) return;
  leak.message += std::string(" ") +
                  (token.complete ? "Its uses here need " : "Its known uses need ") +
                  described(Catalog::azure_devops(), *token.minimal) + ".";
}

}  // namespace

void sort_findings(std::vector<Finding>& findings) {
  const auto before = [](const Finding& a, const Finding& b) {
    const Position& at = a.place.at;
    const Position& bt = b.place.at;
    return std::tie(b.severity, a.place.path, at.line, at.column, a.rule, a.fingerprint) <
           std::tie(a.severity, b.place.path, bt.line, bt.column, b.rule, b.fingerprint);
  };
  std::ranges::stable_sort(findings, before);
}

void join_halves(Report& report) {
  for (Finding& leak : report.findings) {
    if (leak.kind != FindingKind::leak) continue;
    const Token* token = token_of(report, leak);
    if (token == nullptr) continue;
    leak.token = token->id;
    for (const Finding& scope : report.findings) {
      if (scope.kind == FindingKind::scope && scope.token == token->id) take_in(leak, scope);
    }
    if (leak.also.empty()) say_use(leak, *token);
    std::ranges::sort(leak.also);
  }
  std::set<std::string> joined;
  for (const Finding& leak : report.findings) {
    if (!leak.also.empty()) joined.insert(leak.token);
  }
  std::erase_if(report.findings, [&](const Finding& finding) {
    return finding.kind == FindingKind::scope && joined.contains(finding.token);
  });
}

void link_tokens(Report& report) {
  for (Finding& finding : report.findings) {
    if (finding.kind != FindingKind::leak) continue;
    if (const Token* token = token_of(report, finding)) finding.token = token->id;
  }
}

}  // namespace patdown
