// Package managers, as far as they are told a feed of Azure Artifacts and a token.

#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

bool is_feed(const ValueRef& url) {
  const std::string text = lower(sketch(url));
  return text.find("pkgs.dev.azure.com") != std::string::npos ||
         text.find("pkgs.visualstudio.com") != std::string::npos ||
         text.find("/_packaging/") != std::string::npos;
}

void use_feed(Machine& machine, const Node& node, const Remote& feed, const char* verb) {
  if (!feed.url || !is_feed(feed.url)) return;
  Outgoing use;
  use.kind = CallKind::feed;
  use.fixed_verb = verb;
  use.url = feed.url;
  use.node = &node;
  use.credentials =
      feed.credential ? in_token(feed.credential) : in_user_info(user_info_of(feed.url));
  send(machine, use);
}

ValueRef first_of(const std::vector<Option>& options,
                  std::initializer_list<std::string_view> names) {
  for (const Option& option : options) {
    if (std::find(names.begin(), names.end(), lower(option.name)) != names.end())
      return option.value;
  }
  return nullptr;
}

std::vector<ValueRef> positionals(const std::vector<Option>& options) {
  std::vector<ValueRef> words;
  for (const Option& option : options) {
    if (option.name.empty() && option.value) words.push_back(option.value);
  }
  return words;
}

constexpr OptionSpelling nuget_spelling = {"", "*", true};
constexpr OptionSpelling dotnet_spelling = {"nspuk", "*", false};

// nuget sources add, dotnet nuget add source: the feed is read with what is stored.
void add_source(Machine& machine, const Given& given, const std::vector<Option>& options,
                const ValueRef& url) {
  const ValueRef password = first_of(options, {"-password", "--password", "-p"});
  const ValueRef name = first_of(options, {"-name", "--name", "-n"});
  if (!url || !password) return;
  const Remote feed{url, password};
  if (name) machine.session.feeds[lower(sketch(name))] = feed;
  machine.session.feeds[lower(sketch(url))] = feed;
  use_feed(machine, *given.node, feed, "read");
}

void push_package(Machine& machine, const Given& given, const std::vector<Option>& options) {
  const ValueRef source = first_of(options, {"-source", "--source", "-s"});
  if (!source) return;
  const auto known = machine.session.feeds.find(lower(sketch(source)));
  if (known != machine.session.feeds.end()) {
    use_feed(machine, *given.node, known->second, "write");
    return;
  }
  const ValueRef key = first_of(options, {"-apikey", "--api-key", "-k"});
  use_feed(machine, *given.node, {source, key}, "write");
}

// "//pkgs.dev.azure.com/…:_password": the key of .npmrc that holds a token.
void set_npm_key(Machine& machine, const Given& given, const ValueRef& key, const ValueRef& value) {
  const std::string text = sketch(key);
  const auto end = text.find(":_");
  if (!text.starts_with("//") || end == std::string::npos) return;
  const Remote feed{text_value("https:" + text.substr(0, end)), value};
  machine.session.feeds["npm " + text.substr(0, end)] = feed;
  use_feed(machine, *given.node, feed, "read");
}

}  // namespace

ValueRef run_npm(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::string what = words.empty() ? "" : literal_prefix(words[0]);
  if (what == "publish") {
    machine.library.note_npm_publish();
    for (const auto& [name, feed] : machine.session.feeds) {
      if (name.starts_with("npm ")) use_feed(machine, *given.node, feed, "write");
    }
  }
  if (what == "config" && words.size() >= 3) {
    const std::string prefix = literal_prefix(words[2]);
    const auto equals = prefix.find('=');
    if (equals != std::string::npos) {
      set_npm_key(machine, given, text_value(prefix.substr(0, equals)),
                  without_prefix(words[2], equals + 1));
    } else if (words.size() >= 4) {
      set_npm_key(machine, given, words[2], words[3]);
    }
  }
  return hole("the output of npm");
}

ValueRef run_nuget(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::vector<Option> options = options_of(words, nuget_spelling);
  const std::vector<ValueRef> rest = positionals(options);
  const std::string what = rest.empty() ? "" : lower(literal_prefix(rest[0]));
  if (what == "sources" || what == "source") {
    add_source(machine, given, options, first_of(options, {"-source"}));
  } else if (what == "push") {
    push_package(machine, given, options);
  }
  return hole("the output of nuget");
}

ValueRef run_dotnet(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::vector<Option> options = options_of(words, dotnet_spelling);
  const std::vector<ValueRef> rest = positionals(options);
  std::string what;
  for (std::size_t k = 0; k < rest.size() && k < 3; ++k)
    what += lower(literal_prefix(rest[k])) + " ";
  if (what.starts_with("nuget add source") || what.starts_with("nuget update source")) {
    add_source(machine, given, options,
               rest.size() > 3 ? rest[3] : first_of(options, {"--source", "-s"}));
  } else if (what.starts_with("nuget push")) {
    push_package(machine, given, options);
  }
  return hole("the output of dotnet");
}

ValueRef run_pip(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {"irc",
                                              "index-url extra-index-url find-links requirement "
                                              "constraint target default-index index",
                                              false};
  for (const Option& option : options_of(words, spelling)) {
    const bool feed = option.name == "-i" || option.name == "--index" ||
                      option.name.ends_with("index-url") || option.name == "--default-index";
    if (feed && option.value) use_feed(machine, *given.node, {option.value, nullptr}, "read");
  }
  return hole("the output of pip");
}

ValueRef run_twine(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {
      "rup", "repository repository-url username password config-file", false};
  const std::vector<Option> options = options_of(words, spelling);
  ValueRef password = first_of(options, {"-p", "--password"});
  const NameTable& process = machine.memory.process;
  const ValueRef* set = process.find("TWINE_PASSWORD");
  if (!password && set != nullptr) password = *set;
  ValueRef url = first_of(options, {"--repository-url"});
  const ValueRef* set_url = process.find("TWINE_REPOSITORY_URL");
  if (!url && set_url != nullptr) url = *set_url;
  use_feed(machine, *given.node, {url, password}, "write");
  return hole("the output of twine");
}

// config.sh --auth pat --token X
ValueRef run_agent_setup(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::vector<Option> options = options_of(words, {"", "*", false});
  const ValueRef token = first_of(options, {"--token"});
  const ValueRef auth = first_of(options, {"--auth"});
  if (!token || !auth || lower(literal_prefix(auth)) != "pat") return nothing();
  Call call;
  call.kind = CallKind::agent;
  const std::vector<RequestUrl> urls =
      request_urls(first_of(options, {"--url"}) ? first_of(options, {"--url"}) : nothing());
  if (!urls.empty()) call.url = urls.front().text;
  call.own_organization = !urls.empty() && urls.front().own;
  record(machine, call, in_token(token), *given.node);
  return nothing();
}

void note_feed_variable(Machine& machine, std::string_view name, const ValueRef& value,
                        std::size_t line) {
  static constexpr std::array<std::string_view, 6> indexes = {
      "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL",
      "UV_INDEX",      "UV_DEFAULT_INDEX"};
  Node node;
  node.line = line;
  node.column = 1;
  const std::string key = upper(name);
  if (std::find(indexes.begin(), indexes.end(), key) != indexes.end()) {
    use_feed(machine, node, {value, nullptr}, "read");
  }
  if (key != "VSS_NUGET_EXTERNAL_FEED_ENDPOINTS" &&
      key != "ARTIFACTS_CREDENTIALPROVIDER_EXTERNAL_FEED_ENDPOINTS") {
    return;
  }
  const std::string text = sketch(value);
  const auto url = text.find("https://");
  if (url == std::string::npos) return;
  use_feed(machine, node,
           {text_value(text.substr(url, text.find_first_of("\"\\", url) - url)), value}, "read");
}

}  // namespace patdown::trace
