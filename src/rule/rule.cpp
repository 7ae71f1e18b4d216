#include "rule/rule.h"

#include "core/closest.h"
#include "core/error.h"
#include "rule/builtin.h"
#include "rule/checks.h"
#include "rule/pattern.h"
#include "rule/shape.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>

#include <yaml-cpp/yaml.h>

namespace patdown {
namespace {

constexpr std::array<std::string_view, 4> file_keys{"provider", "prefix", "reference", "rules"};
constexpr std::array<std::string_view, 21> rule_keys{
    "id",         "title",      "severity", "confidence", "anchors", "pattern", "reach",
    "check",      "near",       "path",     "entropy",    "chosen",  "risk",    "fix",
    "near_bytes", "not_secret", "not_line", "reference",  "finds",   "skips",   "check_failure"};
constexpr std::array<std::string_view, 3> example_keys{"text", "path", "why"};

// Carries the line up to parse_rules(), which knows the path.
struct Fault : Error {
  Fault(const std::string& text, int at) : Error(text), line(at) {}
  int line;  // from 0, as yaml-cpp counts
};

[[noreturn]] void fail(const YAML::Node& node, const std::string& text) {
  throw Fault(text, node.Mark().line);
}

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string text_of(const YAML::Node& node, std::string_view what) {
  if (!node.IsScalar()) fail(node, quoted(what) + " must be one text");
  return node.Scalar();
}

// A misspelt key would silently weaken a rule, so it is an error; so is one given twice.
void allow_only(const YAML::Node& node, std::span<const std::string_view> keys,
                std::string_view what) {
  if (!node.IsMap()) fail(node, std::string(what) + " must be a list of keys and values");
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const std::string key = text_of(entry.first, "a key");
    if (std::ranges::find(keys, key) == keys.end()) {
      fail(entry.first, "unknown key " + quoted(key) + did_you_mean(key, keys));
    }
    if (!seen.insert(key).second)
      fail(entry.first, "the key " + quoted(key) + " stands here twice");
  }
}

std::string optional_text(const YAML::Node& node, const char* key) {
  const YAML::Node value = node[key];
  return value ? text_of(value, key) : std::string();
}

std::string required_text(const YAML::Node& node, const char* key) {
  std::string value = optional_text(node, key);
  if (value.empty()) fail(node, "missing key " + quoted(key));
  return value;
}

template <typename Number>
Number number_of(const YAML::Node& node, const char* key, Number otherwise) {
  const YAML::Node value = node[key];
  if (!value) return otherwise;
  Number number{};
  if (!YAML::convert<Number>::decode(value, number)) fail(value, quoted(key) + " must be a number");
  return number;
}

// One text or a list of them.
std::vector<std::string> texts_of(const YAML::Node& node, const char* key) {
  std::vector<std::string> texts;
  const YAML::Node value = node[key];
  if (!value) return texts;
  if (!value.IsSequence()) return {text_of(value, key)};
  for (const YAML::Node& text : value) texts.push_back(text_of(text, key));
  return texts;
}

template <typename Value>
Value one_of(const YAML::Node& node, const char* key, Value otherwise,
             std::optional<Value> (*read)(std::string_view), std::string_view choices) {
  const YAML::Node value = node[key];
  if (!value) return otherwise;
  const std::optional<Value> read_value = read(text_of(value, key));
  if (!read_value) fail(value, quoted(key) + " must be one of " + std::string(choices));
  return *read_value;
}

std::optional<Confidence> shape_confidence_of(std::string_view name) {
  const std::optional<Confidence> confidence = confidence_of(name);
  return confidence == Confidence::proven ? std::nullopt : confidence;  // only a check proves
}

std::optional<CheckFailure> check_failure_of(std::string_view name) {
  if (name == "drop") return CheckFailure::drop;
  if (name == "demote") return CheckFailure::demote;
  return std::nullopt;
}

std::optional<bool> truth_of(std::string_view name) {
  if (name == "true") return true;
  if (name == "false") return false;
  return std::nullopt;
}

bool is_marked(std::string_view text) {
  return text.find("«") != std::string_view::npos;
}

Example example_of(const YAML::Node& node, bool to_find) {
  Example example;
  if (node.IsScalar() && to_find) {
    example.text = node.Scalar();
  } else {
    allow_only(node, example_keys, "an example");
    example = {.text = required_text(node, "text"),
               .why = to_find ? optional_text(node, "why") : required_text(node, "why"),
               .path = optional_text(node, "path")};
  }
  if (to_find && !is_marked(example.text)) fail(node, "mark the secret with « and »");
  if (!to_find && is_marked(example.text)) fail(node, "a text to skip has no secret to mark");
  return example;
}

std::vector<Example> examples_of(const YAML::Node& node, const char* key, bool to_find) {
  std::vector<Example> examples;
  const YAML::Node list = node[key];
  if (!list) return examples;
  if (!list.IsSequence()) fail(list, quoted(key) + " must be a list");
  for (const YAML::Node& entry : list) examples.push_back(example_of(entry, to_find));
  return examples;
}

bool is_id(std::string_view id) {
  return !id.empty() && !id.starts_with('-') && !id.ends_with('-') &&
         id.find("--") == std::string_view::npos && std::ranges::all_of(id, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

void check_expression(const YAML::Node& node, const std::string& key,
                      const std::string& expression) {
  if (expression.empty()) return;
  if (const std::string fault = fault_of(expression); !fault.empty()) {
    fail(node[key], quoted(key) + " is no expression that RE2 takes: " + fault);
  }
}

// `expression` of the key `key` with its pieces put in.
std::string read_pieces(const YAML::Node& node, const std::string& key,
                        const std::string& expression) {
  try {
    return with_pieces(expression);
  } catch (const Error& error) {
    fail(node[key], error.what());
  }
}

void read_pattern(const YAML::Node& node, Rule& rule) {
  rule.pattern = read_pieces(node, "pattern", required_text(node, "pattern"));
  check_expression(node, "pattern", rule.pattern);
  if (const int groups = groups_of(rule.pattern); groups > 1) {
    fail(node["pattern"], "the pattern has " + std::to_string(groups) +
                              " capture groups: put the secret in the only one, others are (?:…)");
  }
  rule.reach = number_of(node, "reach", std::size_t{0});
  if (rule.reach != 0) return;
  const std::optional<std::size_t> longest = longest_match(rule.pattern);
  if (!longest) fail(node["pattern"], "the pattern has no bound: bound it, or give a 'reach'");
  rule.reach = *longest;
  rule.in_line = stays_in_line(rule.pattern);
}

void read_conditions(const YAML::Node& node, Rule& rule) {
  rule.check = optional_text(node, "check");
  if (!rule.check.empty() && find_check(rule.check) == nullptr) {
    std::vector<std::string_view> names;
    for (const Check& check : checks()) names.push_back(check.name);
    fail(node["check"],
         "there is no check " + quoted(rule.check) + did_you_mean(rule.check, names));
  }
  rule.check_failure =
      one_of(node, "check_failure", CheckFailure::drop, check_failure_of, "drop, demote");
  rule.near = optional_text(node, "near");
  rule.near_bytes = number_of(node, "near_bytes", rule.near_bytes);
  rule.path = optional_text(node, "path");
  rule.entropy = number_of(node, "entropy", 0.0);
  rule.not_secret = texts_of(node, "not_secret");
  rule.not_line = texts_of(node, "not_line");
  check_expression(node, "near", rule.near);
  check_expression(node, "path", rule.path);
  for (const std::string& expression : rule.not_secret) {
    check_expression(node, "not_secret", expression);
  }
  for (const std::string& expression : rule.not_line)
    check_expression(node, "not_line", expression);
}

void read_anchors(const YAML::Node& node, Rule& rule) {
  rule.anchors = texts_of(node, "anchors");
  if (rule.anchors.empty()) fail(node, "missing key 'anchors'");
  for (std::string& anchor : rule.anchors) {
    anchor = read_pieces(node, "anchors", anchor);
    if (anchor.empty()) fail(node["anchors"], "an anchor is empty");
    if (anchor.find("\\b") != std::string::npos) {
      fail(node["anchors"], "an anchor takes no \\b: it only says where to look");
    }
  }
}

// What a file says of all its rules.
struct FileHead {
  std::string provider;
  std::string prefix;  // other than the provider, of ids that are older than the file
  std::string reference;
};

bool begins_with_word(const std::string& id, const std::string& word) {
  return !word.empty() && (id + "-").starts_with(word + "-");
}

Rule rule_of(const YAML::Node& node, const FileHead& head) {
  allow_only(node, rule_keys, "a rule");
  Rule rule;
  rule.id = required_text(node, "id");
  rule.title = required_text(node, "title");
  rule.provider = head.provider;
  if (!is_id(rule.id) ||
      (!begins_with_word(rule.id, head.provider) && !begins_with_word(rule.id, head.prefix))) {
    fail(node["id"],
         "the id must be lower-case words joined by '-' that begin with the provider, " +
             quoted(head.provider + "-…"));
  }
  rule.reference = optional_text(node, "reference");
  if (rule.reference.empty()) rule.reference = head.reference;
  rule.severity =
      one_of(node, "severity", Severity::high, severity_of, "critical, high, medium, low, info");
  rule.confidence =
      one_of(node, "confidence", Confidence::likely, shape_confidence_of, "likely, possible");
  rule.chosen = one_of(node, "chosen", false, truth_of, "true, false");
  rule.risk = optional_text(node, "risk");
  rule.fix = optional_text(node, "fix");
  read_anchors(node, rule);
  read_pattern(node, rule);
  read_conditions(node, rule);
  rule.finds = examples_of(node, "finds", true);
  rule.skips = examples_of(node, "skips", false);
  return rule;
}

std::vector<Rule> rules_of(const YAML::Node& file) {
  allow_only(file, file_keys, "a rule file");
  const FileHead head{.provider = required_text(file, "provider"),
                      .prefix = optional_text(file, "prefix"),
                      .reference = optional_text(file, "reference")};
  if (!is_id(head.provider))
    fail(file["provider"], "the provider must be lower-case words joined by '-'");
  const YAML::Node list = file["rules"];
  if (!list || !list.IsSequence()) fail(list ? list : file, "'rules' must be a list of rules");
  std::vector<Rule> rules;
  for (const YAML::Node& node : list) rules.push_back(rule_of(node, head));
  return rules;
}

}  // namespace

std::vector<Rule> parse_rules(std::string_view yaml, std::string_view path) {
  const auto error_at = [path](int line, const std::string& text) {
    return Error(std::string(path) + ":" + std::to_string(line + 1) + ": " + text);
  };
  try {
    return rules_of(YAML::Load(std::string(yaml)));
  } catch (const Fault& fault) {
    throw error_at(fault.line, fault.what());
  } catch (const YAML::Exception& exception) {
    throw error_at(exception.mark.line, exception.msg);
  }
}

std::vector<Rule> parse_builtin_rules() {
  std::vector<Rule> all;
  for (const BuiltinFile& file : builtin_files()) {
    if (!file.path.starts_with("secrets/") || !file.path.ends_with(".yaml")) continue;
    for (Rule& rule : parse_rules(file.text, file.path)) all.push_back(std::move(rule));
  }
  return all;
}

}  // namespace patdown
