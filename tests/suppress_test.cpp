#include "catch.h"
#include "report/assemble.h"

namespace patdown {
namespace {

AllowEntry allow(const std::string& fingerprint, const char* expires = "", const char* path = "") {
  return {.fingerprint = fingerprint, .reason = "known", .expires = expires, .path = path};
}

struct SuppressCase {
  const char* name;
  std::set<std::string> baseline;
  std::vector<AllowEntry> allows;
  std::vector<std::string> excluded;
  std::vector<std::string> disabled;
  SuppressedCounts counts;
  Severity least;
  bool stays;
};

TEST_CASE("what silences a finding is counted once, by the first reason") {
  const std::string print(32, 'a');
  const std::string strange(32, 'b');
  const SuppressCase cases[] = {
      {"nothing", {strange}, {allow(strange)}, {"doc/"}, {}, {0, 0, 0}, Severity::info, true},
      {"the baseline, before the others",
       {print},
       {allow(print)},
       {"src/"},
       {},
       {1, 0, 0},
       Severity::info,
       false},
      {"an allow, before the path",
       {},
       {allow(print)},
       {"src/"},
       {},
       {0, 1, 0},
       Severity::info,
       false},
      {"a path", {}, {}, {"src/"}, {}, {0, 0, 1}, Severity::info, false},
      {"an allow on its last day",
       {},
       {allow(print, "2026-11-25")},
       {},
       {},
       {0, 1, 0},
       Severity::info,
       false},
      {"no expired allow",
       {},
       {allow(print, "2026-11-24")},
       {},
       {},
       {0, 0, 0},
       Severity::info,
       true},
      {"an allow for the path",
       {},
       {allow(print, "", "src/")},
       {},
       {},
       {0, 1, 0},
       Severity::info,
       false},
      {"no allow for another path",
       {},
       {allow(print, "", "doc/")},
       {},
       {},
       {0, 0, 0},
       Severity::info,
       true},
      {"too little severity, uncounted", {}, {}, {}, {}, {0, 0, 0}, Severity::critical, false},
      {"just enough severity", {}, {}, {}, {}, {0, 0, 0}, Severity::high, true},
      {"a disabled rule, uncounted", {}, {}, {}, {"acme-token"}, {0, 0, 0}, Severity::info, false},
  };
  for (const SuppressCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Finding finding;
      finding.rule = "acme-token";
      finding.severity = Severity::high;
      finding.fingerprint = print;
      finding.place.path = "src/a.txt";
      std::vector<Finding> findings = {finding};
      Config config;
      config.allows = c.allows;
      config.excluded_paths = c.excluded;
      config.least = c.least;
      config.disabled_rules = c.disabled;
      const SuppressedCounts counts = suppress(findings, config, c.baseline, "2026-11-25");
      CHECK(counts.baseline == c.counts.baseline);
      CHECK(counts.allow == c.counts.allow);
      CHECK(counts.path == c.counts.path);
      CHECK(findings.size() == (c.stays ? 1 : 0));
    }
  }
}

TEST_CASE("an allow for a path does not hold where the secret stands elsewhere too") {
  Finding finding;
  finding.fingerprint = std::string(32, 'a');
  finding.place.path = "src/a.txt";
  finding.places = {{.path = "doc/b.txt", .at = {}, .commit = ""}};
  finding.places_total = 1;
  std::vector<Finding> findings = {finding};
  Config config;
  config.allows = {
      {.fingerprint = finding.fingerprint, .reason = "r", .expires = "", .path = "src/"}};
  suppress(findings, config, {}, "2026-11-25");
  CHECK(findings.size() == 1);
}

}  // namespace
}  // namespace patdown
