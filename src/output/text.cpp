// The report for people: in the manner of compilers, one block a finding and a summary.

#include "output/output.h"
#include "output/paint.h"
#include "output/printable.h"
#include "output/summary.h"

#include <algorithm>
#include <array>
#include <map>

namespace patdown {
namespace {

constexpr std::size_t shown_places = 3;
constexpr std::size_t shown_steps = 8;
constexpr std::size_t shown_rows = 10;  // notes about tokens under one rule

// Notes below a finding hang on its frame: " = fix: …".
class Block {
 public:
  Block(const Paint& paint, std::size_t line)
      : paint_(paint), margin_(std::to_string(line).size(), ' ') {}

  void arrow(const std::string& where) { text_ += margin_ + paint_.frame("--> ") + where + "\n"; }

  void source(std::size_t line, const std::string& source, const std::string& carets) {
    text_ += margin_ + paint_.frame(" |") + "\n";
    text_ += paint_.frame(std::to_string(line) + " | ") + source + "\n";
    text_ += margin_ + paint_.frame(" |") + (carets.empty() ? "" : " " + carets) + "\n";
  }

  void note(std::string_view name, const std::string& text) {
    if (text.empty()) return;
    text_ +=
        margin_ + paint_.frame(" = ") + paint_.bold(std::string(name) + ":") + " " + text + "\n";
  }

  const std::string& text() const { return text_; }

 private:
  const Paint& paint_;
  std::string margin_;
  std::string text_;
};

// Carets below the masked secret; empty if the line, cut for length, does not show it.
std::string carets_of(const Finding& finding) {
  const std::string source = printable(finding.source_line);
  const std::string shown = printable(finding.revealed.empty() ? finding.masked : finding.revealed);
  for (const std::string& secret : {shown, printable(finding.masked)}) {
    const std::size_t at = secret.empty() ? std::string::npos : source.find(secret);
    if (at == std::string::npos) continue;
    return std::string(display_width(source.substr(0, at)), ' ') +
           std::string(display_width(secret), '^');
  }
  return "";
}

std::string proof_text(const Proof& proof) {
  std::string text;
  for (const auto& [name, value] : proof) {
    if (&name == &proof.front().first) {
      text = printable(value);
      continue;
    }
    text += (&name == &proof[1].first ? " (" : ", ") + printable(name) + " " + printable(value);
  }
  return proof.size() > 1 ? text + ")" : text;
}

// How a rule about tokens knows; rules of secrets say it by their confidence.
std::string inferred_by(const Report& report, const std::string& rule) {
  const auto known = std::ranges::find(report.rules, rule, &RuleInfo::id);
  return known == report.rules.end() || known->inferred.empty() ? "by what the code says"
                                                                : known->inferred;
}

void note_confidence(Block& block, const Finding& finding, const Report& report) {
  if (finding.kind == FindingKind::scope) {
    return block.note(name_of(finding.confidence), printable(inferred_by(report, finding.rule)));
  }
  switch (finding.confidence) {
    case Confidence::proven:
      return block.note("proven", "by " + (finding.proof.empty() ? "an offline check"
                                                                 : proof_text(finding.proof)));
    case Confidence::likely:
      return block.note("likely", "by its shape and its surroundings; no offline check knows it");
    case Confidence::possible:
      return block.note("possible", "looks like one; patdown cannot tell more");
  }
}

std::string history_text(const Finding& finding) {
  if (finding.commit.empty()) return "";
  std::string text = short_id(finding.commit);
  if (!finding.author.empty()) text += " by " + printable(finding.author);
  if (!finding.date.empty()) text += " on " + printable(finding.date.substr(0, 10));
  const bool here =
      finding.place.origin == Origin::worktree || finding.place.origin == Origin::index;
  if (finding.in_head) return text + ", and HEAD holds it still";
  return text + (here ? "" : "; HEAD no longer holds it, the history does");
}

std::string places_text(const Finding& finding) {
  std::string text;
  const std::size_t shown = std::min(shown_places, finding.places.size());
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i == 0 ? "" : ", ") + place_text(finding.places[i]);
  }
  const std::size_t total = std::max(finding.places_total, finding.places.size());
  if (total > shown) text += " and " + grouped(total - shown) + " more";
  return text;
}

std::string also_text(const Finding& finding) {
  std::string text;
  for (const std::string& rule : finding.also) text += (text.empty() ? "" : ", ") + printable(rule);
  return text;
}

void note_trace(Block& block, const Finding& finding) {
  const std::size_t shown = std::min(shown_steps, finding.trace.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const TraceStep& step = finding.trace[i];
    std::string text = printable(step.path) + ":" + std::to_string(step.line);
    block.note("by way of", text + " " + printable(step.note));
  }
  if (finding.trace.size() > shown) {
    block.note("by way of", grouped(finding.trace.size() - shown) + " steps more");
  }
}

std::string finding_text(const Finding& finding, const Report& report, const Paint& paint) {
  const std::string severity(name_of(finding.severity));
  std::string text =
      paint.by_severity(finding.severity, severity + "[" + printable(finding.rule) + "]");
  text += paint.bold(": " + printable(finding.title)) + "\n";
  Block block(paint, finding.place.at.line);
  block.arrow(place_text(finding.place));
  if (!finding.source_line.empty()) {
    const std::string carets = carets_of(finding);
    block.source(finding.place.at.line, printable(finding.source_line),
                 carets.empty() ? "" : paint.by_severity(finding.severity, carets));
  }
  block.note("risk", printable(finding.message));
  note_confidence(block, finding, report);
  block.note("secret", printable(finding.revealed));
  block.note("oldest commit", history_text(finding));
  block.note("also at", places_text(finding));
  note_trace(block, finding);
  block.note("also", also_text(finding));
  block.note("used", finding.token.empty()
                         ? ""
                         : "see " + printable(finding.token) + " in 'patdown scopes'");
  block.note("fix", printable(finding.fix));
  block.note("fingerprint", finding.fingerprint);
  return text + block.text() + "\n";
}

std::string counts_text(const Report& report, const Paint& paint) {
  if (report.findings.empty()) {
    const Coverage& coverage = report.coverage;
    const bool nothing = coverage.blobs + coverage.files + coverage.commits == 0;
    if (nothing && coverage.complete()) return "there was nothing to look at\n";
    if (report.coverage.complete())
      return paint.good("no leaked or over-scoped tokens found") + "\n";
    return paint.bad("nothing found in what could be read, which was not all") + "\n";
  }
  std::array<std::size_t, 5> counts{};
  for (const Finding& finding : report.findings)
    ++counts.at(static_cast<std::size_t>(finding.severity));
  std::string text = paint.bold(counted(report.findings.size(), "finding", "findings") + ":");
  bool first = true;
  for (std::size_t i = counts.size(); i-- > 0;) {
    if (counts.at(i) == 0) continue;
    const auto severity = static_cast<Severity>(i);
    text += (first ? " " : ", ") + paint.by_severity(severity, grouped(counts.at(i)) + " " +
                                                                   std::string(name_of(severity)));
    first = false;
  }
  return text + "\n";
}

}  // namespace

std::string write_text(const Report& report, const TextStyle& style) {
  const Paint paint(style);
  std::string text;
  std::map<std::string, std::size_t> notes;  // an inventory may have thousands
  for (const Finding& finding : report.findings) {
    const bool row = finding.kind == FindingKind::scope && finding.severity == Severity::info;
    if (row && ++notes[finding.rule] > shown_rows) continue;
    text += finding_text(finding, report, paint);
  }
  for (const auto& [rule, count] : notes) {
    if (count <= shown_rows) continue;
    text += "and " + grouped(count - shown_rows) + " more of " + printable(rule) +
            " (--format json lists all)\n";
  }
  text += coverage_text(report, paint);
  return text + counts_text(report, paint);
}

}  // namespace patdown
