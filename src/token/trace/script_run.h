#pragma once

// What happens when a script runs another one?

#include "token/code/readers.h"
#include "token/trace/call.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

enum class RunMode {
  dot,      // in the caller's own scope: `.`, `source`, Import-Module
  child,    // sees the caller's names: `& x.ps1`
  process,  // sees the environment alone: `pwsh -File x.ps1`, `bash x.sh`, `./x.sh`
  image,    // sees what it is given, and nothing else: the RUN lines of a Dockerfile
};

// The script of the repository that `written` means, if it means one.
std::optional<std::string> script_named(Machine& machine, const ValueRef& written);
// The Makefile or Dockerfile of the repository that `written` means, from where the script stands
// or went to.
std::optional<std::string> build_file_named(Machine& machine, const ValueRef& written);
// The file of that name in a folder that is written so, or where the script stands or went to if
// `folder` is null; nothing is guessed.
std::optional<std::string> exact_file(Machine& machine, const ValueRef& folder,
                                      std::string_view name);
// Runs it with its parameters bound; its output. Of a Makefile or a Dockerfile named arguments are
// its variables, which it cannot change.
ValueRef run_script(Machine& machine, const std::string& path, const Given& given, RunMode mode);
// Code in a text that a program is given: `python -c "…"`, `node -e "…"`, `pwsh <<'END'`.
void run_text(Machine& machine, const Given& given, Language language, const std::string& text);
// As if `words` had been written behind the script's name.
Given given_from_words(const std::vector<ValueRef>& words, bool powershell, const Node* node);

}  // namespace patdown::trace
