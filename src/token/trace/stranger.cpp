#include "token/trace/stranger.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/trace/credential.h"
#include "token/trace/emit.h"
#include "token/trace/library.h"
#include "token/trace/request_url.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown::trace {
namespace {

// Programs that send nothing anywhere, whatever they are given.
bool is_plain_tool(std::string_view name) {
  static constexpr std::array<std::string_view, 87> names = {
      "apk",     "apt",    "apt-get",  "basename", "bc",           "brew",        "bzip2",
      "cal",     "call",   "chgrp",    "choco",    "chown",        "clear",       "cmp",
      "column",  "comm",   "copy",     "date",     "del",          "df",          "diff",
      "dir",     "dnf",    "dpkg",     "du",       "expr",         "file",        "find",
      "fold",    "free",   "getopt",   "getopts",  "groupadd",     "groupmod",    "gunzip",
      "gzip",    "hash",   "hostname", "id",       "if",           "kill",        "ldconfig",
      "ln",      "locale", "ls",       "mapfile",  "readarray",    "lsb_release", "md",
      "md5sum",  "mktemp", "nl",       "nproc",    "paste",        "printenv",    "ps",
      "rd",      "rmdir",  "rpm",      "seq",      "service",      "sha256sum",   "shopt",
      "shuf",    "stat",   "stty",     "sw_vers",  "sysctl",       "systemctl",   "tar",
      "tput",    "type",   "ulimit",   "uname",    "unzip",        "useradd",     "usermod",
      "uuidgen", "wc",     "which",    "whoami",   "xcode-select", "xmllint",     "yq",
      "yum",     "zip",    "zypper"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Commands that come with PowerShell and send nothing anywhere; their aliases are commands of the
// shell. https://learn.microsoft.com/powershell/module/microsoft.powershell.utility
bool is_plain_cmdlet(std::string_view name) {
  static constexpr std::string_view names =
      " "
      "add-content add-member add-type clear-content clear-host clear-item "
      "clear-variable compare-object compress-archive convert-path convertfrom-csv "
      "convertfrom-json convertfrom-securestring convertfrom-stringdata convertto-csv "
      "convertto-html convertto-json convertto-securestring convertto-xml copy-item "
      "expand-archive export-clixml export-csv export-modulemember foreach-object "
      "format-hex format-list format-table format-wide get-alias get-content "
      "get-credential get-date get-host get-location get-member get-random get-unique "
      "get-variable group-object import-clixml import-csv import-localizeddata "
      "import-powershelldatafile join-path join-string measure-object move-item "
      "new-guid new-item new-object new-timespan new-variable out-default out-file "
      "out-gridview out-host out-null out-string pop-location push-location read-host "
      "remove-item remove-variable rename-item resolve-path select-object "
      "select-string set-clipboard set-content set-item set-location set-variable "
      "split-path start-sleep test-path where-object write-debug write-error "
      "write-host write-information write-output write-progress write-verbose "
      "write-warning ";
  std::string word = " ";
  word.append(name).append(" ");
  return names.find(word) != std::string_view::npos;
}

// A header of git's, or a URL that it puts in the place of others, with a token in it.
void note_sent_by_git(Machine& machine, const Node& node, const ValueRef& value, bool azure,
                      const std::string& why) {
  for (const FoundCredential& found : in_token(value)) {
    if (azure || names_azure_devops(found.credential.name)) {
      record(machine, Call(), {found}, node, why);
    } else {
      record_uncertain(machine, found, node, why);
    }
  }
}

constexpr std::string_view exported_as = "exported as ";

// Variables that programs read which are known here.
bool has_known_reader(std::string_view name) {
  static constexpr std::array<std::string_view, 17> begins = {"AZURE_DEVOPS_EXT_",
                                                              "SYSTEM_",
                                                              "AZP_",
                                                              "VSTS_",
                                                              "VSS_",
                                                              "ARTIFACTS_CREDENTIAL",
                                                              "TF_VAR_",
                                                              "AZDO_",
                                                              "NODE_",
                                                              "NPM_",
                                                              "PIP_",
                                                              "UV_",
                                                              "TWINE_",
                                                              "POETRY_",
                                                              "CARGO_",
                                                              "VSCE_PAT",
                                                              "NUGET"};
  return std::any_of(begins.begin(), begins.end(),
                     [name](std::string_view begin) { return name.starts_with(begin); });
}

bool is_exported_as(const Value& value, const std::string& name) {
  return value.kind == ValueKind::source && !value.trace.empty() &&
         value.trace.back().note == std::string(exported_as) + name;
}

// Each once: whoever runs first is named.
void note_exports(Machine& machine, const Node& node, const std::string& stranger) {
  std::vector<std::pair<std::string, ValueRef>> exports;
  for (const auto& [name, value] : machine.memory.process.all()) {
    const std::vector<ValueRef> all = alternatives(value);
    const bool any = std::any_of(all.begin(), all.end(), [&name = name](const ValueRef& one) {
      return is_exported_as(*one, name);
    });
    if (any) exports.emplace_back(name, value);
  }
  for (const auto& [name, value] : exports) {
    std::string why = stranger;
    why.append(" may read it as ").append(name);
    note_handed_over(machine, node, value, why);
    machine.memory.process.set(name, with_step(value, step_at(machine, node.line, why)));
  }
}

// "./build.sh", "eng\\build.cmd": a script of the repository, or one that it makes.
bool names_script(std::string_view name) {
  const std::string folded = lower(name);
  static constexpr std::array<std::string_view, 5> ends = {".sh", ".ps1", ".cmd", ".bat", ".py"};
  // "C:\\Tools\\x.exe" is installed on the machine.
  if (name.substr(1, 1) == ":" && folded.ends_with(".exe")) return false;
  return name.find_first_of("/\\") != std::string_view::npos ||
         std::any_of(ends.begin(), ends.end(),
                     [&folded](std::string_view end) { return folded.ends_with(end); });
}

// The checkout keeps the job's token where git finds it.
void note_kept_by_checkout(Machine& machine, const Node& node, const std::string& name) {
  if (!machine.session.persisted || !names_script(name)) return;
  const TraceStep kept = step_at(machine, node.line, "the checkout keeps $(System.AccessToken)");
  note_handed_over(machine, node, job_token(kept), name + " may run git, which sends it");
}

// What is known of a program that may do anything with what it is given.
void meet(Machine& machine, const Given& given, const std::string& name) {
  note_git_run_by(machine, *given.node, name);
  note_kept_by_checkout(machine, *given.node, name);
  note_exports(machine, *given.node, name);
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind == ValueKind::function || !holds_source(arg.value)) continue;
    note_handed_over(machine, *given.node, arg.value, name + " takes it");
  }
  if (given.input && holds_source(given.input)) {
    note_handed_over(machine, *given.node, given.input, name + " takes it");
  }
}

// Of several the one of which less is known is the one to be told.
void note_stranger(Machine& machine, Stranger stranger) {
  Stranger& known = machine.stranger;
  if (known.name.empty() || (!known.family.empty() && stranger.family.empty())) {
    known = std::move(stranger);
  } else if (known.family != stranger.family) {
    known.family.clear();
  } else {
    known.tests = known.tests || stranger.tests;
  }
}

}  // namespace

bool runs_tests(std::string_view name) {
  static constexpr std::array<std::string_view, 14> words = {
      "test",       "spec", "jest",  "mocha", "karma", "ava",    "cypress",
      "playwright", "e2e",  "check", "tox",   "nox",   "newman", "verify"};
  const std::string folded = lower(name);
  return std::any_of(words.begin(), words.end(), [&folded](std::string_view word) {
    return folded.find(word) != std::string::npos;
  });
}

ValueRef as_exported(const Machine& machine, std::string_view name, std::size_t line,
                     const ValueRef& value) {
  const std::string key = upper(name);
  if (has_known_reader(key)) return value;
  const std::vector<ValueRef> all = alternatives(value);
  const bool renamed = std::any_of(all.begin(), all.end(), [&key](const ValueRef& one) {
    return one->kind == ValueKind::source && lower(one->source.name) != lower("$" + key) &&
           lower(one->source.name) != lower("$env:" + key);
  });
  return renamed ? with_step(value, step_at(machine, line, std::string(exported_as) + key)) : value;
}

void note_git_run_by(Machine& machine, const Node& node, const std::string& name) {
  const std::string why = name + " may run git, which sends it";
  const ValueRef& url = machine.session.git_header_url;
  const bool azure = url && service_of(sketch(url) + "/") == UrlService::azure_devops;
  for (const ValueRef& header : machine.session.git_headers) {
    note_sent_by_git(machine, node, header, azure, why);
  }
  for (const Remote& one : machine.session.replacements) {
    const bool ours =
        one.credential && service_of(sketch(one.credential) + "/") == UrlService::azure_devops;
    note_sent_by_git(machine, node, user_info_of(one.url), ours, why);
  }
}

void meet_unknown_cmdlet(Machine& machine, const Given& given) {
  if (is_plain_cmdlet(lower(given.callee))) return;
  const std::string why = "it is given to " + given.callee + ", which is not known";
  for (const GivenArg& arg : given.args) {
    const bool headers = arg.value->kind == ValueKind::object;
    if (!headers && (arg.value->kind == ValueKind::function || !holds_source(arg.value))) continue;
    note_handed_over(machine, *given.node, arg.value, why);
  }
}

void meet_runner(Machine& machine, const Given& given, Stranger runner) {
  std::string name = runner.name;
  note_stranger(machine, std::move(runner));
  meet(machine, given, name);
}

void meet_stranger(Machine& machine, const Given& given, const std::string& written) {
  if (is_plain_tool(lower(written))) return;
  // A pipeline's macro, `${{ parameters.tool }}`, stands there as a mark (pipeline/macro.h).
  // So may what the grammar could not read.
  const bool unknown =
      trimmed(written).empty() || written.find_first_of("\x01\"'`[]<>;&|%") != std::string::npos;
  std::string name = unknown ? "a program" : written;
  const auto root = name.rfind(root_mark);
  if (root != std::string::npos) name.erase(0, name.find_first_not_of('/', root + 1));
  note_stranger(machine, {name, machine.in_package && !names_script(name) ? "javascript" : "",
                          runs_tests(name)});
  meet(machine, given, name);
}

void meet_stranger(Machine& machine, const Given& given, const std::string& written,
                   const std::vector<ValueRef>& words) {
  Given all;
  all.node = given.node;
  for (const ValueRef& word : words) all.args.push_back({"", "", word, false});
  meet_stranger(machine, all, written);
}

void note_kept_in_environment(Machine& machine, const Node& name, const ValueRef& value) {
  if (!machine.unit->powershell || machine.function.empty()) return;
  const std::string variable = lower(name.text);
  if (value->source.id == "env:" + variable) return;
  const auto& readers = machine.library.readers_of(variable);
  const bool elsewhere =
      std::any_of(readers.begin(), readers.end(), [&machine](const Library::Setter& reader) {
        return std::none_of(
            machine.active.begin(), machine.active.end(),
            [&reader](const Activation& one) { return one.node == reader.function; });
      });
  if (elsewhere) {
    note_handed_over(machine, name, value, "other functions read it as $env:" + name.text);
  }
}

}  // namespace patdown::trace
