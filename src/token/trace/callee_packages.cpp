// Package managers of Python and Ruby that keep a feed's token in settings of their own.

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace patdown::trace {
namespace {

// The words of a command that are no options; the first of them say what is done.
std::vector<ValueRef> operands_of(const ProgramWords& words, std::string_view letters,
                                  std::string_view longs) {
  std::vector<ValueRef> operands;
  for (const Option& option : options_of(words, {letters, longs, false})) {
    if (option.name.empty() && option.value) operands.push_back(option.value);
  }
  return operands;
}

ValueRef option_of(const ProgramWords& words, const OptionSpelling& spelling,
                   std::initializer_list<std::string_view> names) {
  for (const Option& option : options_of(words, spelling)) {
    if (std::find(names.begin(), names.end(), option.name) != names.end()) return option.value;
  }
  return nullptr;
}

// "az" of "http-basic.az"; empty if the key is another.
std::string named_behind(std::string_view key, std::string_view begin) {
  return key.starts_with(begin) ? lower(key.substr(begin.size())) : std::string();
}

// poetry config http-basic.NAME USER TOKEN: for the source of that name.
void configure_poetry(Machine& machine, const Given& given, const std::vector<ValueRef>& operands) {
  const std::string key = sketch(operands[1]);
  const std::string address = named_behind(key, "repositories.");
  if (!address.empty() && operands.size() > 2) {
    std::string name = address.substr(0, address.find(".url"));
    machine.session.feeds["poetry " + name].url = operands[2];
    return;
  }
  std::string name = named_behind(key, "http-basic.");
  if (name.empty()) name = named_behind(key, "pypi-token.");
  if (name.empty() || operands.size() < 3) return;
  Remote& feed = machine.session.feeds["poetry " + name];
  feed.credential = operands.back();
  if (!feed.url) feed.url = python_source(machine, name);
  if (feed.url) use_feed(machine, *given.node, feed, "read");
}

void publish_by_poetry(Machine& machine, const Given& given, const ProgramWords& words) {
  publish_by_variables(machine, *given.node, "POETRY_HTTP_BASIC_");
  static constexpr OptionSpelling spelling = {
      "rup", "repository username password dist-dir cert client-cert", false};
  const ValueRef name = option_of(words, spelling, {"-r", "--repository"});
  if (!name) return;
  const auto known = machine.session.feeds.find("poetry " + lower(sketch(name)));
  Remote feed = known == machine.session.feeds.end() ? Remote() : known->second;
  if (const ValueRef given_here = option_of(words, spelling, {"-p", "--password"}))
    feed.credential = given_here;
  if (!feed.url) feed.url = python_source(machine, lower(sketch(name)));
  if (feed.url && feed.credential) use_feed(machine, *given.node, feed, "write");
}

// "x:$PAT"
ValueRef behind_colon(const ValueRef& value) {
  const std::string prefix = literal_prefix(value);
  const auto colon = prefix.find(':');
  return colon == std::string::npos ? value : without_prefix(value, colon + 1);
}

}  // namespace

// https://python-poetry.org/docs/repositories/
ValueRef run_poetry(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::vector<ValueRef> operands = operands_of(words, "rupCP",
                                                     "repository username password "
                                                     "directory project priority");
  const std::string what = operands.empty() ? "" : literal_prefix(operands[0]);
  if (what == "config" && operands.size() > 1) {
    configure_poetry(machine, given, operands);
  } else if (what == "source" && operands.size() > 3 && literal_prefix(operands[1]) == "add") {
    machine.session.feeds["poetry " + lower(sketch(operands[2]))].url = operands[3];
  } else if (what == "publish") {
    publish_by_poetry(machine, given, words);
  }
  return hole("the output of poetry");
}

// bundle config [set] [--local] HOST USER:TOKEN
// https://bundler.io/man/bundle-config.1.html#CREDENTIALS-FOR-GEM-SOURCES
ValueRef run_bundle(Machine& machine, const Given& given, const ProgramWords& words) {
  std::vector<ValueRef> operands = operands_of(words, "", "");
  if (operands.size() < 3 || literal_prefix(operands[0]) != "config")
    return hole("the output of bundle");
  const std::size_t at = literal_prefix(operands[1]) == "set" ? 2 : 1;
  if (operands.size() < at + 2) return hole("the output of bundle");
  const std::string host = literal_prefix(operands[at]);
  const ValueRef url = host.find("://") == std::string::npos
                           ? join({text_value("https://"), operands[at], text_value("/")})
                           : operands[at];
  use_feed(machine, *given.node, {url, behind_colon(operands[at + 1])}, "read");
  return hole("the output of bundle");
}

// gem sources --add https://x:TOKEN@…, gem push x.gem --host https://x:TOKEN@…
ValueRef run_gem(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {"askp", "add source host key", false};
  const bool pushes = !words.empty() && literal_prefix(words[0]) == "push";
  const ValueRef url = option_of(words, spelling, {"-a", "--add", "-s", "--source", "--host"});
  if (url) use_feed(machine, *given.node, {url, nullptr}, pushes ? "write" : "read");
  return hole("the output of gem");
}

}  // namespace patdown::trace
