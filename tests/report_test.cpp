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

Finding finding_of(FindingKind kind, const char* rule, const char* token) {
  Finding finding;
  finding.kind = kind;
  finding.rule = rule;
  finding.message = std::string("this is ") + rule;
  finding.fix = std::string("mend ") + rule;
  finding.token = token;
  return finding;
}

TEST_CASE("a hard-coded token that holds too much is one finding") {
  Report report;
  Finding leak = finding_of(FindingKind::leak, "azure-devops-pat", "");
  leak.message = "Whoever holds it is its owner.";
  leak.fix = "Revoke it.";
  leak.fingerprint = "ab";
  Finding over = finding_of(FindingKind::scope, "over", "literal:ab");
  over.trace = {{.path = "a.sh", .line = 3, .note = "sent"}};
  report.findings = {finding_of(FindingKind::scope, "old", "literal:ab"), leak, over,
                     finding_of(FindingKind::scope, "over", "env:other")};
  Token token;
  token.id = "literal:ab";
  report.tokens = {token};
  join_halves(report);
  REQUIRE(report.findings.size() == 2);
  const Finding& one = report.findings[0];
  CHECK(one.rule == "azure-devops-pat");
  CHECK(one.also == std::vector<std::string>{"old", "over"});
  CHECK(one.token == "literal:ab");
  CHECK(one.message == "Whoever holds it is its owner. This is old. This is over.");
  CHECK(one.fix == "Revoke it. Mend old. Mend over.");
  CHECK(one.trace == over.trace);
  CHECK(report.findings[1].token == "env:other");
}

TEST_CASE("a leaked token says what it is used for, if nothing is wrong besides") {
  Report report;
  Finding leak = finding_of(FindingKind::leak, "azure-devops-pat", "");
  leak.message = "Leaked.";
  leak.fingerprint = "ab";
  report.findings = {leak};
  Token token;
  token.id = "literal:ab";
  token.minimal = {"vso.work"};
  report.tokens = {token};
  join_halves(report);
  CHECK(report.findings[0].also.empty());
  CHECK(report.findings[0].message == "Leaked. Its known uses need Work Items: Read (vso.work).");
}

}  // namespace
}  // namespace patdown
