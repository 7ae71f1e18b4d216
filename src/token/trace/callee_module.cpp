// PowerShell modules for Azure DevOps.
// https://github.com/MethodsAndPractices/vsteam, https://github.com/AZDOPS/AZDOPS

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

// Commands that speak to no server.
bool stays_here(std::string_view name) {
  static constexpr std::array<std::string_view, 6> starts = {
      "set-vsteamdefault",    "clear-vsteamdefault", "set-vsteamapiversion",
      "get-vsteamapiversion", "show-vsteam",         "get-vsteaminfo"};
  return name.ends_with("-vsteamprofile") ||
         std::any_of(starts.begin(), starts.end(),
                     [name](std::string_view start) { return name.starts_with(start); });
}

std::vector<FoundCredential> login_of(Machine& machine, const std::string& module,
                                      const Node& node) {
  const auto login = machine.session.feeds.find(module);
  if (login != machine.session.feeds.end()) return in_token(login->second.credential);
  if (module != "vsteam" || machine.in_pipeline) return {};
  return in_token(environment_value(machine, "TEAM_PAT", node.line));
}

// Invoke-VSTeamRequest -Area build -Resource builds -Id 4 -Method Post, or -Url.
void request(Machine& machine, const Given& given) {
  Outgoing call;
  call.node = given.node;
  call.verb = argument(given, {"Method"});
  call.url = argument(given, {"Url"});
  if (!call.url) {
    const auto word = [&given](std::initializer_list<std::string_view> names) {
      const ValueRef value = argument(given, names);
      return value ? sketch(value) : std::string();
    };
    std::string url = "https://";
    const std::string host = word({"SubDomain"});
    url += host.empty() ? "" : host + ".";
    url += "dev.azure.com/{}/";
    url += argument(given, {"ProjectName"}) ? "{}/_apis" : "_apis";
    for (const std::string& part : {word({"Area"}), word({"Resource"}), word({"Id"})}) {
      if (!part.empty()) url += "/" + part;
    }
    call.url = text_value(url);
  }
  call.credentials = login_of(machine, "vsteam", *given.node);
  send(machine, call);
}

}  // namespace

std::optional<ValueRef> module_command(Machine& machine, const Given& given) {
  const std::string name = lower(given.callee);
  const bool vsteam = name.find("-vsteam") != std::string::npos;
  const bool adops = name.find("-adops") != std::string::npos;
  if (!vsteam && !adops) return std::nullopt;
  const std::string module = vsteam ? "vsteam" : "adops";
  if (name == "set-vsteamaccount" || name == "connect-adops") {
    const ValueRef token =
        argument(given, {"PersonalAccessToken", "SecurePersonalAccessToken", "pat"});
    if (token) machine.session.feeds[module] = {nullptr, token};
    return nothing();
  }
  if (stays_here(name)) return hole("a response");
  if (name == "invoke-vsteamrequest") {
    request(machine, given);
    return hole("a response");
  }
  Call call;
  call.kind = CallKind::command;
  call.command = name;
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty()) call.options.push_back("-" + lower(arg.name));
  }
  record(machine, call, login_of(machine, module, *given.node), *given.node,
         adops ? "a command of ADOPS" : "");
  return hole("a response");
}

}  // namespace patdown::trace
