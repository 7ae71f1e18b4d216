#include "token/trace/stranger.h"

#include "core/text.h"
#include "token/trace/emit.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

// Programs that send nothing anywhere, whatever they are given.
bool is_plain_tool(std::string_view name) {
  static constexpr std::array<std::string_view, 57> names = {
      "apk",   "apt",    "apt-get", "basename", "brew",      "bzip2",  "cal",    "call",
      "chgrp", "choco",  "chown",   "clear",    "cmp",       "comm",   "copy",   "date",
      "del",   "df",     "diff",    "dir",      "dnf",       "du",     "dpkg",   "file",
      "find",  "getopt", "getopts", "groupadd", "gzip",      "gunzip", "hash",   "hostname",
      "id",    "if",     "kill",    "ln",       "ls",        "md",     "md5sum", "mktemp",
      "ps",    "rd",     "rmdir",   "seq",      "sha256sum", "shopt",  "shuf",   "stat",
      "tar",   "type",   "ulimit",  "uname",    "unzip",     "wc",     "which",  "whoami",
      "zip"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void meet_stranger(Machine& machine, const Given& given, const std::string& written) {
  if (is_plain_tool(lower(written))) return;
  // A pipeline's macro, `${{ parameters.tool }}`, stands there as a mark (pipeline/macro.h).
  const bool unknown = trimmed(written).empty() || written.find('\x01') != std::string::npos;
  const std::string name = unknown ? "a program" : written;
  if (machine.stranger.empty()) machine.stranger = name;
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind == ValueKind::function || !holds_source(arg.value)) continue;
    note_handed_over(machine, *given.node, arg.value, name + " takes it");
  }
}

}  // namespace patdown::trace
