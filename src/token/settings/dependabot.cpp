// The registries that Dependabot reads, with its own secrets.
// https://docs.github.com/code-security/dependabot/working-with-dependabot/configuring-access-to-private-registries-for-dependabot

#include "core/text.h"
#include "token/pipeline/yaml.h"
#include "token/settings/readers.h"

namespace patdown::settings {
namespace {

// "${{ secrets.X }}" is ${secrets.X}.
std::string with_secrets(std::string_view value) {
  std::string result;
  while (!value.empty()) {
    const auto begin = value.find("${{");
    const auto end = begin == std::string_view::npos ? begin : value.find("}}", begin);
    if (end == std::string_view::npos) break;
    result += value.substr(0, begin);
    result.append("${").append(trimmed(value.substr(begin + 3, end - begin - 3))).append("}");
    value.remove_prefix(end + 2);
  }
  return result.append(value);
}

}  // namespace

Settings read_dependabot(std::string_view path, std::string_view text) {
  Settings settings;
  const YamlFile file = read_yaml(path, text);
  const Yaml* registries = find(file.root, "registries");
  if (registries == nullptr) return settings;
  for (const auto& [name, registry] : registries->entries) {
    const Yaml* type = find(registry, "type");
    const Yaml* url = find(registry, "url");
    const Yaml* token = find(registry, "token");
    if (token == nullptr) token = find(registry, "password");
    if (url == nullptr || token == nullptr) continue;
    TokenSetting made;
    if (type != nullptr && type->text == "git") made.kind = SettingKind::git;
    made.tool = "dependabot";
    made.name = name.text;
    made.url = url->text;
    made.token = with_secrets(token->text);
    made.line = token->line;
    settings.tokens.push_back(std::move(made));
  }
  return settings;
}

}  // namespace patdown::settings
