#include "token/trace/variable_groups.h"

#include "core/letters.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::string_view prefix = "azure-pipelines:";

using Groups = std::set<std::string>;

// "azure-pipelines:pat@a+b": its name, and a, b.
std::pair<std::string, Groups> parts_of(const std::string& id) {
  const auto at = id.find('@');
  Groups groups;
  if (at == std::string::npos) return {id, groups};
  std::string_view rest = std::string_view(id).substr(at + 1);
  while (!rest.empty()) {
    const auto plus = rest.find('+');
    groups.emplace(rest.substr(0, plus));
    rest.remove_prefix(plus == std::string_view::npos ? rest.size() : plus + 1);
  }
  return {id.substr(0, at), groups};
}

bool share(const Groups& left, const Groups& right) {
  return std::any_of(left.begin(), left.end(),
                     [&right](const std::string& group) { return right.contains(group); });
}

// Adds what is connected with it.
void connect(std::vector<Groups>& classes, Groups groups) {
  for (auto known = classes.begin(); known != classes.end();) {
    if (!share(*known, groups)) {
      ++known;
      continue;
    }
    groups.merge(*known);
    known = classes.erase(known);
  }
  classes.push_back(std::move(groups));
}

std::string listed(const Groups& groups) {
  std::string text;
  for (const std::string& group : groups) text.append(text.empty() ? "" : "+").append(group);
  return text;
}

}  // namespace

std::string id_in_groups(std::string_view name, const std::vector<std::string>& groups) {
  std::string id(prefix);
  id += name;
  Groups known;
  for (const std::string& group : groups) {
    // A group whose name is put together may be any.
    if (group.find_first_of("$\x01") != std::string::npos) return id;
    known.insert(lower(group));
  }
  return known.empty() ? id : id + "@" + listed(known);
}

void settle_groups(const std::vector<TokenUse*>& uses) {
  std::map<std::string, std::vector<Groups>> classes;  // by the id without groups
  std::set<std::string> open;                          // of which one is in no group
  for (const TokenUse* use : uses) {
    if (!use->credential.id.starts_with(prefix)) continue;
    auto [name, groups] = parts_of(use->credential.id);
    if (groups.empty()) open.insert(name);
    connect(classes[name], std::move(groups));
  }
  for (TokenUse* use : uses) {
    Credential& credential = use->credential;
    if (!credential.id.starts_with(prefix)) continue;
    const auto [name, groups] = parts_of(credential.id);
    credential.id = name;
    const std::vector<Groups>& all = classes[name];
    if (all.size() < 2 || open.contains(name)) continue;
    const auto own = std::find_if(all.begin(), all.end(), [&groups = groups](const Groups& one) {
      return share(one, groups);
    });
    const std::string where = "@" + listed(*own);
    credential.id += where;
    // "$(PAT@release)", as .patdown.yml may name it.
    const bool bracket = credential.name.ends_with(')');
    credential.name.insert(credential.name.size() - (bracket ? 1 : 0), where);
  }
}

}  // namespace patdown::trace
