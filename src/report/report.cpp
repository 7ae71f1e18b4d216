#include "report/report.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace patdown {

void sort_findings(std::vector<Finding>& findings) {
  const auto before = [](const Finding& a, const Finding& b) {
    const Position& at = a.place.at;
    const Position& bt = b.place.at;
    return std::tie(b.severity, a.place.path, at.line, at.column, a.rule, a.fingerprint) <
           std::tie(a.severity, b.place.path, bt.line, bt.column, b.rule, b.fingerprint);
  };
  std::ranges::stable_sort(findings, before);
}

void link_tokens(Report& report) {
  for (Finding& finding : report.findings) {
    if (finding.kind != FindingKind::leak) continue;
    const std::string id = "literal:" + finding.fingerprint;
    const bool used = std::ranges::find(report.tokens, id, &Token::id) != report.tokens.end();
    if (used) finding.token = id;
  }
}

}  // namespace patdown
