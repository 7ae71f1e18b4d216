#pragma once

// What does a secret look like? The rules, as read from rules/secrets/*.yaml.
//
// A Rule is plain data. It becomes executable in secret/scanner.h. docs/HACKING.md, "Add a rule",
// says what a rule file holds; each key of the file is a field here.

#include "core/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// A text that a rule must find or must skip. See rule/example.h for its notation.
struct Example {
  std::string text;
  std::string why;   // empty for the texts to find; for the ones to skip, the reason
  std::string path;  // the path that the text stands under; empty: "example.txt"

  friend bool operator==(const Example&, const Example&) = default;
};

// What becomes of a match whose `check` fails (checksums.md tells for each family).
enum class CheckFailure {
  drop,    // no secret at all: the issuer never makes one whose check fails
  demote,  // reported as `possible`: the check is not known to be complete
};

struct Rule {
  std::string id;         // unique, lower-case words joined by '-', begins with provider or prefix
  std::string title;      // a noun phrase, shown in every report
  std::string provider;   // of the file
  std::string reference;  // a URL; of the rule, else of the file
  Severity severity = Severity::high;
  // How sure a match is on its shape alone: likely or possible. A `check` that passes makes it
  // proven.
  Confidence confidence = Confidence::likely;
  // Short expressions, one of which stands in every match: literals with their character class
  // behind them, "ghp_[0-9A-Za-z]{36}". They go into one Vectorscan database, so: no \b, no
  // look-around, no captures, bounded repeats, as selective as can be. Flags: "(?i)" in front.
  std::vector<std::string> anchors;
  // RE2 syntax (Latin-1, bytes). The only capture group is the secret, or without one all of the
  // match, which RE2 finds sooner.
  std::string pattern;
  // How far before the start and behind the end of an anchor's hit the pattern may reach, in bytes.
  // Derived from the pattern when left out; a rule that has no bound gives one.
  std::size_t reach = 0;
  // Every match, and the anchor in it, stands in one line: derived, unless the rule gives a reach.
  bool in_line = false;
  std::string check;  // name of an offline check in rule/checks.h; may be empty
  CheckFailure check_failure = CheckFailure::drop;
  // An expression that must hold within `near_bytes` before or behind the secret: the provider's
  // name beside a shape that says little. Case is ignored. Empty: no such condition.
  std::string near;
  std::size_t near_bytes = 200;
  std::string path;    // RE2 over the path; only files that fit are looked at. Empty: every file.
  double entropy = 0;  // Shannon bits per character that the secret must have at least; 0: none
  // Expressions over the secret; one that matches anywhere in it drops the match ("not_secret" in
  // the file). For what the built-in look-alike filters (secret/lookalike.h) cannot know.
  std::vector<std::string> not_secret;
  // Expressions over the line that holds the secret; one that matches drops the match.
  std::vector<std::string> not_line;
  // People choose this kind of secret (passwords): the fingerprint is iterated, and look-alike
  // filters for names, templates and placeholders are at their strictest.
  bool chosen = false;
  std::string risk;  // what who holds it can do, a clause
  std::string fix;   // what to do, a clause in the imperative
  std::vector<Example> finds;
  std::vector<Example> skips;

  friend bool operator==(const Rule&, const Rule&) = default;
};

// Returns the rules in `yaml`, in file order. `path` is for error messages only.
// Throws Error, with path and line, if the text is not a valid rule file: unknown keys, missing
// keys, an expression that RE2 refuses, a capture group too many, an unmarked example.
std::vector<Rule> parse_rules(std::string_view yaml, std::string_view path);

// The rules compiled into the program, ordered by file name. Ready without YAML (rule_table.h), and
// so without their examples.
const std::vector<Rule>& builtin_rules();

// The same from their files, with the examples: for the build and for tests.
std::vector<Rule> parse_builtin_rules();

}  // namespace patdown
