#include "core/letters.h"
#include "core/text.h"
#include "token/settings/setting.h"
#include "token/trace/emit.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/setup_actions.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace patdown::trace {
namespace {

// https://github.com/microsoft/artifacts-credprovider#environment-variables
constexpr std::array<std::string_view, 4> provider_variables = {
    "VSS_NUGET_EXTERNAL_FEED_ENDPOINTS", "ARTIFACTS_CREDENTIALPROVIDER_EXTERNAL_FEED_ENDPOINTS",
    "VSS_NUGET_ACCESSTOKEN", "ARTIFACTS_CREDENTIALPROVIDER_ACCESSTOKEN"};
constexpr std::string_view any_feed = "https://pkgs.dev.azure.com/{}/_packaging/{}";

// Variables whose value is the address of a feed, its token included.
constexpr std::array<std::string_view, 6> addresses = {"PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL",
                                                       "UV_INDEX_URL",  "UV_EXTRA_INDEX_URL",
                                                       "UV_INDEX",      "UV_DEFAULT_INDEX"};

// Variables that name a feed between two words and hold its token.
struct NamedFeed {
  std::string_view before;
  std::string_view behind;
  std::string_view tool;
};
constexpr std::array<NamedFeed, 4> named_feeds = {{
    {"POETRY_HTTP_BASIC_", "_PASSWORD", "python"},
    {"UV_INDEX_", "_PASSWORD", "python"},
    {"NUGETPACKAGESOURCECREDENTIALS_", "", "nuget"},
    {"CARGO_REGISTRIES_", "_TOKEN", "cargo"},
}};

// "my-feed" is MY_FEED in a variable.
std::string as_variable(std::string_view name) {
  std::string text = upper(name);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '-' || c == '.' || c == ' '; }, '_');
  return text;
}

// `name = "x"` and `url = "y"` of one section.
std::string python_feed(std::string_view text, std::string_view wanted) {
  std::string name;
  std::string url;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with('[')) {
      name.clear();
      url.clear();
    }
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = trimmed(line.substr(0, equals));
    std::string_view value = trimmed(line.substr(equals + 1));
    if (value.size() >= 2) value = value.substr(1, value.size() - 2);
    if (key == "name") name = as_variable(value);
    if (key == "url") url = value;
    if (name == wanted && !url.empty()) return url;
  }
  return {};
}

std::string url_of(const Machine& machine, std::string_view tool, std::string_view wanted) {
  static constexpr std::array<std::string_view, 5> files = {
      "pyproject.toml", "NuGet.config", "nuget.config", "NuGet.Config", ".cargo/config.toml"};
  for (const std::string_view path : files) {
    const auto text = machine.library.text(path);
    if (!text) continue;
    if (tool == "python" && path == "pyproject.toml") return python_feed(*text, wanted);
    for (const FeedAddress& address : read_settings(path, *text).addresses) {
      std::string name = address.name;
      if (name.starts_with("registries.")) name.erase(0, 11);
      if (address.tool == tool && as_variable(name) == wanted) return address.url;
    }
  }
  return {};
}

// The address of the feed that CARGO_REGISTRIES_X_TOKEN and its like hold the token of.
std::string url_of_variable(const Machine& machine, std::string_view key) {
  for (const NamedFeed& one : named_feeds) {
    if (!key.starts_with(one.before) || !key.ends_with(one.behind)) continue;
    if (key.size() <= one.before.size() + one.behind.size()) continue;
    const std::string_view wanted =
        key.substr(one.before.size(), key.size() - one.before.size() - one.behind.size());
    if (std::string url = url_of(machine, one.tool, wanted); !url.empty()) return url;
  }
  return {};
}

bool is_feed(const ValueRef& url) {
  const std::string text = lower(sketch(url));
  return text.find("pkgs.dev.azure.com") != std::string::npos ||
         text.find("pkgs.visualstudio.com") != std::string::npos ||
         text.find("/_packaging/") != std::string::npos;
}

// An address that is not known may be a feed's: then the use counts beside sure ones.
bool may_be_feed(const ValueRef& url) {
  return url && (is_feed(url) || sketch(url).starts_with("{}"));
}

}  // namespace

void use_feed(Machine& machine, const Node& node, const Remote& feed, const char* verb) {
  if (!may_be_feed(feed.url)) return;
  Outgoing use;
  use.kind = CallKind::feed;
  use.fixed_verb = verb;
  use.url = feed.url;
  use.node = &node;
  use.credentials =
      feed.credential ? in_token(feed.credential) : in_user_info(user_info_of(feed.url));
  send(machine, use);
}

ValueRef python_source(const Machine& machine, std::string_view name) {
  std::string url = url_of(machine, "python", as_variable(name));
  return url.empty() ? nullptr : text_value(std::move(url));
}

ValueRef provided_token(const Machine& machine) {
  for (const std::string_view name : provider_variables) {
    if (const ValueRef* set = machine.memory.process.find(std::string(name))) return *set;
  }
  return nullptr;
}

void publish_by_variables(Machine& machine, const Node& node, std::string_view begin) {
  const NameTable process = machine.memory.process;
  for (const auto& [name, value] : process.all()) {
    if (!name.starts_with(begin) || !holds_source(value)) continue;
    const std::string url = url_of_variable(machine, name);
    if (!url.empty()) use_feed(machine, node, {text_value(url), value}, "write");
  }
}

void note_handed_variable(Machine& machine, const std::string& name, const ValueRef& value,
                          std::size_t line) {
  constexpr std::size_t heaviest = 256;
  if (value->weight > heaviest || !holds_source(value)) return;
  for (FoundCredential& found : in_token(value)) {
    std::string note = found.credential.name;
    note.append(" is given as ").append(name);
    found.trace.push_back(step_at(machine, line, std::move(note)));
    machine.library.note_handed(name, {std::move(found), machine.in_pipeline});
  }
}

void note_feed_variable(Machine& machine, std::string_view name, const ValueRef& value,
                        std::size_t line) {
  Node node;
  node.line = line;
  node.column = 1;
  const std::string key = upper(name);
  note_handed_variable(machine, key, value, line);
  if (std::find(addresses.begin(), addresses.end(), key) != addresses.end()) {
    use_feed(machine, node, {value, nullptr}, "read");
  }
  if (key == "NODE_AUTH_TOKEN") use_set_up_registry(machine, value, line);
  const std::string url = url_of_variable(machine, key);
  if (!url.empty()) use_feed(machine, node, {text_value(url), value}, "read");
  const auto* const provider = std::find(provider_variables.begin(), provider_variables.end(), key);
  if (provider == provider_variables.end()) return;
  const std::string text = sketch(value);
  const auto at = text.find("https://");
  const std::string address = at == std::string::npos
                                  ? std::string(any_feed)
                                  : text.substr(at, text.find_first_of("\"\\", at) - at);
  use_feed(machine, node, {text_value(address), value}, "read");
}

}  // namespace patdown::trace
