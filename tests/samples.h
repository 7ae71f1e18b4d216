#pragma once

// One report with everything in it that outputs treat differently. No secret: masks only.

#include "report/report.h"

#include <string>

namespace patdown {

inline const std::string old_commit(40, '1');
inline const std::string new_commit(40, '2');

inline Finding worktree_leak() {
  Finding finding;
  finding.rule = "acme-token";
  finding.title = "Acme token";
  finding.severity = Severity::critical;
  finding.confidence = Confidence::proven;
  finding.message = "Whoever holds this Acme token acts as its owner.";
  finding.fix = "Revoke it.";
  finding.place = {.path = "src/my app.sh",
                   .at = {.line = 12, .column = 8, .end_line = 12, .end_column = 20},
                   .commit = new_commit,
                   .origin = Origin::worktree};
  finding.commit = old_commit;
  finding.author = "Robin <robin@example.net>";
  finding.date = "2026-01-31T12:00:00Z";
  finding.in_head = true;
  finding.masked = "abcd…wxyz";
  finding.source_line = "PAT=\tabcd…wxyz curl";
  finding.fingerprint = "00112233445566778899aabbccddeeff";
  finding.proof = {{"method", "crc32-base62"}, {"owner_id", "3154062"}};
  for (const char* path : {"a.txt", "b.txt", "c.txt", "d.txt"}) {
    finding.places.push_back({.path = path,
                              .at = {.line = 3, .column = 1, .end_line = 3, .end_column = 13},
                              .commit = old_commit,
                              .origin = Origin::history});
  }
  finding.places_total = 16;
  finding.token = "literal:00112233445566778899aabbccddeeff";
  return finding;
}

// In a member of an archive that the history holds, at a path that is no UTF-8.
inline Finding archived_leak() {
  Finding finding;
  finding.rule = "acme-key";
  finding.title = "Acme key";
  finding.severity = Severity::medium;
  finding.confidence = Confidence::likely;
  finding.message = "Acme key in plain text.";
  finding.fix = "Replace it.";
  finding.place = {.path = "lib/wow!\xFF.zip!in/conf.ini",
                   .at = {.line = 2, .column = 5, .end_line = 2, .end_column = 9},
                   .commit = old_commit,
                   .origin = Origin::history,
                   .member_size = std::string("!in/conf.ini").size()};
  finding.commit = old_commit;
  finding.author = "Robin <robin@example.net>";
  finding.date = "2026-01-31T12:00:00Z";
  finding.masked = "k…";
  finding.source_line = "key=k…";
  finding.fingerprint = "ffeeddccbbaa99887766554433221100";
  return finding;
}

inline Finding message_leak() {
  Finding finding;
  finding.rule = "acme-token";
  finding.title = "Acme token";
  finding.severity = Severity::high;
  finding.confidence = Confidence::possible;
  finding.message = "Whoever holds this Acme token acts as its owner.";
  finding.fix = "Revoke it.";
  finding.place = {.path = "",
                   .at = {.line = 3, .column = 1, .end_line = 3, .end_column = 5},
                   .commit = new_commit,
                   .origin = Origin::commit_message};
  finding.commit = new_commit;
  finding.masked = "m…";
  finding.fingerprint = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";
  return finding;
}

inline Finding scope_finding() {
  Finding finding;
  finding.kind = FindingKind::scope;
  finding.rule = "azure-devops-over-scoped";
  finding.title = "Token that can do more than it is used for";
  finding.severity = Severity::low;
  finding.message = "$(RELEASE_PAT) holds full access and needs vso.work_write.";
  finding.fix = "Make a token with Work Items: Read & write.";
  finding.place.path = "azure-pipelines.yml";
  finding.place.at = {.line = 7, .column = 3};  // readers of code may not know the end
  finding.fingerprint = "abababababababababababababababab";
  finding.trace = {{.path = "azure-pipelines.yml", .line = 4, .note = "declared here"},
                   {.path = "x.sh", .line = 9, .note = "sent here"}};
  return finding;
}

inline Report sample_report() {
  Report report;
  report.version = "1.2.3";
  report.rules_digest = "d1";
  report.today = "2026-11-25";
  report.root = ".";
  report.repository = "git@example.net:group/app.git";
  report.revision = new_commit;
  report.branch = "main";
  report.findings = {worktree_leak(), message_leak(), archived_leak(), scope_finding()};
  report.rules = {{.id = "acme-key", .title = "Acme key", .help = "A key.", .reference = ""},
                  {.id = "acme-token",
                   .title = "Acme token",
                   .help = "A token.",
                   .reference = "https://example.net/tokens",
                   .severity = Severity::critical,
                   .confidence = Confidence::proven}};
  report.coverage.blobs = 1234;
  report.coverage.bytes = 1536;
  report.coverage.commits = 1;
  report.coverage.files = 5;
  report.coverage.skipped = {{.what = "submodule", .why = "vendor/x is not entered"}};
  report.coverage.unreadable = {{.object = old_commit, .path = "", .why = "missing"},
                                {.object = "", .path = "locked file", .why = "permission denied"}};
  report.coverage.partly_read = {{.path = "ci.yml", .line = 4, .why = "odd indentation"}};
  report.suppressed = {.baseline = 2, .allow = 1, .path = 0};
  return report;
}

}  // namespace patdown
