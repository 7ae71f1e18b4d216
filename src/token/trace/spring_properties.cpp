#include "token/trace/spring_properties.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/name_words.h"
#include "token/trace/library.h"
#include "token/trace/sources.h"

#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

constexpr std::size_t max_references = 4;  // settings that stand for settings
constexpr std::size_t max_yaml_levels = 16;

std::string_view unquoted(std::string_view text) {
  const bool quoted =
      text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.front() == text.back();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// "azure-devops.personalAccessToken" and "azure_devops.personal-access-token" are one key.
std::string relaxed(std::string_view key) {
  std::string plain;
  for (const char c : lower(key)) {
    if (c != '-' && c != '_') plain += c;
  }
  return plain;
}

// "${KEY}" or "${KEY:default}" as KEY; empty if it is something else, or more.
std::string_view referred(std::string_view text) {
  if (!text.starts_with("${") || !text.ends_with('}') ||
      text.find("${", 2) != std::string_view::npos)
    return {};
  return text.substr(2, text.find_first_of(":}", 2) - 2);
}

// `key: value` lines by what they are indented below.
class YamlKeys {
 public:
  // The whole key that the line is about.
  std::string of(std::string_view line, std::string_view name) {
    const std::size_t indent = line.find_first_not_of(' ');
    while (!above_.empty() && above_.back().first >= indent) above_.pop_back();
    std::string whole = above_.empty() ? "" : above_.back().second + ".";
    whole += name;
    if (above_.size() < max_yaml_levels) above_.emplace_back(indent, whole);
    return whole;
  }
  void restart() { above_.clear(); }

 private:
  std::vector<std::pair<std::size_t, std::string>> above_;
};

// Where the module's properties lie: beside the sources that ask.
std::string resources_of(std::string_view path) {
  const auto at = path.find("src/main/");
  const bool begins = at != std::string_view::npos && (at == 0 || path[at - 1] == '/');
  return begins ? std::string(path.substr(0, at)) + "src/main/resources/" : std::string();
}

std::string property_of(const Machine& machine, std::string_view key) {
  const std::string folder = resources_of(machine.unit->path);
  if (folder.empty()) return {};
  for (const std::string_view name :
       {"application.properties", "application.yml", "application.yaml"}) {
    const auto text = machine.library.text(folder + std::string(name));
    if (!text) continue;
    std::string value = property_in(*text, !name.ends_with("properties"), key);
    if (!value.empty()) return value;
  }
  return {};
}

}  // namespace

std::string property_in(std::string_view text, bool yaml, std::string_view key) {
  const std::string wanted = relaxed(key);
  YamlKeys keys;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::string_view said = trimmed(line);
    if (said.empty() || said[0] == '#' || said[0] == '!' || said[0] == '-') {
      if (said.starts_with("---")) keys.restart();
      continue;
    }
    const auto mark = yaml ? said.find(':') : said.find_first_of("=:");
    if (mark == std::string_view::npos) continue;
    const std::string_view name = unquoted(trimmed(said.substr(0, mark)));
    const std::string whole = yaml ? keys.of(line, name) : std::string(name);
    if (relaxed(whole) != wanted) continue;
    const std::string_view value = unquoted(trimmed(said.substr(mark + 1)));
    if (!value.empty()) return std::string(value);
  }
  return {};
}

// "https://dev.azure.com/${ado.org}" with a hole for each reference; null if it is no URL.
static ValueRef url_written(std::string_view value) {
  if (!value.starts_with("https://") && !value.starts_with("http://")) return nullptr;
  std::vector<ValueRef> parts;
  while (!value.empty()) {
    const auto begin = value.find("${");
    parts.push_back(text_value(std::string(value.substr(0, begin))));
    if (begin == std::string_view::npos) break;
    parts.push_back(hole("a setting"));
    const auto end = value.find('}', begin);
    value.remove_prefix(end == std::string_view::npos ? value.size() : end + 1);
  }
  return join(std::move(parts));
}

ValueRef property_value(Machine& machine, std::string_view reference, std::size_t line) {
  std::string key(referred(reference));
  for (std::size_t k = 0; k < max_references && !key.empty() && !is_variable_name(key); ++k) {
    const std::string value = property_of(machine, key);
    if (ValueRef url = url_written(value)) return url;
    key = std::string(referred(value));
  }
  return is_variable_name(key) ? environment_value(machine, key, line) : nullptr;
}

}  // namespace patdown::trace
