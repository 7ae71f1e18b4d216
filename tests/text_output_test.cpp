#include "catch.h"
#include "output/output.h"
#include "output/printable.h"
#include "samples.h"

namespace patdown {
namespace {

// The whole text, so that a change of taste shows as a diff.
TEST_CASE("a finding is a block as compilers write them") {
  Report report;
  report.findings = {worktree_leak()};
  report.coverage.files = 5;
  CHECK(write_text(report, {}) == R"(critical[acme-token]: Acme token
  --> src/my app.sh:12:8
   |
12 | PAT= abcd…wxyz curl
   |      ^^^^^^^^^
   = risk: Whoever holds this Acme token acts as its owner.
   = proven: by crc32-base62 (owner_id 3154062)
   = oldest commit: 111111111111 by Robin <robin@example.net> on 2026-01-31, and HEAD holds it still
   = also at: a.txt:3:1, b.txt:3:1, c.txt:3:1 and 13 more
   = used: see literal:00112233445566778899aabbccddeeff in 'patdown scopes'
   = fix: Revoke it.
   = fingerprint: 00112233445566778899aabbccddeeff

looked at 5 files
1 finding: 1 critical
)");
}

struct Expectation {
  const char* name;
  const char* text;
};

TEST_CASE("the text says where, how sure, and what was not looked at") {
  const std::string text = write_text(sample_report(), {});
  const Expectation expectations[] = {
      {"a commit's message", "--> message of commit 222222222222, line 3\n"},
      {"a member of an archive", "--> lib/wow!\xEF\xBF\xBD.zip!in/conf.ini:2:5\n"},
      {"a secret only the history holds",
       "oldest commit: 111111111111 by Robin <robin@example.net> on 2026-01-31; HEAD no longer "
       "holds it, the history does\n"},
      {"a guess", "= possible: "},
      {"the way of a token", "= by way of: x.sh:9 sent here\n"},
      {"what was looked at", "looked at 5 files, 1 commit, 1,234 distinct contents (1.5 KiB)\n"},
      {"what is silenced", "silenced: 2 by the baseline, 1 by an allow\n"},
      {"what was left out", "  submodule: vendor/x is not entered\n"},
      {"what was read in part", "  ci.yml:4: odd indentation\n"},
      {"what could not be read",
       "INCOMPLETE: 2 things could not be searched for leaks:\n"
       "  1111111111111111111111111111111111111111: missing\n  locked file: permission denied\n"},
      {"the counts", "4 findings: 1 critical, 1 high, 1 medium, 1 low\n"},
  };
  for (const Expectation& e : expectations) {
    INFO(e.name);
    CHECK_THAT(text, Catch::Contains(e.text));
  }
}

TEST_CASE("clean is said only when all was looked at") {
  Report report;
  CHECK(write_text(report, {}) == "there was nothing to look at\n");
  report.coverage.files = 1;
  CHECK(write_text(report, {}) == "looked at 1 file\nno leaked or over-scoped tokens found\n");
  report.coverage.unreadable = {{.object = "", .path = "a", .why = "permission denied"}};
  const std::string text = write_text(report, {});
  CHECK_THAT(text, !Catch::Contains("no leaked"));
  CHECK_THAT(text, Catch::Contains("nothing found in what could be read, which was not all\n"));
}

TEST_CASE("there are no escape sequences without colour, whatever the repository holds") {
  Report report;
  Finding finding = worktree_leak();
  finding.place.path = "a\x1b[2Jb";
  finding.source_line = "x\x1b]8;;evil\x07\r\nabcd…wxyz";
  finding.author = "\xE2\x80\xAEnibor";
  report.findings = {finding};
  const std::string text = write_text(report, {});
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\r') == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(write_text(report, {.color = true}).find("\x1b[2J") == std::string::npos);
}

TEST_CASE("colour changes nothing but colour") {
  std::string plain = write_text(sample_report(), {.color = true});
  for (std::size_t at = plain.find('\x1b'); at != std::string::npos; at = plain.find('\x1b')) {
    plain.erase(at, plain.find('m', at) + 1 - at);
  }
  CHECK(plain == write_text(sample_report(), {}));
}

TEST_CASE("the carets stand below the secret, also behind wide characters") {
  Report report;
  Finding finding = worktree_leak();
  finding.source_line = "\xE5\xAF\x86\xE7\xA0\x81=abcd…wxyz";  // two wide characters
  report.findings = {finding};
  CHECK_THAT(write_text(report, {}), Catch::Contains("   |      ^^^^^^^^^\n"));
  report.findings[0].source_line = "cut off before";
  CHECK_THAT(write_text(report, {}), Catch::Contains("12 | cut off before\n   |\n"));
}

TEST_CASE("long lists are cut") {
  Report report;
  for (int i = 0; i < 30; ++i) {
    report.coverage.unreadable.push_back({.object = "", .path = std::to_string(i), .why = "w"});
  }
  CHECK_THAT(write_text(report, {}), Catch::Contains("  and 10 more (--format json lists all)\n"));
}

TEST_CASE("ten notes about tokens under each rule are shown") {
  Report report;
  Finding row;
  row.kind = FindingKind::scope;
  row.severity = Severity::info;
  row.rule = "azure-devops-unused-token";
  row.place.path = "pats.json";
  for (std::size_t i = 0; i < 1012; ++i) {
    row.place.at.line = i + 1;
    report.findings.push_back(row);
  }
  const std::string text = write_text(report, {});
  CHECK(text.find("pats.json:10:1") != std::string::npos);
  CHECK(text.find("pats.json:11:1") == std::string::npos);
  CHECK(text.find("and 1,002 more of azure-devops-unused-token (--format json lists all)\n") !=
        std::string::npos);
  CHECK(text.find("1,012 findings: 1,012 info") != std::string::npos);
}

TEST_CASE("a finding about a token says how that is known") {
  Report report;
  report.findings = {scope_finding()};
  report.rules = {{.id = report.findings[0].rule,
                   .title = "",
                   .help = "",
                   .reference = "",
                   .inferred = "every call was found"}};
  const std::string how = std::string(name_of(report.findings[0].confidence)) + ": ";
  CHECK(write_text(report, {}).find(" = " + how + "every call was found\n") != std::string::npos);
}

TEST_CASE("the secret is shown only with reveal") {
  Report report;
  report.findings = {worktree_leak()};
  CHECK_THAT(write_text(report, {}), !Catch::Contains("= secret:"));
  report.findings[0].revealed = "plain";
  CHECK_THAT(write_text(report, {}), Catch::Contains("= secret: plain\n"));
}

TEST_CASE("numbers are for people") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(human_bytes(1) == "1 byte");
  CHECK(human_bytes(1023) == "1,023 bytes");
  CHECK(human_bytes(1024) == "1.0 KiB");
  CHECK(human_bytes(1536) == "1.5 KiB");
  CHECK(human_bytes(1048575) == "1023.9 KiB");
  CHECK(human_bytes(5905580032) == "5.5 GiB");
}

TEST_CASE("text is made printable") {
  struct Case {
    const char* text;
    const char* shown;
  };
  const Case cases[] = {
      {"plain \xC3\xA4", "plain \xC3\xA4"},
      {"a\tb", "a b"},
      {"\x7F", "\xEF\xBF\xBD"},
      {"\xC2\x9B", "\xEF\xBF\xBD"},                              // a C1 control
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},                  // an overlong slash
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // a surrogate
      {"\xF0\x9F\x94\x91", "\xF0\x9F\x94\x91"},                  // a key
      {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD"},                  // cut short
      {"\xE2\x81\xA6x", "\xEF\xBF\xBDx"},                        // left-to-right isolate
  };
  for (const Case& c : cases) CHECK(printable(c.text) == c.shown);
}

}  // namespace
}  // namespace patdown
