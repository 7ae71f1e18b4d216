#include "token/requirement.h"

#include "catch.h"
#include "token/scope_list.h"
#include "token/table.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace patdown {
namespace {

const Catalog& catalog() {
  return Catalog::azure_devops();
}

using Needs = std::vector<std::vector<ScopeSet>>;

// Calls apart by ';', alternatives by blanks, "a+b" for both at once.
Needs parse_needs(std::string_view text) {
  Needs needs;
  for (const auto call : split_words(text, ';')) needs.push_back(parse_alternatives(call));
  return needs;
}

struct Case {
  const char* name;
  const char* needs;
  const char* minimal;
};

const Case cases[] = {
    {"no call at all", "", ""},
    {"one call", "vso.work_write", "vso.work_write"},
    {"writing covers reading", "vso.code; vso.code_write", "vso.code_write"},
    {"two families", "vso.code; vso.build", "vso.build vso.code"},
    {"an alternative that is needed anyway",
     "vso.build_execute vso.pipelineresources_manage; vso.build_execute", "vso.build_execute"},
    {"what every code scope implies", "vso.profile vso.project; vso.code", "vso.code"},
    {"the smaller closure of two", "vso.code_write vso.threads_full", "vso.threads_full"},
    {"fewer scopes before a smaller closure", "vso.code; vso.code_write vso.threads_full",
     "vso.code_write"},
    {"both at once", "vso.build+vso.serviceendpoint; vso.build_execute",
     "vso.build_execute vso.serviceendpoint"},
    {"a scope that can be chosen before one that cannot", "vso.hooks_write vso.code", "vso.code"},
    {"no weaker cover of two that both hold", "vso.agentpools; vso.environment_manage vso.graph",
     "vso.environment_manage"},
};

TEST_CASE("least_scopes covers every call with the least") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Requirement found = least_scopes(catalog(), parse_needs(c.needs));
      std::vector<std::string> minimal;
      for (const auto name : split_words(c.minimal)) minimal.emplace_back(name);
      CHECK(found.minimal == minimal);
      CHECK(found.exact);
    }
  }
}

bool covers(const std::vector<std::string>& names, const Needs& needs) {
  const auto held = catalog().closure(names);
  return std::all_of(needs.begin(), needs.end(), [&](const auto& alternatives) {
    return std::any_of(alternatives.begin(), alternatives.end(), [&](const ScopeSet& set) {
      return std::all_of(set.begin(), set.end(), [&](const std::string& name) {
        return std::find(held.begin(), held.end(), name) != held.end();
      });
    });
  });
}

struct Choice {
  std::vector<std::string> names;
  std::vector<std::string> closure;
};

// How the documentation ranks sets, written as plainly as it reads.
bool better(const Choice& a, const Choice& b) {
  if (a.names.size() != b.names.size()) return a.names.size() < b.names.size();
  if (a.closure.size() != b.closure.size()) return a.closure.size() < b.closure.size();
  const auto high = [](const Choice& choice) {
    return std::count_if(choice.names.begin(), choice.names.end(),
                         [](const auto& name) { return catalog().scope(name)->high_privilege; });
  };
  if (high(a) != high(b)) return high(a) < high(b);
  return a.names < b.names;
}

// Every subset of `pool`, tried one by one.
std::vector<std::string> brute_force(const std::vector<std::string>& pool, const Needs& needs) {
  std::vector<Choice> covering;
  for (std::size_t mask = 0; mask < (std::size_t{1} << pool.size()); ++mask) {
    Choice choice;
    for (std::size_t i = 0; i < pool.size(); ++i) {
      if ((mask >> i & 1U) != 0) choice.names.push_back(pool[i]);
    }
    std::sort(choice.names.begin(), choice.names.end());
    if (!covers(choice.names, needs)) continue;
    choice.closure = catalog().closure(choice.names);
    covering.push_back(choice);
  }
  const Choice* best = nullptr;
  for (const Choice& choice : covering) {
    const bool weaker_one = std::any_of(covering.begin(), covering.end(), [&](const Choice& other) {
      return other.closure.size() < choice.closure.size() &&
             std::includes(choice.closure.begin(), choice.closure.end(), other.closure.begin(),
                           other.closure.end());
    });
    if (!weaker_one && (best == nullptr || better(choice, *best))) best = &choice;
  }
  return best == nullptr ? std::vector<std::string>{} : best->names;
}

TEST_CASE("least_scopes agrees with trying every set") {
  std::vector<std::string> selectable;
  for (const Scope& scope : catalog().scopes()) {
    if (scope.selectable && scope.name != "app_token") selectable.push_back(scope.name);
  }
  REQUIRE(selectable.size() > 50);
  std::mt19937 random(20260131);
  for (int round = 0; round < 150; ++round) {
    // Eight scopes next to each other in the alphabet: relatives, mostly.
    const std::size_t begin = random() % (selectable.size() - 8);
    const std::vector<std::string> pool(
        selectable.begin() + static_cast<std::ptrdiff_t>(begin),
        selectable.begin() + static_cast<std::ptrdiff_t>(begin) + 8);
    Needs needs(1 + random() % 5);
    for (auto& alternatives : needs) {
      alternatives.resize(1 + random() % 3);
      for (ScopeSet& set : alternatives) {
        set = {pool[random() % 8]};
        if (random() % 4 == 0) set.push_back(pool[random() % 8]);
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
      }
    }
    INFO("round " << round);
    CHECK(least_scopes(catalog(), needs).minimal == brute_force(pool, needs));
  }
}

TEST_CASE("least_scopes says so when it gave up") {
  // 40 calls of four unrelated alternatives each, in ever new combinations.
  std::vector<std::string> names;
  for (const Scope& scope : catalog().scopes()) {
    if (scope.selectable && scope.implies.empty()) names.push_back(scope.name);
  }
  Needs needs;
  std::mt19937 random(7);
  for (int i = 0; i < 40; ++i) {
    std::vector<ScopeSet> alternatives(4);
    for (ScopeSet& set : alternatives) set = {names[random() % names.size()]};
    needs.push_back(alternatives);
  }
  const Requirement found = least_scopes(catalog(), needs);
  CHECK(covers(found.minimal, needs));
  CHECK_FALSE(found.exact);
}

}  // namespace
}  // namespace patdown
