#include "token/code/bash/arithmetic.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* plain;
};

const Case cases[] = {
    {"a macro",
     "A=$((\x01"
     "aa\x02\x02+1))",
     "A=$((maamm+1))"},
    {"within brackets, and more of them",
     "$(( (1+\x01"
     "aa\x02)*2 )) $((\x01"
     "ab\x02))",
     "$(( (1+maam)*2 )) $((mabm))"},
    {"a subshell's command",
     "$((git push \x01"
     "aa\x02))",
     "$((git push \x01"
     "aa\x02))"},
    {"a URL",
     "$((curl://\x01"
     "aa\x02.x))",
     "$((curl://\x01"
     "aa\x02.x))"},
    {"no end",
     "$((\x01"
     "aa\x02+1)",
     "$((\x01"
     "aa\x02+1)"},
    {"nothing else",
     "echo \x01"
     "aa\x02 $((1))",
     "echo \x01"
     "aa\x02 $((1))"},
};

TEST_CASE("marks of macros are names where a shell computes") {
  for (const Case& one : cases) {
    INFO(one.name);
    CHECK(with_plain_arithmetic(one.text) == one.plain);
  }
}

TEST_CASE("a script that computes with macros is read whole") {
  CHECK(traced({{"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: |
    MAJOR=$(($(version.MAJOR)+1))
    next=$(( $(Build.BuildId) % 5 ))
    curl -u :$(PAT) https://dev.azure.com/acme/_apis/projects
)~"}}) == "$(PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:6\n");
}

}  // namespace
}  // namespace patdown
