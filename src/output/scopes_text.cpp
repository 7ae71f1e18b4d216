// The scopes report for people: one block a token, and a count of verdicts.

#include "output/output.h"
#include "output/paint.h"
#include "output/printable.h"
#include "output/reason_groups.h"
#include "output/summary.h"
#include "output/verdict.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace patdown {
namespace {

constexpr std::size_t shown_uses = 20;  // of one token; the JSON has them all
constexpr std::string_view full_access = "app_token";

using Labels = std::map<std::string, std::string>;

// "vso.work_write (Work Items: Read & write)"
std::string scope_text(const std::string& name, const Labels& labels) {
  std::string text = printable(name);
  if (name == full_access) return text + " (Full access)";
  const auto label = labels.find(name);
  if (label == labels.end() || label->second.empty()) return text;
  return text + " (" + printable(label->second) + ")";
}

std::string scopes_text(const std::vector<std::string>& names, const Labels& labels) {
  std::vector<std::string> shown;
  shown.reserve(names.size());
  for (const std::string& name : names) shown.push_back(scope_text(name, labels));
  return shown.empty() ? "none" : spell(shown, ", ");
}

// A use needs one of several sets.
std::string needs_text(const PricedUse& priced, const Labels& labels) {
  if (priced.needs_full_access) return "full access: no granular scope opens it";
  if (priced.scopes->empty()) return "no scope";
  std::vector<std::string> alternatives;
  for (const ScopeSet& together : *priced.scopes) {
    std::vector<std::string> shown;
    for (const std::string& name : together) shown.push_back(scope_text(name, labels));
    alternatives.push_back(spell(shown, " and "));
  }
  return spell(alternatives, ", or ");
}

std::string at(const std::string& path, std::size_t line) {
  return printable(path) + (line > 0 ? ":" + std::to_string(line) : "");
}

bool is_known(const PricedUse& priced) {
  return priced.needs_full_access || priced.scopes;
}

// What a use is, and what it needs.
std::string meaning_of(const PricedUse& priced, const Labels& labels) {
  std::string operation =
      priced.operation_title.empty() ? priced.operation : priced.operation_title;
  if (operation.empty()) operation = "a package feed";
  // A command is an operation of its own name.
  const std::string shown = operation == priced.call ? "" : printable(operation) + " ";
  return shown + "→ " + needs_text(priced, labels);
}

// Uses of one meaning in one place: those of a function that is given one address after another.
struct UseGroup {
  const PricedUse* first;
  std::string meaning;
  std::size_t size;
};

std::vector<UseGroup> groups_of(const Token& token, const Labels& labels) {
  std::vector<UseGroup> groups;
  std::map<std::tuple<std::string, std::size_t, std::string>, std::size_t> places;
  for (const PricedUse& priced : token.uses) {
    if (!is_known(priced)) continue;  // it stands among what is in the way
    std::string meaning = meaning_of(priced, labels);
    const auto [place, added] =
        places.try_emplace({priced.use.path, priced.use.line, meaning}, groups.size());
    if (added) {
      groups.push_back({.first = &priced, .meaning = std::move(meaning), .size = 1});
    } else {
      ++groups[place->second].size;
    }
  }
  return groups;
}

std::string uses_text(const Token& token, const Labels& labels, const Paint& paint) {
  const std::vector<UseGroup> groups = groups_of(token, labels);
  if (groups.empty()) return "";
  std::string text = "  used\n";
  auto left =
      static_cast<std::size_t>(std::count_if(token.uses.begin(), token.uses.end(), is_known));
  for (std::size_t i = 0; i < groups.size() && i < shown_uses; ++i) {
    const UseGroup& group = groups[i];
    text += "    " + at(group.first->use.path, group.first->use.line) + ": " +
            printable(group.first->call);
    if (group.size > 1) text += paint.faint(" and " + grouped(group.size - 1) + " more like it");
    text += "\n      " + paint.faint(group.meaning) + "\n";
    left -= group.size;
  }
  if (left > 0) text += "    and " + counted(left, "use", "uses") + " more\n";
  return text;
}

std::string grant_text(const std::optional<Grant>& grant, const Labels& labels) {
  if (!grant) return "not known";
  std::string text = scopes_text(grant->scopes, labels);
  if (grant->all_organizations) text += ", in all organizations";
  if (!grant->valid_to.empty()) text += ", until " + printable(grant->valid_to.substr(0, 10));
  text += ", as " + printable(grant->from) + " says";
  return grant->path.empty() ? text : text + " at " + at(grant->path, grant->line);
}

std::string unresolved_text(const Token& token, const std::vector<PartlyRead>& partly_read) {
  const std::vector<ReasonGroup> groups = reason_groups(token, partly_read);
  std::string text;
  std::size_t left = token.unresolved.size();
  for (std::size_t i = 0; i < groups.size() && i < shown_uses; ++i) {
    text += "    " + printable(group_text(groups[i])) + "\n";
    left -= groups[i].size;
  }
  if (left > 0) text += "    and " + grouped(left) + " more (--format json lists all)\n";
  return text.empty() ? "" : "  in the way\n" + text;
}

// "GET https://… at a.sh:3 and 2 more"
std::string calls_text(const Token& token, const std::vector<std::size_t>& uses) {
  if (uses.empty() || uses.front() >= token.uses.size()) return "";
  const PricedUse& first = token.uses[uses.front()];
  std::string text = printable(first.call) + " at " + at(first.use.path, first.use.line);
  if (uses.size() > 1) text += " and " + grouped(uses.size() - 1) + " more";
  return text;
}

std::string needed_text(const Token& token, const Labels& labels, const Paint& paint) {
  const std::string first = "  needs:    ";
  if (!token.minimal) return first + "not known\n";
  const std::string bound = token.complete ? "" : ", for the uses that are known";
  std::string text = first + scopes_text(*token.minimal, labels) + bound + "\n";
  const bool obvious = token.uses.size() == 1;
  for (const ScopeReason& reason : token.because) {
    if (obvious) break;
    const std::string calls = calls_text(token, reason.uses);
    if (calls.empty()) continue;
    text += "            " + paint.faint(printable(reason.scope) + ", because of " + calls) + "\n";
  }
  if (token.read_only) text += "            " + paint.faint("it only reads") + "\n";
  return text;
}

std::string not_needed_text(const Token& token, const Labels& labels, const Paint& paint) {
  std::string text;
  for (const ScopeReason& reason : token.not_needed) {
    text += (text.empty() ? "  not:      " : "            ") +
            paint.faint(scope_text(reason.scope, labels) + ": " + printable(reason.why)) + "\n";
  }
  return text;
}

std::string painted(Outcome outcome, const std::string& text, const Paint& paint) {
  if (outcome == Outcome::over_scoped || outcome == Outcome::under_scoped) return paint.bad(text);
  if (outcome == Outcome::exact) return paint.good(text);
  return paint.warning(text);
}

// Of a verdict that is unknown: the uses, or only what the token holds.
std::string what_is_unknown(const Token& token) {
  if (token.outcome != Outcome::unknown) return "";
  if (!token.complete) return ": not every use is known";
  return token.grant ? "" : ": every use is known, what it holds is not";
}

// Whether the advice only says again what stands above it. What a token holds is asked for once, at
// the end.
bool is_told_above(const Token& token) {
  const bool people = token.kind != "job-token" && token.kind != "entra-token";
  return token.outcome == Outcome::unknown && !token.grant && (people || !token.complete);
}

bool is_asked_for(const Token& token) {
  return is_told_above(token) && token.complete && token.minimal && !token.minimal->empty();
}

using Told = std::map<std::string, std::string>;  // uses that were shown, and whose they are

// What it is used for, and what that needs. Where one token may stand in another's place, both have
// the same uses: they are shown once.
std::string why_text(const Token& token, const Report& report, const Paint& paint, Told& told) {
  const Labels& labels = report.scope_labels;
  const std::string uses =
      uses_text(token, labels, paint) + unresolved_text(token, report.coverage.partly_read);
  const auto [before, first] = told.try_emplace(uses, called(token));
  const std::string needed = needed_text(token, labels, paint);
  if (first || std::count(uses.begin(), uses.end(), '\n') < 6) return uses + needed;
  return "  used      as " + printable(before->second) + " is, above\n" +
         needed.substr(0, needed.find('\n') + 1);
}

std::string token_text(const Token& token, const Report& report, const Paint& paint, Told& told) {
  const Labels& labels = report.scope_labels;
  const std::string verdict(name_of(token.outcome));
  std::string text =
      painted(token.outcome, verdict, paint) + paint.bold(": " + printable(called(token))) + " (" +
      printable(token.platform) + (token.kind == "unknown" ? "" : " " + printable(token.kind)) +
      ")" + what_is_unknown(token) + "\n";
  if (!token.declared_path.empty()) {
    text += paint.frame("  --> ") + at(token.declared_path, token.declared_line) + "\n";
  }
  text += why_text(token, report, paint, told);
  text += "  holds:    " + grant_text(token.grant, labels) + "\n";
  if (!token.excess.empty()) text += "  too much: " + scopes_text(token.excess, labels) + "\n";
  text += not_needed_text(token, labels, paint);
  if (!token.missing.empty()) text += "  missing:  " + scopes_text(token.missing, labels) + "\n";
  if (!token.replaceable_by.empty()) {
    text += "  instead:  " + printable(token.replaceable_by) + " could do all of this\n";
  }
  if (!token.advice.empty() && !is_told_above(token))
    text += "  " + paint.bold("do:") + "       " + printable(token.advice) + "\n";
  return text + "\n";
}

std::string asking_text(std::size_t asked, const Paint& paint) {
  const std::string which = asked == 1 ? "one token holds" : grouped(asked) + " tokens hold";
  return paint.bold("To judge:") + " what " + which +
         " is not known. Say it under `tokens:` in .patdown.yml (`patdown scopes --suggest` writes "
         "the block), or by an inventory.\n\n";
}

// The outcomes, those that ask for an act first.
constexpr std::array<Outcome, 6> by_weight = {Outcome::over_scoped, Outcome::under_scoped,
                                              Outcome::replaceable, Outcome::unscopable,
                                              Outcome::unknown,     Outcome::exact};

}  // namespace

std::string write_scopes_text(const Report& report, const TextStyle& style) {
  const Paint paint(style);
  std::string text;
  std::map<Outcome, std::size_t> counts;
  Told told;
  for (const Token& token : report.tokens) {
    text += token_text(token, report, paint, told);
    ++counts[token.outcome];
  }
  const auto asked = static_cast<std::size_t>(
      std::count_if(report.tokens.begin(), report.tokens.end(), is_asked_for));
  if (asked > 0) text += asking_text(asked, paint);
  text += coverage_text(report, paint);
  if (report.tokens.empty()) return text + "no token uses found\n";
  text += paint.bold(counted(report.tokens.size(), "token", "tokens") + ":");
  bool first = true;
  for (const Outcome outcome : by_weight) {
    if (counts[outcome] == 0) continue;
    const std::string count = grouped(counts[outcome]) + " " + std::string(name_of(outcome));
    text += (first ? " " : ", ") + painted(outcome, count, paint);
    first = false;
  }
  return text + "\n";
}

}  // namespace patdown
