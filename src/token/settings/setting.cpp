#include "token/settings/setting.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/settings/readers.h"

#include <algorithm>
#include <array>
#include <functional>

namespace patdown {
namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_tokens = 1000;

using Reader = Settings (*)(std::string_view path, std::string_view text);

struct Kind {
  std::string_view name;  // of the file, lower case; with a leading '*' its end
  Reader read;
};

template <Settings (*read)(std::string_view)>
Settings of_text(std::string_view /*path*/, std::string_view text) {
  return read(text);
}

constexpr std::array<Kind, 39> kinds = {{
    {".npmrc", of_text<settings::read_npmrc>},
    {".yarnrc.yml", settings::read_yarnrc},
    {"nuget.config", of_text<settings::read_nuget_config>},
    {"pom.xml", of_text<settings::read_maven>},
    {"settings.xml", of_text<settings::read_maven>},
    {"settings-azure.xml", of_text<settings::read_maven>},
    {"*maven-settings.xml", of_text<settings::read_maven>},
    {"*.gradle", of_text<settings::read_gradle>},
    {"*.gradle.kts", of_text<settings::read_gradle>},
    {"pip.conf", of_text<settings::read_pip>},
    {"pip.ini", of_text<settings::read_pip>},
    {"requirements.txt", of_text<settings::read_pip>},
    {"requirements.in", of_text<settings::read_pip>},
    {"constraints.txt", of_text<settings::read_pip>},
    {"*-requirements.txt", of_text<settings::read_pip>},
    {"*_requirements.txt", of_text<settings::read_pip>},
    {"pipfile", of_text<settings::read_pip>},
    {"pyproject.toml", of_text<settings::read_pip>},
    {"uv.toml", of_text<settings::read_pip>},
    {".pypirc", of_text<settings::read_pypirc>},
    {".netrc", of_text<settings::read_netrc>},
    {"_netrc", of_text<settings::read_netrc>},
    {".gitconfig", of_text<settings::read_git>},
    {".gitmodules", of_text<settings::read_git>},
    {".git-credentials", of_text<settings::read_git>},
    {"mcp.json", settings::read_assistant},
    {".mcp.json", settings::read_assistant},
    {"mcp_config.json", settings::read_assistant},
    {"claude_desktop_config.json", settings::read_assistant},
    {".claude.json", settings::read_assistant},
    {"cline_mcp_settings.json", settings::read_assistant},
    {"dependabot.yml", settings::read_dependabot},
    {"dependabot.yaml", settings::read_dependabot},
    {"*.yml", settings::read_containers},
    {"*.yaml", settings::read_containers},
    {"credentials.toml", of_text<settings::read_cargo>},
    {".cargo/config.toml", of_text<settings::read_cargo>},
    {".cargo/config", of_text<settings::read_cargo>},
    {".cargo/credentials", of_text<settings::read_cargo>},
}};

const Kind* kind_of(std::string_view path) {
  const std::string folded = lower(path);
  const auto matches = [&folded](const Kind& kind) {
    if (kind.name.starts_with('*')) return folded.ends_with(kind.name.substr(1));
    if (!folded.ends_with(kind.name)) return false;
    return folded.size() == kind.name.size() || folded[folded.size() - kind.name.size() - 1] == '/';
  };
  const auto* const found = std::find_if(kinds.begin(), kinds.end(), matches);
  return found == kinds.end() ? nullptr : found;
}

}  // namespace

bool may_hold_settings(std::string_view path) {
  return kind_of(path) != nullptr;
}

Settings read_settings(std::string_view path, std::string_view text) {
  const Kind* kind = kind_of(path);
  if (kind == nullptr || text.size() > most_bytes) return {};
  Settings settings = kind->read(path, text);
  if (settings.tokens.size() > most_tokens) settings.tokens.resize(most_tokens);
  return settings;
}

}  // namespace patdown
