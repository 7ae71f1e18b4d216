// Programs that take a token of Azure DevOps and are no package managers: agents, containers, the
// publishers of extensions.

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

ValueRef first_of(const std::vector<Option>& options,
                  std::initializer_list<std::string_view> names) {
  for (const Option& option : options) {
    if (std::find(names.begin(), names.end(), option.name) != names.end()) return option.value;
  }
  return nullptr;
}

ValueRef set_variable(const Machine& machine, std::string_view name) {
  const ValueRef* set = machine.memory.process.find(std::string(name));
  return set == nullptr ? nullptr : *set;
}

bool gives(const std::vector<Option>& options, std::string_view name) {
  return std::any_of(options.begin(), options.end(),
                     [name](const Option& one) { return same_ignoring_case(one.name, name); });
}

std::string place_of(const std::vector<Option>& options) {
  if (gives(options, "--environment")) return "environment";
  const bool group = gives(options, "--deploymentgroup") || gives(options, "--deploymentpool") ||
                     gives(options, "--machinegroup");
  return group ? "deployment group" : "";
}

struct Agent {
  std::string place;  // Call::verb
  ValueRef url;       // may be null
  ValueRef token;
  bool sure = false;  // of Azure DevOps
};

// Whoever registers at another service than Azure DevOps is no agent of it.
void register_agent(Machine& machine, const Node& node, const Agent& agent) {
  bool sure = agent.sure;
  Call call;
  call.kind = CallKind::agent;
  call.verb = agent.place;
  const std::vector<RequestUrl> urls = request_urls(agent.url ? agent.url : nothing());
  if (!urls.empty()) {
    if (urls.front().service == UrlService::other) return;
    call.url = urls.front().text;
    call.own_organization = urls.front().own;
    sure = sure || urls.front().service == UrlService::azure_devops;
  }
  // Of an agent of Azure DevOps nothing but a token stands there.
  std::vector<FoundCredential> found = sure ? in_secret(agent.token) : in_token(agent.token);
  if (!sure) {
    std::erase_if(
        found, [](const FoundCredential& one) { return !names_azure_devops(one.credential.name); });
  }
  record(machine, call, found, node);
}

// The words of a command in front of its options: "extension publish".
std::string command_of(std::string_view program, const std::vector<Option>& options) {
  std::string command(program);
  for (const Option& option : options) {
    if (!option.name.empty() || !option.value) break;
    command += " " + lower(literal(option.value).value_or("{}"));
  }
  return command;
}

void use_command(Machine& machine, const Given& given, const std::string& words,
                 const ValueRef& token) {
  Call call;
  call.kind = CallKind::command;
  call.command = words;
  record(machine, call, in_token(token), *given.node);
}

}  // namespace

// config.sh --auth pat --token X; without --auth it is a PAT too. GitHub's runners have the same
// script, and no --auth.
ValueRef run_agent_setup(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::vector<Option> options = options_of(words, {"", "*", false});
  ValueRef token = first_of(options, {"--token"});
  if (!token) token = set_variable(machine, "VSTS_AGENT_INPUT_TOKEN");
  const ValueRef auth = first_of(options, {"--auth"});
  const bool pat = auth && lower(literal_prefix(auth)) == "pat";
  if (!token || (auth && !pat)) return nothing();
  ValueRef url = first_of(options, {"--url"});
  if (!url) url = set_variable(machine, "VSTS_AGENT_INPUT_URL");
  register_agent(machine, *given.node, {place_of(options), url, token, pat});
  return nothing();
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_word_letter);
}

// docker run -e AZP_TOKEN=…: an agent that registers itself. Whatever else is handed over goes to a
// program that nobody here knows.
ValueRef run_container(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {
      "evpwulnhmca",
      "env volume publish workdir user label name network build-arg set secret "
      "from-literal env-file hostname entrypoint tag file platform mount restart memory cpus "
      "namespace values",
      false};
  if (builds_image(words)) return build_image(machine, given, words);
  if (!words.empty() && literal_prefix(words[0]) == "exec")
    return run_elsewhere(machine, given, words);
  ValueRef url;
  std::vector<std::pair<std::string, ValueRef>> handed;
  for (const Option& option : options_of(words, spelling)) {
    if (option.value && option.name.empty() && holds_source(option.value))
      note_handed_over(machine, *given.node, option.value, given.callee + " takes it");
    if (!option.value || option.name.empty()) continue;
    const std::string prefix = literal_prefix(option.value);
    const auto equals = prefix.find('=');
    const std::string name = prefix.substr(0, equals);
    const bool variable = option.name == "-e" || option.name == "--env";
    const ValueRef value = equals != std::string::npos ? without_prefix(option.value, equals + 1)
                           : variable && !name.empty()
                               ? environment_value(machine, name, given.node->line)
                               : set_variable(machine, upper(name));
    // Behind the image's name options are those of what runs there.
    if (!value && holds_source(option.value))
      note_handed_over(machine, *given.node, option.value, given.callee + " takes it");
    if (!value) continue;
    if (name.ends_with("AZP_URL")) url = value;
    if (holds_source(value)) handed.emplace_back(name, value);
  }
  for (const auto& [name, value] : handed) {
    if (name == "AZP_TOKEN" || name == "VSTS_AGENT_INPUT_TOKEN") {
      register_agent(machine, *given.node, {"", url, value, true});
    } else {
      note_handed_over(machine, *given.node, value,
                       given.callee + (is_name(name) ? " is given it as " + name : " takes it"));
    }
  }
  return hole("the output of " + given.callee);
}

// terraform apply -var "pat=$PAT": the code says what the variable is for.
ValueRef run_terraform(Machine& machine, const Given& given, const ProgramWords& words) {
  for (const auto& [name, value] : machine.memory.process.all()) {
    if (name.starts_with("TF_VAR_") || name == "AZDO_PERSONAL_ACCESS_TOKEN")
      note_handed_variable(machine, name, value, given.node->line);
  }
  bool variable = false;
  for (const ValueRef& word : words) {
    std::string prefix = literal_prefix(word);
    const bool option = prefix.starts_with("-var=") || prefix.starts_with("--var=");
    const std::size_t begin = option ? prefix.find('=') + 1 : 0;
    const auto equals = prefix.find('=', begin);
    if ((option || variable) && equals != std::string::npos) {
      const std::string name = "TF_VAR_" + prefix.substr(begin, equals - begin);
      note_handed_variable(machine, name, without_prefix(word, equals + 1), given.node->line);
    } else if (holds_source(word)) {
      note_handed_over(machine, *given.node, word, given.callee + " takes it");
    }
    variable = prefix == "-var" || prefix == "--var";
  }
  return hole("the output of " + given.callee);
}

// https://github.com/microsoft/tfs-cli
ValueRef run_tfx(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::vector<Option> options = options_of(words, {"tu", "*", false});
  const std::string command = command_of("tfx", options);
  const ValueRef token = first_of(options, {"--token", "-t"});
  if (command == "tfx login") {
    machine.session.feeds["tfx"] = {nullptr, token};
    return nothing();
  }
  const auto login = machine.session.feeds.find("tfx");
  if (token) {
    use_command(machine, given, command, token);
  } else if (login != machine.session.feeds.end() && login->second.credential) {
    use_command(machine, given, command, login->second.credential);
  }
  return hole("the output of tfx");
}

// https://code.visualstudio.com/api/working-with-extensions/publishing-extension
ValueRef run_vsce(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::vector<Option> options =
      options_of(words, {"pioti", "pat packagePath target out baseContentUrl githubBranch", false});
  ValueRef token = first_of(options, {"-p", "--pat"});
  if (!token) token = set_variable(machine, "VSCE_PAT");
  const std::string command = command_of("vsce", options);
  const bool local = command.starts_with("vsce package") || command.starts_with("vsce ls");
  if (token && !local) use_command(machine, given, command, token);
  return hole("the output of vsce");
}

// Tools that publish to the feeds of their settings files.
ValueRef run_publisher(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> tools = {{
      {"mvn", "maven"},
      {"mvnw", "maven"},
      {"gradle", "gradle"},
      {"gradlew", "gradle"},
      {"cargo", "cargo"},
      {"lerna", "npm"},
      {"semantic-release", "npm"},
      {"changeset", "npm"},
      {"np", "npm"},
  }};
  std::string name = lower(given.callee);
  name = name.substr(name.find_last_of("/\\") + 1);
  name = name.substr(0, name.find('.'));
  const bool always = name == "semantic-release" || name == "np";
  const bool says = std::any_of(words.begin(), words.end(), [](const ValueRef& word) {
    const std::string text = lower(sketch(word));
    return text == "deploy" || text.ends_with(":deploy") ||
           text.find("publish") != std::string::npos;
  });
  for (const auto& [program, tool] : tools) {
    if (program == name && (always || says)) machine.library.note_publishing(std::string(tool));
  }
  if (name == "cargo" && says) publish_by_variables(machine, *given.node, "CARGO_REGISTRIES_");
  return hole("the output of " + given.callee);
}

}  // namespace patdown::trace
