// Package managers, as far as they are told a feed of Azure Artifacts and a token.

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/credential.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <algorithm>

namespace patdown::trace {
namespace {

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
  const std::string name = source ? lower(sketch(source)) : "nuget default";
  machine.library.note_publishing("nuget " + name);
  const auto known = machine.session.feeds.find(name);
  if (known != machine.session.feeds.end() && known->second.credential) {
    use_feed(machine, *given.node, known->second, "write");
    return;
  }
  if (!source) return;
  // The feed takes any key; who pushes is whom the credential provider names.
  const ValueRef key = first_of(options, {"-apikey", "--api-key", "-k"});
  const bool token = key && !in_token(key).empty();
  use_feed(machine, *given.node, {source, token ? key : provided_token(machine)}, "write");
}

void set_npm_key(Machine& machine, const Given& given, const ValueRef& key, const ValueRef& value) {
  note_npm_token(machine, *given.node, sketch(key), value);
}

// "${PAT}": npm puts in what the environment says when it runs.
ValueRef with_variable(Machine& machine, const ValueRef& value, std::size_t line) {
  std::string text = literal(value).value_or("");
  if (text.starts_with('\\')) text.erase(0, 1);
  if (!text.starts_with("${") || !text.ends_with('}')) return value;
  return environment_value(machine, text.substr(2, text.size() - 3), line);
}

}  // namespace

// "//pkgs.dev.azure.com/…:_password": the key of .npmrc that holds a token.
void note_npm_token(Machine& machine, const Node& node, const std::string& key,
                    const ValueRef& value) {
  const auto end = key.find(":_");
  if (!key.starts_with("//") || end == std::string::npos) return;
  const Remote feed{text_value("https:" + key.substr(0, end)),
                    with_variable(machine, value, node.line)};
  machine.session.feeds["npm " + key.substr(0, end)] = feed;
  use_feed(machine, node, feed, "read");
}

ValueRef run_npm(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::string what = words.empty() ? "" : literal_prefix(words[0]);
  const bool nested = what == "npm" && words.size() > 1 && literal_prefix(words[1]) == "publish";
  if (what == "publish" || nested) {
    machine.library.note_publishing("npm");
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

// uv publish --publish-url URL --token TOKEN; or its variables.
static void publish_by_uv(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {"tup", "publish-url token username password index",
                                              false};
  const std::vector<Option> options = options_of(words, spelling);
  const auto chosen = [&](std::initializer_list<std::string_view> names, std::string_view first,
                          std::string_view second) {
    ValueRef value = first_of(options, names);
    for (const std::string_view name : {first, second}) {
      const ValueRef* set = machine.memory.process.find(std::string(name));
      if (!value && set != nullptr) value = *set;
    }
    return value;
  };
  ValueRef url = chosen({"--publish-url"}, "UV_PUBLISH_URL", "UV_PUBLISH_URL");
  const ValueRef index = first_of(options, {"--index"});
  if (!url && index) url = python_source(machine, lower(sketch(index)));
  publish_by_variables(machine, *given.node, "UV_INDEX_");
  const ValueRef token =
      chosen({"--token", "-t", "--password", "-p"}, "UV_PUBLISH_TOKEN", "UV_PUBLISH_PASSWORD");
  if (url) use_feed(machine, *given.node, {url, token}, "write");
}

ValueRef run_pip(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {"irc",
                                              "index-url extra-index-url find-links requirement "
                                              "constraint target default-index index",
                                              false};
  const std::vector<Option> options = options_of(words, spelling);
  const std::vector<ValueRef> rest = positionals(options);
  if (!rest.empty() && given.callee == "uv" && literal_prefix(rest[0]) == "publish") {
    publish_by_uv(machine, given, words);
  }
  if (rest.size() > 3 && literal_prefix(rest[0]) == "config" && literal_prefix(rest[1]) == "set") {
    use_feed(machine, *given.node, {rest[3], nullptr}, "read");
  }
  for (const Option& option : options) {
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
  const ValueRef name = first_of(options, {"-r", "--repository"});
  if (name) machine.library.note_publishing("pypi " + lower(sketch(name)));
  use_feed(machine, *given.node, {url, password}, "write");
  return hole("the output of twine");
}

}  // namespace patdown::trace
