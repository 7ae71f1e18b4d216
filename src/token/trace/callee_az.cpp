// The Azure DevOps extension of the Azure CLI.
// https://learn.microsoft.com/azure/devops/cli/log-in-via-pat

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/invoke_route.h"
#include "token/trace/kept_outside.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

constexpr std::size_t max_deciding_value = 16;

constexpr std::array<std::string_view, 5> groups = {"devops", "repos", "pipelines", "boards",
                                                    "artifacts"};

struct AzCall {
  std::vector<std::string> command;  // "az", "repos", "pr", "create"
  std::vector<Option> options;       // each word behind the command, an option's values in turn
  bool whole = true;                 // false if a word of the command is not known
};

bool is_option(const ValueRef& word) {
  const std::string prefix = literal_prefix(word);
  return prefix.size() > 1 && prefix[0] == '-';
}

AzCall read_words(const ProgramWords& words) {
  AzCall call;
  call.command.emplace_back("az");
  std::size_t at = 0;
  for (; at < words.size() && !is_option(words[at]); ++at) {
    const auto text = literal(words[at]);
    if (!text) call.whole = false;
    call.command.push_back(lower(text.value_or("{}")));
  }
  for (; at < words.size(); ++at) {
    if (!is_option(words[at])) {
      const std::string name = call.options.empty() ? "" : call.options.back().name;
      if (!call.options.empty() && !call.options.back().value) {
        call.options.back().value = words[at];
      } else {
        call.options.push_back({name, words[at]});
      }
      continue;
    }
    const std::string prefix = literal_prefix(words[at]);
    const auto equals = prefix.find('=');
    if (equals == std::string::npos) {
      call.options.push_back({prefix, nullptr});
    } else {
      call.options.push_back({prefix.substr(0, equals), without_prefix(words[at], equals + 1)});
    }
  }
  return call;
}

ValueRef option(const AzCall& call, std::initializer_list<std::string_view> names) {
  for (const Option& one : call.options) {
    if (std::find(names.begin(), names.end(), one.name) != names.end()) return one.value;
  }
  return nullptr;
}

bool is_own_project(const ValueRef& project) {
  return !project ||
         (project->kind == ValueKind::source && project->source.kind == SourceKind::project);
}

// Without an organization the extension takes the one of the checkout.
bool is_own(const Machine& machine, const AzCall& call) {
  ValueRef organization = option(call, {"--organization", "--org"});
  if (!organization) organization = machine.session.organization;
  if (!organization) {
    if (!machine.in_pipeline) return false;
  } else {
    const std::vector<RequestUrl> urls = request_urls(organization);
    if (urls.empty() || !urls.front().own) return false;
  }
  ValueRef project = option(call, {"--project", "-p"});
  if (!project) project = machine.session.project;
  return is_own_project(project);
}

// `az devops login` takes no other tokens.
std::vector<FoundCredential> in_login(const ValueRef& token) {
  std::vector<FoundCredential> found = in_secret(token);
  for (FoundCredential& one : found) {
    if (one.credential.kind == "unknown") one.credential.kind = "pat";
  }
  return found;
}

std::vector<FoundCredential> credentials_of(Machine& machine, const Node& node) {
  for (const char* name : {"AZURE_DEVOPS_EXT_PAT", "AZURE_DEVOPS_EXT_AUTH_TOKEN"}) {
    if (const ValueRef* set = machine.memory.process.find(name)) return in_secret(*set);
  }
  if (machine.session.az_login) return in_login(machine.session.az_login);
  if (machine.session.entra_login) return in_token(entra_token(machine, node.line));
  if (machine.in_pipeline) return {};
  // A script by itself: who runs it gives the token.
  return in_token(environment_value(machine, "AZURE_DEVOPS_EXT_PAT", node.line));
}

void configure(Machine& machine, const AzCall& call) {
  for (const Option& one : call.options) {
    if (!one.value || (one.name != "--defaults" && one.name != "-d")) continue;
    const std::string prefix = literal_prefix(one.value);
    const auto equals = prefix.find('=');
    if (equals == std::string::npos) continue;
    const std::string key = prefix.substr(0, equals);
    const ValueRef value = without_prefix(one.value, equals + 1);
    if (key == "organization") machine.session.organization = value;
    if (key == "project") machine.session.project = value;
  }
}

std::string word_of(const AzCall& call, std::string_view name) {
  const ValueRef value = option(call, {name});
  return value ? literal(value).value_or("{}") : "{}";
}

InvokedResource resource_of(const AzCall& call) {
  InvokedResource invoked;
  invoked.area = word_of(call, "--area");
  invoked.resource = word_of(call, "--resource");
  for (const Option& one : call.options) {
    if (one.name != "--route-parameters" || !one.value) continue;
    const std::string prefix = literal_prefix(one.value);
    const auto equals = prefix.find('=');
    if (equals == std::string::npos) {
      invoked.open = true;
    } else {
      invoked.parameters.emplace_back(lower(prefix.substr(0, equals)),
                                      without_prefix(one.value, equals + 1));
    }
  }
  return invoked;
}

void invoke(Machine& machine, const AzCall& call, const Node& node) {
  const InvokedResource invoked = resource_of(call);
  const InvokedRoute route = route_of(invoked);
  Outgoing request;
  request.verb = option(call, {"--http-method"});
  request.url = text_value(route.url);
  request.unresolved = route.unresolved;
  if (is_own(machine, call)) {
    // The base is the pipeline's own; the project too, if it is named as that.
    const bool own =
        std::all_of(invoked.parameters.begin(), invoked.parameters.end(),
                    [](const auto& p) { return p.first != "project" || is_own_project(p.second); });
    if (own) request.own = true;
  }
  request.credentials = credentials_of(machine, node);
  request.node = &node;
  send(machine, request);
}

// az rest adds an Entra token by itself, unless a header says otherwise.
void rest(Machine& machine, const AzCall& call, const Node& node) {
  Outgoing request;
  request.verb = option(call, {"--method", "-m"});
  request.url = option(call, {"--url", "--uri", "-u"});
  request.body = option(call, {"--body", "-b"});
  request.node = &node;
  for (const Option& one : call.options) {
    if (!one.value || (one.name != "--headers" && one.name != "--header")) continue;
    const std::string prefix = lower(literal_prefix(one.value));
    const auto name = prefix.find("authorization");
    const auto end = prefix.find_first_of("=:", name);
    if (name == std::string::npos || end == std::string::npos) continue;
    for (FoundCredential& found : in_header(without_prefix(one.value, end + 1))) {
      request.credentials.push_back(std::move(found));
    }
  }
  if (request.credentials.empty() && !is_other_resource(option(call, {"--resource"}))) {
    request.credentials = in_token(entra_token(machine, node.line));
  }
  if (request.url) send(machine, request);
}

// az account get-access-token, az account show and the like.
ValueRef account(Machine& machine, const AzCall& call, const Node& node) {
  if (call.command.size() < 3 || call.command[2] != "get-access-token") return hole("a response");
  const ValueRef resource = option(call, {"--resource", "--scope", "--resource-type"});
  return is_other_resource(resource) ? hole("an Entra token") : entra_token(machine, node.line);
}

// az keyvault secret show: a secret that others show too.
ValueRef vault(const Machine& machine, const AzCall& call, const Node& node) {
  const bool shows = call.command.size() > 3 && call.command[2] == "secret" &&
                     (call.command[3] == "show" || call.command[3] == "download");
  if (!shows) return hole("a secret store");
  return secret_of_vault(machine, option(call, {"--name", "-n", "--id"}),
                         option(call, {"--vault-name"}), node.line);
}

// A token that a command keeps where others read it: a key vault, the settings of an app, a
// variable of a pipeline.
void note_taken(Machine& machine, const AzCall& call, const Node& node) {
  std::string words;
  for (const std::string& word : call.command) words.append(words.empty() ? "" : " ").append(word);
  for (const Option& one : call.options) {
    if (one.value && holds_source(one.value))
      note_handed_over(machine, node, one.value, words + " takes it");
  }
}

// Logins, defaults and calls of other services; false if the call is a use.
bool changes_session(Machine& machine, const Given& given, const AzCall& call) {
  const auto is = [&call](std::initializer_list<std::string_view> words) {
    if (call.command.size() < words.size() + 1) return false;
    return std::equal(words.begin(), words.end(), call.command.begin() + 1);
  };
  if (is({"login"})) machine.session.entra_login = true;
  if (is({"devops", "login"})) {
    const ValueRef token = option(call, {"--token"});
    if (token || given.input) machine.session.az_login = token ? token : given.input;
  } else if (is({"devops", "logout"})) {
    machine.session.az_login = nullptr;
  } else if (is({"devops", "configure"})) {
    configure(machine, call);
  } else {
    return false;
  }
  return true;
}

// "=tfsgit": the value, where it is a word that may decide what else a command does. A parameter's
// default decides nothing: callers give others, for which branches were taken that it was not.
std::string value_that_decides(const Option& option) {
  if (option.value && !option.value->trace.empty()) return {};
  const std::string value = option.value ? literal(option.value).value_or("") : "";
  const bool word = value.size() <= max_deciding_value &&
                    std::all_of(value.begin(), value.end(), is_letter_or_digit);
  return word && !value.empty() ? "=" + value : "";
}

}  // namespace

// `az pipelines variable $op`: the first word of the command that may be one of several; the end if
// there is none.
static std::size_t choice_in(const ProgramWords& words) {
  std::size_t at = 0;
  while (at < words.size() && !is_option(words[at])) {
    if (words[at]->kind == ValueKind::choice) return at;
    ++at;
  }
  return words.size();
}

ValueRef run_az(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::size_t several = choice_in(words);
  if (several < words.size()) {
    ValueRef last;
    for (const ValueRef& one : alternatives(words[several])) {
      ProgramWords each = words;
      each[several] = one;
      last = run_az(machine, given, each);
    }
    return last;
  }
  const AzCall call = read_words(words);
  if (changes_session(machine, given, call)) return nothing();
  if (call.command.size() < 2) return hole("a response");
  const std::string& group = call.command[1];
  if (group == "account") return account(machine, call, *given.node);
  if (group == "login" || group == "extension") return nothing();
  if (group == "rest") {
    rest(machine, call, *given.node);
    return hole("a response");
  }
  note_taken(machine, call, *given.node);
  if (group == "keyvault") return vault(machine, call, *given.node);
  if (std::find(groups.begin(), groups.end(), group) == groups.end()) return hole("a response");
  if (group == "devops" && call.command.size() > 2 && call.command[2] == "invoke") {
    invoke(machine, call, *given.node);
    return hole("a response");
  }
  const bool helps = std::any_of(call.options.begin(), call.options.end(), [](const Option& one) {
    return one.name == "--help" || one.name == "-h";
  });
  if (helps || call.command.size() < 3) return nothing();
  Call command;
  command.kind = CallKind::command;
  for (const std::string& word : call.command) {
    command.command += (command.command.empty() ? "" : " ") + word;
  }
  for (const Option& one : call.options) {
    if (!one.name.empty()) command.options.push_back(one.name + value_that_decides(one));
  }
  std::sort(command.options.begin(), command.options.end());
  command.options.erase(std::unique(command.options.begin(), command.options.end()),
                        command.options.end());
  command.own_organization = is_own(machine, call);
  record(machine, command, credentials_of(machine, *given.node), *given.node,
         call.whole ? "" : "a word of the command is not known");
  return hole("a response");
}

}  // namespace patdown::trace
