// Feeds of NuGet, Maven and Gradle.
// https://learn.microsoft.com/nuget/reference/nuget-config-file
// https://maven.apache.org/settings.html#servers
// https://docs.gradle.org/current/userguide/supported_repository_types.html

#include "core/letters.h"
#include "core/text.h"
#include "token/settings/readers.h"
#include "token/settings/xml.h"

#include <algorithm>
#include <array>

namespace patdown::settings {
namespace {

const std::string& outer_name(const std::vector<XmlElement>& all, const XmlElement& one) {
  return all[one.outer].name;
}

// NuGet writes a blank in a source's name as _x0020_.
std::string source_name(std::string_view element) {
  std::string name = lower(element);
  const std::string_view blank = "_x0020_";
  for (auto at = name.find(blank); at != std::string::npos; at = name.find(blank, at)) {
    name.replace(at, blank.size(), " ");
  }
  return name;
}

// Children of an element, by its index.
std::string child_text(const std::vector<XmlElement>& all, std::size_t outer,
                       std::string_view name) {
  for (std::size_t k = outer + 1; k < all.size(); ++k) {
    if (all[k].outer == outer && all[k].name == name) return all[k].text;
    if (all[k].outer < outer) break;
  }
  return {};
}

std::size_t child_line(const std::vector<XmlElement>& all, std::size_t outer,
                       std::string_view name) {
  for (std::size_t k = outer + 1; k < all.size(); ++k) {
    if (all[k].outer == outer && all[k].name == name) return all[k].line;
    if (all[k].outer < outer) break;
  }
  return all[outer].line;
}

}  // namespace

Settings read_nuget_config(std::string_view text) {
  Settings settings;
  const std::vector<XmlElement> all = read_xml(text);
  for (const XmlElement& one : all) {
    if (lower(one.name) != "add") continue;
    const std::string& outer = outer_name(all, one);
    if (lower(outer) == "packagesources") {
      settings.addresses.push_back(
          {"nuget", lower(attribute(one, "key")), attribute(one, "value")});
      continue;
    }
    const bool credentials = lower(outer_name(all, all[one.outer])) == "packagesourcecredentials";
    const std::string key = lower(attribute(one, "key"));
    if (!credentials || (key != "cleartextpassword" && key != "password")) continue;
    TokenSetting token;
    token.tool = "nuget";
    token.name = source_name(outer);
    token.token = with_variables(attribute(one, "value"));
    token.line = one.line;
    settings.tokens.push_back(std::move(token));
  }
  return settings;
}

Settings read_maven(std::string_view text) {
  Settings settings;
  const std::vector<XmlElement> all = read_xml(text);
  for (std::size_t k = 0; k < all.size(); ++k) {
    static constexpr std::array<std::string_view, 5> places = {
        "repository", "pluginRepository", "snapshotRepository", "mirror", "server"};
    if (std::find(places.begin(), places.end(), all[k].name) == places.end()) continue;
    const std::string id = child_text(all, k, "id");
    if (all[k].name != "server") {
      const std::string url = child_text(all, k, "url");
      if (!id.empty() && !url.empty()) settings.addresses.push_back({"maven", id, url});
      continue;
    }
    const std::string password = child_text(all, k, "password");
    if (id.empty() || password.empty()) continue;
    TokenSetting token;
    token.tool = "maven";
    token.name = id;
    token.token = with_variables(password);
    token.line = child_line(all, k, "password");
    settings.tokens.push_back(std::move(token));
  }
  return settings;
}

namespace {

// The name in `System.getenv("X")`, `providers.environmentVariable("X")`, `env.X.value`,
// "$System.env.X"; a property's name where a build passes it on the command line.
std::string gradle_variable(std::string_view value) {
  for (const std::string_view call :
       {"System.getenv(", "environmentVariable(", "System.env[", "getenv("}) {
    const auto at = value.find(call);
    if (at == std::string_view::npos) continue;
    const auto open = value.find_first_of("\"'", at);
    const auto close = open == std::string_view::npos ? open : value.find_first_of("\"'", open + 1);
    if (close == std::string_view::npos) return {};
    return "${" + std::string(value.substr(open + 1, close - open - 1)) + "}";
  }
  const auto dotted = value.find("System.env.");
  if (dotted == std::string_view::npos) return {};
  const std::string_view name = value.substr(dotted + 11);
  const auto end =
      name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
  return "${" + std::string(name.substr(0, end)) + "}";
}

// "password = x", "password x", "it.password = x", "setPassword(x)"; empty for other lines.
std::string_view gradle_password(std::string_view line) {
  line = trimmed(line);
  const auto word = lower(line).find("password");
  if (word == std::string::npos) return {};
  if (word > 0 && line[word - 1] != '.' && lower(line.substr(0, word)) != "set") return {};
  const std::string_view rest = line.substr(word + 8);
  if (rest.empty() || (rest[0] != ' ' && rest[0] != '=' && rest[0] != '(')) return {};
  const auto value = rest.find_first_not_of(" =(");
  return value == std::string_view::npos ? std::string_view() : rest.substr(value);
}

std::string quoted_url(std::string_view line) {
  const auto at = line.find("https://");
  if (at == std::string_view::npos) return {};
  return std::string(line.substr(at, line.find_first_of("\"')} \t\r", at) - at));
}

}  // namespace

// "publishing {", "publications.repositories {", "uploadArchives {", "mavenDeployer {"
bool begins_publishing(std::string_view line) {
  static constexpr std::array<std::string_view, 3> words = {"publishing", "uploadArchives",
                                                            "mavenDeployer"};
  return line.ends_with('{') && std::any_of(words.begin(), words.end(), [line](auto word) {
           return line.starts_with(word) && !is_word_letter(line[word.size()]);
         });
}

// A password belongs to the address that stands nearest before it in the same block, or behind it.
Settings read_gradle(std::string_view text) {
  Settings settings;
  std::string url;
  std::vector<std::size_t> waiting;  // passwords whose address comes later
  int depth = 0;
  int block = 0;        // the depth at which the address stands
  int publishing = -1;  // the depth outside of the block that says where to publish
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    const std::string address = quoted_url(line);
    if (!address.empty()) {
      url = address;
      block = depth;
      for (const std::size_t index : waiting) settings.tokens[index].url = address;
      waiting.clear();
    }
    if (publishing < 0 && begins_publishing(trimmed(line))) publishing = depth;
    const std::string_view password = gradle_password(line);
    if (!password.empty() && settings.tokens.size() < 1000) {
      TokenSetting token;
      token.tool = "gradle";
      token.url = url;
      token.token = gradle_variable(password);
      if (token.token.empty()) token.token = unquoted(password);
      token.line = number;
      token.publishes = publishing >= 0;
      if (url.empty()) waiting.push_back(settings.tokens.size());
      settings.tokens.push_back(std::move(token));
    }
    depth += static_cast<int>(std::count(line.begin(), line.end(), '{'));
    depth -= static_cast<int>(std::count(line.begin(), line.end(), '}'));
    if (depth <= publishing) publishing = -1;
    if (depth < block) {
      url.clear();
      waiting.clear();
    }
  });
  return settings;
}

}  // namespace patdown::settings
