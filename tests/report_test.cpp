#include "report/report.h"

#include "catch.h"

namespace patdown {
namespace {

TEST_CASE("findings go by severity, then by place, then by rule") {
  const auto make = [](Severity severity, const char* path, std::size_t line, const char* rule) {
    Finding finding;
    finding.severity = severity;
    finding.place.path = path;
    finding.place.at.line = line;
    finding.rule = rule;
    return finding;
  };
  std::vector<Finding> findings = {
      make(Severity::low, "a", 1, "r"), make(Severity::high, "b", 10, "r"),
      make(Severity::high, "b", 9, "s"), make(Severity::high, "b", 9, "r"),
      make(Severity::critical, "z", 1, "r")};
  sort_findings(findings);
  std::string order;
  for (const Finding& finding : findings) {
    order += finding.place.path + std::to_string(finding.place.at.line) + finding.rule + " ";
  }
  CHECK(order == "z1r b9r b9s b10r a1r ");
}

TEST_CASE("a leak that is used names its token") {
  Report report;
  Finding used;
  used.fingerprint = "ab";
  Finding unused;
  unused.fingerprint = "cd";
  report.findings = {used, unused};
  Token token;
  token.id = "literal:ab";
  report.tokens = {token};
  link_tokens(report);
  CHECK(report.findings[0].token == "literal:ab");
  CHECK(report.findings[1].token.empty());
}

}  // namespace
}  // namespace patdown
