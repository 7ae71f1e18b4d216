// npm's and yarn's registries.
// https://docs.npmjs.com/cli/configuring-npm/npmrc, https://yarnpkg.com/configuration/yarnrc

#include "core/text.h"
#include "token/pipeline/yaml.h"
#include "token/settings/readers.h"

namespace patdown::settings {
namespace {

// "//pkgs.dev.azure.com/…:_password=…"
void read_line(std::string_view line, std::size_t number, Settings& settings) {
  line = trimmed(line);
  const auto key = line.find(":_");
  const auto equals = line.find('=');
  if (!line.starts_with("//") || key == std::string_view::npos || equals < key ||
      equals == std::string_view::npos) {
    return;
  }
  const std::string_view what = trimmed(line.substr(key + 2, equals - key - 2));
  if (what != "password" && what != "authToken" && what != "auth") return;
  TokenSetting token;
  token.tool = "npm";
  token.url = "https:" + std::string(line.substr(0, key));
  token.token = with_variables(unquoted(line.substr(equals + 1)));
  token.line = number;
  settings.tokens.push_back(std::move(token));
}

void read_registry(const Yaml& map, const std::string& url, Settings& settings) {
  for (const char* key : {"npmAuthToken", "npmAuthIdent"}) {
    const Yaml* value = find(map, key);
    if (value == nullptr || url.empty()) continue;
    TokenSetting token;
    token.tool = "npm";
    token.url = url.starts_with("//") ? "https:" + url : url;
    token.token = with_variables(value->text);
    token.line = value->line;
    settings.tokens.push_back(std::move(token));
  }
}

}  // namespace

Settings read_npmrc(std::string_view text) {
  Settings settings;
  for_each_line(
      text, [&](std::string_view line, std::size_t number) { read_line(line, number, settings); });
  return settings;
}

Settings read_yarnrc(std::string_view path, std::string_view text) {
  Settings settings;
  const YamlFile file = read_yaml(path, text);
  const auto server = [](const Yaml& map) {
    const Yaml* url = find(map, "npmRegistryServer");
    return url == nullptr ? std::string() : url->text;
  };
  read_registry(file.root, server(file.root), settings);
  if (const Yaml* scopes = find(file.root, "npmScopes")) {
    for (const auto& [name, map] : scopes->entries) read_registry(map, server(map), settings);
  }
  if (const Yaml* registries = find(file.root, "npmRegistries")) {
    for (const auto& [url, map] : registries->entries) read_registry(map, url.text, settings);
  }
  return settings;
}

}  // namespace patdown::settings
