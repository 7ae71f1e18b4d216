#include "report/config.h"

#include "core/closest.h"
#include "core/day.h"
#include "core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <set>

#include <yaml-cpp/yaml.h>

namespace patdown {
namespace {

using Keys = std::span<const std::string_view>;

constexpr std::array<std::string_view, 6> top_keys = {"rules",    "paths",  "allow",
                                                      "severity", "limits", "tokens"};
constexpr std::array<std::string_view, 2> rule_keys = {"disable", "enable"};
constexpr std::array<std::string_view, 1> path_keys = {"exclude"};
constexpr std::array<std::string_view, 4> allow_keys = {"fingerprint", "reason", "expires", "path"};
constexpr std::array<std::string_view, 5> token_keys = {"name", "aliases", "scopes", "expires",
                                                        "reason"};
constexpr std::array<std::string_view, 2> limit_keys = {"lifetime", "rotation"};
constexpr std::array<std::string_view, 5> severity_names = {"info", "low", "medium", "high",
                                                            "critical"};
constexpr std::size_t fingerprint_digits = 32;
constexpr std::size_t most_days = 36'500;

bool is_date(std::string_view text) {
  return text.size() == 10 && day_number(text);
}

std::size_t line_of(const YAML::Node& node) {
  return node.Mark().line < 0 ? 0 : static_cast<std::size_t>(node.Mark().line) + 1;
}

class ConfigReader {
 public:
  ConfigReader(std::string_view path, std::span<const std::string> known_rules)
      : path_(path), known_rules_(known_rules.begin(), known_rules.end()) {}

  Config read(const YAML::Node& root) {
    Config config;
    config.path = path_;
    if (root.IsNull()) return config;
    each_key(root, top_keys, "the configuration",
             [&](const std::string& key, const YAML::Node& value) {
               if (key == "rules") read_rules(value, config);
               if (key == "paths") read_paths(value, config);
               if (key == "allow") read_allows(value, config);
               if (key == "severity") config.least = severity(value);
               if (key == "limits") read_limits(value, config);
               if (key == "tokens") read_tokens(value, config);
             });
    return config;
  }

 private:
  [[noreturn]] void fail(const YAML::Node& node, const std::string& what) const {
    throw Error(path_ + ":" + std::to_string(line_of(node)) + ": " + what);
  }

  void each_key(
      const YAML::Node& map, Keys known, const std::string& what,
      const std::function<void(const std::string& key, const YAML::Node& value)>& visit) const {
    if (!map.IsMap()) fail(map, what + " must be a mapping");
    std::set<std::string> seen;
    for (const auto& entry : map) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (std::ranges::find(known, key) == known.end()) {
        fail(entry.first, "unknown key '" + key + "'" + did_you_mean(key, known));
      }
      if (!seen.insert(key).second) fail(entry.first, "'" + key + "' is given twice");
      visit(key, entry.second);
    }
  }

  std::string text(const YAML::Node& node, const std::string& key) const {
    if (!node.IsScalar() || node.Scalar().find_first_not_of(" \t\r\n") == std::string::npos) {
      fail(node, "'" + key + "' must be a text that is not empty");
    }
    return node.Scalar();
  }

  std::vector<std::string> texts(const YAML::Node& node, const std::string& key) const {
    if (!node.IsSequence()) fail(node, "'" + key + "' must be a list");
    std::vector<std::string> all;
    for (const YAML::Node& item : node) all.push_back(text(item, key));
    return all;
  }

  std::string date(const YAML::Node& node, const std::string& key) const {
    std::string day = text(node, key);
    if (!is_date(day)) fail(node, "'" + key + "' must be a day, YYYY-MM-DD");
    return day;
  }

  Severity severity(const YAML::Node& node) const {
    const std::string name = text(node, "severity");
    const std::optional<Severity> least = severity_of(name);
    if (!least) {
      fail(node, "unknown severity '" + name + "'" + did_you_mean(name, severity_names));
    }
    return *least;
  }

  std::string glob(const YAML::Node& node, const std::string& key) const {
    std::string pattern = text(node, key);
    if (pattern.front() == '!') {
      fail(node, "'" + key + "' takes no exceptions ('!'): name what to leave out");
    }
    return pattern;
  }

  std::vector<std::string> rule_ids(const YAML::Node& node, const std::string& key) const {
    std::vector<std::string> ids = texts(node, key);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (known_rules_.empty() || std::ranges::find(known_rules_, ids[i]) != known_rules_.end()) {
        continue;
      }
      fail(node[i], "unknown rule '" + ids[i] + "'" + did_you_mean(ids[i], known_rules_));
    }
    return ids;
  }

  void read_rules(const YAML::Node& node, Config& config) const {
    bool only = false;
    each_key(node, rule_keys, "'rules'", [&](const std::string& key, const YAML::Node& value) {
      if (key == "disable") config.disabled_rules = rule_ids(value, key);
      if (key == "enable") config.enabled_rules = rule_ids(value, key);
      only = only || key == "enable";
    });
    const auto active = [&](const auto& id) { return rule_is_active(config, id); };
    const bool none = only ? std::ranges::none_of(config.enabled_rules, active)
                           : !known_rules_.empty() && std::ranges::none_of(known_rules_, active);
    if (none) fail(node, "no rule is active: a scan without rules would look clean");
  }

  void read_paths(const YAML::Node& node, Config& config) const {
    each_key(node, path_keys, "'paths'", [&](const std::string& key, const YAML::Node& value) {
      if (!value.IsSequence()) fail(value, "'" + key + "' must be a list");
      for (const YAML::Node& item : value) config.excluded_paths.push_back(glob(item, key));
    });
  }

  void read_allows(const YAML::Node& node, Config& config) const {
    if (!node.IsSequence()) fail(node, "'allow' must be a list");
    for (const YAML::Node& item : node) {
      AllowEntry allow;
      allow.line = line_of(item);
      each_key(item, allow_keys, "an allow", [&](const std::string& key, const YAML::Node& value) {
        if (key == "fingerprint") allow.fingerprint = fingerprint(value);
        if (key == "reason") allow.reason = text(value, key);
        if (key == "expires") allow.expires = date(value, key);
        if (key == "path") allow.path = glob(value, key);
      });
      if (allow.fingerprint.empty()) fail(item, "an allow needs a 'fingerprint'");
      if (allow.reason.empty()) fail(item, "an allow needs a 'reason'");
      config.allows.push_back(std::move(allow));
    }
  }

  std::string fingerprint(const YAML::Node& node) const {
    std::string hex = text(node, "fingerprint");
    if (hex.size() != fingerprint_digits ||
        hex.find_first_not_of("0123456789abcdef") != std::string::npos) {
      fail(node, "a fingerprint has 32 digits 0-9a-f; the report shows it with each finding");
    }
    return hex;
  }

  std::size_t days(const YAML::Node& node, const std::string& key) const {
    const std::string number = text(node, key);
    std::size_t value = 0;
    const char* const end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, value);
    if (error != std::errc() || stop != end || value == 0 || value > most_days) {
      fail(node, "'" + key + "' must be a number of days, from 1 to " + std::to_string(most_days));
    }
    return value;
  }

  void read_limits(const YAML::Node& node, Config& config) const {
    each_key(node, limit_keys, "'limits'", [&](const std::string& key, const YAML::Node& value) {
      if (key == "lifetime") config.limits.lifetime_days = days(value, key);
      if (key == "rotation") config.limits.rotation_days = days(value, key);
    });
  }

  void read_tokens(const YAML::Node& node, Config& config) const {
    if (!node.IsSequence()) fail(node, "'tokens' must be a list");
    for (const YAML::Node& item : node) {
      DeclaredGrant token;
      std::vector<std::string> aliases;
      each_key(item, token_keys, "a token", [&](const std::string& key, const YAML::Node& value) {
        if (key == "name") token.names.push_back(text(value, key));
        if (key == "aliases") aliases = texts(value, key);
        if (key == "scopes") token.grant.scopes = texts(value, key);
        if (key == "expires") token.grant.valid_to = date(value, key);
        if (key == "reason") text(value, key);
      });
      if (token.names.empty()) fail(item, "a token needs a 'name'");
      // With aliases alone it only says that they are one token; an inventory says what it holds.
      if (token.grant.scopes.empty() && aliases.empty()) {
        fail(item, "a token needs 'scopes'; app_token is full access");
      }
      token.names.insert(token.names.end(), aliases.begin(), aliases.end());
      token.grant.from = "config";
      token.grant.path = path_;
      token.grant.line = line_of(item);
      config.tokens.push_back(std::move(token));
    }
  }

  std::string path_;
  std::vector<std::string_view> known_rules_;
};

}  // namespace

Config parse_config(std::string_view yaml, std::string_view path,
                    std::span<const std::string> known_rules) {
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(std::string(yaml));
    if (documents.size() > 1) throw Error(std::string(path) + ": more than one YAML document");
    ConfigReader reader(path, known_rules);
    return reader.read(documents.empty() ? YAML::Node() : documents.front());
  } catch (const YAML::Exception& error) {
    throw Error(std::string(path) + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
  }
}

bool rule_is_active(const Config& config, std::string_view id) {
  const auto lists = [&](const std::vector<std::string>& ids) {
    return std::ranges::find(ids, id) != ids.end();
  };
  return !lists(config.disabled_rules) &&
         (config.enabled_rules.empty() || lists(config.enabled_rules));
}

std::vector<Skip> expired_allows(const Config& config, std::string_view today) {
  std::vector<Skip> expired;
  for (const AllowEntry& allow : config.allows) {
    if (allow.expires.empty() || allow.expires >= today) continue;
    expired.push_back({.what = "expired allow",
                       .why = config.path + ":" + std::to_string(allow.line) +
                              ": no longer holds since " + allow.expires + " (" + allow.reason +
                              ")"});
  }
  return expired;
}

}  // namespace patdown
