// Settings of Python's package tools, of Cargo, git and .netrc: lines, and sections of keys.

#include "core/letters.h"
#include "core/text.h"
#include "token/settings/readers.h"

namespace patdown::settings {
namespace {

// "[a.b]" is a.b; empty for other lines.
std::string_view section_in(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with('[')) return {};
  while (line.starts_with('[')) line.remove_prefix(1);
  return trimmed(line.substr(0, line.find(']')));
}

struct Key {
  std::string name;  // lower case
  std::string_view value;
};

Key key_in(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('#') || line.starts_with(';')) return {};
  const auto equals = line.find_first_of("=:");
  if (equals == std::string_view::npos) return {};
  return {lower(trimmed(line.substr(0, equals))), unquoted(line.substr(equals + 1))};
}

// Every URL with a user in the line is a feed that is read.
void add_urls(std::string_view line, std::size_t number, const char* tool, Settings& settings) {
  for (auto at = line.find("https://"); at != std::string_view::npos;
       at = line.find("https://", at + 8)) {
    const std::string_view url = line.substr(at, line.find_first_of(" \t\r\"',", at) - at);
    const std::string_view user = token_in_url(url);
    if (user.empty()) continue;
    TokenSetting token;
    token.tool = tool;
    token.url = without_user(url);
    token.token = with_variables(user);
    token.line = number;
    settings.tokens.push_back(std::move(token));
  }
}

// Sections with an address and a password each.
struct Sections {
  const char* tool;
  std::string_view address;  // keys, lower case
  std::string_view password;
};

Settings read_sections(std::string_view text, const Sections& kind) {
  Settings settings;
  std::string section;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    const std::string_view begun = section_in(line);
    if (!begun.empty()) {
      section = lower(begun);
      return;
    }
    const Key key = key_in(line);
    if (key.name == kind.address)
      settings.addresses.push_back({kind.tool, section, std::string(key.value)});
    if (key.name != kind.password) return;
    TokenSetting token;
    token.tool = kind.tool;
    token.name = section;
    token.token = with_variables(key.value);
    token.line = number;
    settings.tokens.push_back(std::move(token));
  });
  return settings;
}

}  // namespace

Settings read_pip(std::string_view text) {
  Settings settings;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    if (!trimmed(line).starts_with('#')) add_urls(line, number, "pip", settings);
  });
  return settings;
}

Settings read_pypirc(std::string_view text) {
  return read_sections(text, {"pypi", "repository", "password"});
}

namespace {

// "x" of `{ index = "x", … }`; empty if there is none.
std::string index_in(std::string_view table) {
  const auto key = table.starts_with('{') ? table.find("index") : std::string_view::npos;
  const auto open = key == std::string_view::npos ? key : table.find('"', key);
  const auto close = open == std::string_view::npos ? open : table.find('"', open + 1);
  if (close == std::string_view::npos) return {};
  return std::string(table.substr(open + 1, close - open - 1));
}

// `x = { index = "…" }` below [registries]
void add_inline_registries(std::string_view text, Settings& settings) {
  bool inside = false;
  for_each_line(text, [&](std::string_view line, std::size_t) {
    const std::string_view begun = section_in(line);
    if (!begun.empty()) {
      inside = lower(begun) == "registries";
      return;
    }
    const auto equals = line.find('=');
    if (!inside || equals == std::string_view::npos) return;
    std::string index = index_in(trimmed(line.substr(equals + 1)));
    if (index.empty()) return;
    std::string name = "registries.";
    name.append(lower(unquoted(trimmed(line.substr(0, equals)))));
    settings.addresses.push_back({"cargo", std::move(name), std::move(index)});
  });
}

}  // namespace

// registries.X.index is "sparse+https://…"; the token may be "Basic …".
Settings read_cargo(std::string_view text) {
  Settings settings = read_sections(text, {"cargo", "index", "token"});
  add_inline_registries(text, settings);
  for (FeedAddress& address : settings.addresses) {
    if (address.url.starts_with("sparse+")) address.url.erase(0, 7);
  }
  return settings;
}

// machine dev.azure.com login x password …
Settings read_netrc(std::string_view text) {
  Settings settings;
  std::string machine;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    std::string before;
    while (!line.empty()) {
      line = line.substr(std::min(line.size(), line.find_first_not_of(" \t\r")));
      const std::string word(line.substr(0, line.find_first_of(" \t\r")));
      line.remove_prefix(word.size());
      if (before == "machine") machine = word;
      if (before == "password" && !machine.empty()) {
        TokenSetting token;
        token.kind = SettingKind::other;
        token.url = "https://" + machine + "/";
        token.token = with_variables(word);
        token.why = "whatever reads .netrc takes it";
        token.line = number;
        settings.tokens.push_back(std::move(token));
      }
      before = word;
    }
  });
  return settings;
}

Settings read_git(std::string_view text) {
  Settings settings;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    const auto at = line.find("https://");
    if (at == std::string_view::npos) return;
    const std::string_view url = line.substr(at, line.find_first_of(" \t\r\"'", at) - at);
    const std::string_view user = token_in_url(url);
    if (user.empty()) return;
    TokenSetting token;
    token.kind = SettingKind::git;
    token.url = without_user(url);
    token.token = with_variables(user);
    token.line = number;
    settings.tokens.push_back(std::move(token));
  });
  return settings;
}

}  // namespace patdown::settings
