#include "token/trace/variable_groups.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

std::pair<std::string, std::string> pipeline(const std::string& path, const std::string& groups,
                                             const std::string& route) {
  return {path, "trigger: none\nvariables:\n" + groups +
                    "- name: x\n  value: y\nsteps:\n- bash: curl -u \":$(PAT)\" "
                    "https://dev.azure.com/acme/shop/_apis/" +
                    route + "\n"};
}

const TraceCase cases[] = {
    {"one group, one token",
     {pipeline("a.yml", "- group: release\n", "build/builds"),
      pipeline("b.yml", "- group: Release\n", "wit/workitems/7")},
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/build/builds | a.yml:7\n"
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | b.yml:7\n"},
    {"two groups, two tokens",
     {pipeline("a.yml", "- group: release\n", "build/builds"),
      pipeline("b.yml", "- group: review\n", "wit/workitems/7")},
     "$(PAT@release) | GET https://dev.azure.com/acme/shop/_apis/build/builds | a.yml:7\n"
     "$(PAT@review) | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | "
     "b.yml:7\n"},
    {"a pipeline with both connects them",
     {pipeline("a.yml", "- group: release\n", "build/builds"),
      pipeline("b.yml", "- group: review\n", "wit/workitems/7"),
      pipeline("c.yml", "- group: review\n- group: release\n", "git/repositories")},
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/build/builds | a.yml:7\n"
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | b.yml:7\n"
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/git/repositories | c.yml:8\n"},
    {"a pipeline without a group may mean any of them",
     {pipeline("a.yml", "- group: release\n", "build/builds"),
      pipeline("b.yml", "- group: review\n", "wit/workitems/7"),
      pipeline("c.yml", "", "git/repositories")},
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/build/builds | a.yml:7\n"
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | b.yml:7\n"
     "$(PAT) | GET https://dev.azure.com/acme/shop/_apis/git/repositories | c.yml:6\n"},
    {"a template's step counts for both",
     {{"a.yml", "trigger: none\nvariables:\n- group: release\nsteps:\n- template: t.yml\n"},
      {"b.yml", "trigger: none\nvariables:\n- group: review\nsteps:\n- template: t.yml\n"},
      {"t.yml",
       "steps:\n- bash: curl -u \":$(PAT)\" https://dev.azure.com/acme/shop/_apis/build/builds\n"}},
     "$(PAT@release) | GET https://dev.azure.com/acme/shop/_apis/build/builds | t.yml:2\n"
     "$(PAT@review) | GET https://dev.azure.com/acme/shop/_apis/build/builds | "
     "t.yml:2\n"},
};

TEST_CASE("variables of different groups are different tokens") {
  check(cases);
}

TEST_CASE("a group whose name is not known may be any") {
  CHECK(trace::id_in_groups("pat", {"B", "a"}) == "azure-pipelines:pat@a+b");
  CHECK(trace::id_in_groups("pat", {}) == "azure-pipelines:pat");
  CHECK(trace::id_in_groups("pat", {"a", "${{ parameters.group }}"}) == "azure-pipelines:pat");
}

}  // namespace
}  // namespace patdown
