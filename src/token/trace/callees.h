#pragma once

// Which commands, programs and objects send a token somewhere?
//
// Each takes the call with its arguments evaluated and records the uses that it sees; the value is
// what a script gets back, mostly "a response". nullopt if the callee is none of these.

#include "token/trace/call.h"
#include "token/trace/credential.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// Invoke-RestMethod, Invoke-WebRequest and their aliases.
std::optional<ValueRef> rest_command(Machine& machine, const Given& given);
// System.Net.WebClient, HttpClient, HttpWebRequest.
std::optional<ValueRef> web_client_method(Machine& machine, const ValueRef& object,
                                          const Given& given);
// Commands of PowerShell modules for Azure DevOps: VSTeam, ADOPS.
std::optional<ValueRef> module_command(Machine& machine, const Given& given);
// curl, az, git, npm, bash …
std::optional<ValueRef> program(Machine& machine, const Given& given);

// A command line in one text: each simple command of it.
ValueRef run_line(Machine& machine, const ValueRef& line, const Node& node);

// The commands in a text that others are given to run, such as a file of cloud-init: those of its
// lines that take a token. False if a token is left that none of them takes.
bool run_written_commands(Machine& machine, const ValueRef& text, const Node& node);

using ProgramWords = std::vector<ValueRef>;

// Those from `first` on; none if there are not so many.
ProgramWords words_from(const ProgramWords& words, std::size_t first);

// Calls what the words say: the first is the callee.
ValueRef call_words(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_curl(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_wget(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_az(Machine& machine, const Given& given, const ProgramWords& words);
// One that a library makes, of which the URL may be null: then of the repository that was cloned.
struct GitTransfer {
  ValueRef url;
  std::string verb;  // "fetch", "push"
};
void git_transfer(Machine& machine, const Node& node, GitTransfer transfer,
                  std::vector<FoundCredential> credentials);
ValueRef run_git(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_npm(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_nuget(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_dotnet(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_pip(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_poetry(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_bundle(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_gem(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_twine(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_publisher(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_find(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_trap(Machine& machine, const Given& given, const ProgramWords& words);
// ssh, docker exec and their like.
ValueRef run_elsewhere(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_agent_setup(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_container(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_make(Machine& machine, const Given& given, const ProgramWords& words);
// Of docker and its like: "build", "buildx build".
bool builds_image(const ProgramWords& words);
ValueRef build_image(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_terraform(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_tfx(Machine& machine, const Given& given, const ProgramWords& words);
ValueRef run_vsce(Machine& machine, const Given& given, const ProgramWords& words);

}  // namespace patdown::trace
