#pragma once

// What did the user decide? `.patdown.yml`, documented in docs/configuration.md.
//
//   rules:      {disable: [id, …], enable: [id, …]}   `enable` alone: only these
//   paths:      {exclude: [glob, …]}                  gitignore-style globs; user's own silence all
//   allow:      [{fingerprint, reason, expires?: YYYY-MM-DD, path?: glob}]
//   severity:   low                                   the least that is reported
//   limits:     {lifetime: DAYS, rotation: DAYS}      of long-lived tokens
//   tokens:     [{name, aliases?: [..], scopes?: [..], expires?, reason?}]   scopes or aliases

#include "core/finding.h"
#include "core/problem.h"
#include "token/assess.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct AllowEntry {
  std::string fingerprint;
  std::string reason;
  std::string expires;  // YYYY-MM-DD, the last day it holds; empty: always
  std::string path;     // glob that narrows it; may be empty
  std::size_t line = 0;
};

struct Config {
  std::string path;  // empty: none was read
  std::vector<std::string> disabled_rules;
  std::vector<std::string> enabled_rules;
  std::vector<std::string> excluded_paths;
  std::vector<AllowEntry> allows;
  Severity least = Severity::info;
  TokenLimits limits;
  std::vector<DeclaredGrant> tokens;
};

// Throws Error with path and line: unknown keys (with a suggestion), unknown rule ids, wrong types,
// a bad date, no rule left active. `known_rules`: every id there is, secret and scope rules; empty:
// ids are not checked.
Config parse_config(std::string_view yaml, std::string_view path,
                    std::span<const std::string> known_rules = {});

// Whether the configuration leaves the rule `id` on.
bool rule_is_active(const Config& config, std::string_view id);

// The allows that hold no longer on `today`, as notes for the coverage.
std::vector<Skip> expired_allows(const Config& config, std::string_view today);

// Whether a gitignore-style glob (`*`, `?`, `[…]`, `**`, a leading or trailing '/') fits `path` or
// a folder or an archive ("outer.zip!member") that holds it. Takes time in the product of the
// sizes.
bool glob_matches(std::string_view glob, std::string_view path);

// Whether a glob of `globs` fits. Texts of commits, which have no path, are never excluded.
bool any_glob_matches(std::span<const std::string> globs, std::string_view path);

}  // namespace patdown
