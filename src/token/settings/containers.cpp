// Agents in containers, and assistants: tokens in the environment of what a file starts.
// https://learn.microsoft.com/azure/devops/pipelines/agents/docker
// https://modelcontextprotocol.io/docs/develop/connect-local-servers

#include "core/letters.h"
#include "core/text.h"
#include "token/name_words.h"
#include "token/pipeline/yaml.h"
#include "token/settings/readers.h"

#include <algorithm>
#include <array>

namespace patdown::settings {
namespace {

constexpr std::array<std::string_view, 2> agent_tokens = {"AZP_TOKEN", "VSTS_AGENT_INPUT_TOKEN"};

bool names_agent_token(std::string_view name) {
  return std::find(agent_tokens.begin(), agent_tokens.end(), name) != agent_tokens.end();
}

// A secret of the cluster, by name and key: ${secret:NAME/KEY}.
std::string secret_reference(const Yaml& item) {
  const Yaml* from = find(item, "valueFrom");
  const Yaml* secret = from == nullptr ? nullptr : find(*from, "secretKeyRef");
  if (secret == nullptr) return {};
  const Yaml* name = find(*secret, "name");
  const Yaml* key = find(*secret, "key");
  if (name == nullptr || key == nullptr) return {};
  return "${secret:" + name->text + "/" + key->text + "}";
}

class Environments {
 public:
  explicit Environments(Settings& settings) : settings_(settings) {}

  void look(const Yaml& node, int depth) {
    if (depth > 60) return;
    std::string url;
    const std::size_t before = settings_.tokens.size();
    for (const auto& [key, value] : node.entries) {
      note(key.text, value, value.text, url);
      look(value, depth + 1);
    }
    for (const Yaml& item : node.items) {
      look_at_item(item, url);
      look(item, depth + 1);
    }
    for (std::size_t k = before; k < settings_.tokens.size(); ++k) {
      if (settings_.tokens[k].url.empty()) settings_.tokens[k].url = url;
    }
  }

 private:
  // "AZP_TOKEN=…", or name and value.
  void look_at_item(const Yaml& item, std::string& url) {
    const auto equals = item.text.find('=');
    if (item.kind == YamlKind::scalar && equals != std::string::npos) {
      note(item.text.substr(0, equals), item, item.text.substr(equals + 1), url);
      return;
    }
    const Yaml* name = find(item, "name");
    if (name == nullptr) return;
    const Yaml* value = find(item, "value");
    const std::string reference = secret_reference(item);
    if (value != nullptr) note(name->text, *value, value->text, url);
    if (!reference.empty()) note(name->text, *name, reference, url);
  }

  void note(const std::string& name, const Yaml& place, const std::string& value,
            std::string& url) {
    if (name == "AZP_URL" || name == "VSTS_AGENT_INPUT_URL") url = value;
    if (!names_agent_token(name) || value.empty()) return;
    TokenSetting token;
    token.kind = SettingKind::agent;
    token.token = value.starts_with("${secret:") ? value : with_variables(value);
    token.line = place.line;
    settings_.tokens.push_back(std::move(token));
  }

  Settings& settings_;
};

constexpr std::array<std::string_view, 4> azure_words = {"azure-devops", "azuredevops",
                                                         "azure_devops", "ado_mcp"};

bool speaks_of_azure_devops(std::string_view text) {
  const std::string folded = lower(text);
  return std::any_of(azure_words.begin(), azure_words.end(), [&folded](std::string_view word) {
    return folded.find(word) != std::string::npos;
  });
}

// "ADO_MCP_AUTH_TOKEN", "ADOPAT"; not "REPOS_PATH", nor what opens another service.
bool is_token_name(std::string_view name) {
  if (names_another_service(name)) return false;
  const std::vector<std::string> words = name_words(name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word.ends_with("pat") || word.find("token") != std::string::npos;
  });
}

void read_server(const std::string& name, const Yaml& server, Settings& settings) {
  std::string words = name;
  if (const Yaml* command = find(server, "command")) words += " " + command->text;
  if (const Yaml* args = find(server, "args")) {
    for (const Yaml& word : args->items) words += " " + word.text;
  }
  const Yaml* env = find(server, "env");
  if (env == nullptr) return;
  for (const auto& [key, value] : env->entries) words += " " + key.text;
  if (!speaks_of_azure_devops(words)) return;
  for (const auto& [key, value] : env->entries) {
    if (!is_token_name(key.text) || value.text.empty()) continue;
    TokenSetting token;
    token.kind = SettingKind::other;
    token.token = with_variables(value.text);
    token.why = "the assistant's server " + name + " decides what it calls";
    token.line = value.line;
    settings.tokens.push_back(std::move(token));
  }
}

}  // namespace

Settings read_containers(std::string_view path, std::string_view text) {
  Settings settings;
  const bool speaks = std::any_of(agent_tokens.begin(), agent_tokens.end(), [&](auto name) {
    return text.find(name) != std::string_view::npos;
  });
  if (!speaks) return settings;
  const YamlFile file = read_yaml(path, text);
  Environments(settings).look(file.root, 0);
  return settings;
}

Settings read_assistant(std::string_view path, std::string_view text) {
  Settings settings;
  if (!speaks_of_azure_devops(text)) return settings;
  const YamlFile file = read_yaml(path, text);
  for (const char* key : {"mcpServers", "servers"}) {
    const Yaml* servers = find(file.root, key);
    if (servers == nullptr) continue;
    for (const auto& [name, server] : servers->entries) read_server(name.text, server, settings);
  }
  return settings;
}

}  // namespace patdown::settings
