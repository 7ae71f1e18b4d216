#pragma once

// What did the user decide? `.patdown.yml`, documented in docs/configuration.md.
//
//   rules:      {disable: [id, …], enable: [id, …]}   `enable` alone: only these
//   paths:      {exclude: [glob, …]}                  gitignore-style globs; user's own silence all
//   allow:      [{fingerprint, reason, expires?: YYYY-MM-DD, path?: glob}]
//   severity:   low                                   the least that is reported
//   tokens:     [{name, aliases?: [..], scopes: [..], expires?, reason?}]

#include "core/finding.h"
#include "token/assess.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct Allow {
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
  std::vector<Allow> allows;
  Severity least = Severity::info;
  std::vector<DeclaredGrant> tokens;
};

// Throws Error with path and line: unknown keys (with a suggestion), unknown rule ids, wrong types,
// a bad date.
Config parse_config(std::string_view yaml, std::string_view path);

// Whether a gitignore-style glob (`*`, `?`, `[…]`, `**`, a leading or trailing '/') fits `path`.
bool glob_matches(std::string_view glob, std::string_view path);

}  // namespace patdown
