// Steps of many pipelines that differ in plain words: whether one is run again or not, the uses are
// those that each pipeline has by itself.

#include "catch.h"
#include "traced.h"

#include <algorithm>
#include <set>

namespace patdown {
namespace {

struct WordsCase {
  const char* name;
  const char* steps;  // of the template that both pipelines use
  std::vector<std::string> first;
  std::vector<std::string> second;  // of variables `a` and `b`
  std::string uses;                 // one a line
};

std::string pipeline_with(const std::vector<std::string>& words) {
  return "variables:\n  a: " + words[0] + "\n  b: " + words[1] +
         "\nsteps:\n  - template: steps.yml\n";
}

std::string text_of(const std::set<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string lines_of(const Tree& tree, const std::vector<Pipeline>& pipelines) {
  std::set<std::string> lines;
  for (const TokenUse& use : traced_in(tree, pipelines).uses) lines.insert(shown(use));
  return text_of(lines);
}

// Of each pipeline alone; without what a script that it does not run says of itself.
std::string alone(const Tree& tree, const std::vector<Pipeline>& pipelines) {
  std::set<std::string> lines;
  for (const Pipeline& pipeline : pipelines) {
    for (const TokenUse& use : traced_in(tree, {pipeline}).uses) {
      if (!use.credential.id.starts_with("env:")) lines.insert(shown(use));
    }
  }
  return text_of(lines);
}

// Without what is not known: of a token that is certain elsewhere more is told.
std::string known_of(const std::string& lines) {
  std::string known;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at) + 1;
    const std::string line = lines.substr(at, end - at);
    if (line.find("| ? ") == std::string::npos) known += line;
    at = end;
  }
  return known;
}

const WordsCase words_cases[] = {
    {"a folder that decides nothing",
     R"~(steps:
  - bash: |
      cd "$(a)"
      curl -u ":$(PAT)" https://dev.azure.com/x/_apis/projects
)~",
     {"modules/one", "x"},
     {"modules/two", "x"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/projects | steps.yml:4\n"},
    {"a part of the URL",
     R"~(steps:
  - bash: curl -u ":$(PAT)" "https://dev.azure.com/x/_apis/$(a)/builds"
)~",
     {"build", "x"},
     {"pipelines", "x"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/build/builds | steps.yml:2\n"
     "$(PAT) | GET https://dev.azure.com/x/_apis/pipelines/builds | steps.yml:2\n"},
    {"a condition",
     R"~(steps:
  - bash: |
      if [ "$(a)" = prod ]; then
        curl -u ":$(PAT)" https://dev.azure.com/x/_apis/projects
      fi
)~",
     {"dev", "x"},
     {"prod", "x"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/projects | steps.yml:4\n"},
    {"a script of that name",
     R"~(steps:
  - bash: ./$(a)/send.sh
    env:
      ADO_PAT: $(PAT)
)~",
     {"one", "x"},
     {"two", "x"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/projects | two/send.sh:2\n"},
    {"a command",
     R"~(steps:
  - bash: $(a) devops project list
    env:
      AZURE_DEVOPS_EXT_PAT: $(PAT)
)~",
     {"true", "x"},
     {"az", "x"},
     "$(PAT) | az devops project list | steps.yml:2 own\n"},
    {"the name of a variable for the next step",
     R"~(steps:
  - bash: echo "##vso[task.setvariable variable=$(a)]$(PAT)"
  - bash: curl -u ":$(feed)" https://dev.azure.com/x/_apis/projects
)~",
     {"other", "x"},
     {"feed", "x"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/projects | steps.yml:3\n"
     "$(feed) | GET https://dev.azure.com/x/_apis/projects | steps.yml:3\n"},
    {"a word that the next step makes use of",
     R"~(steps:
  - bash: echo "##vso[task.setvariable variable=area]$(a)"
  - bash: ls "$(b)"
  - bash: curl -u ":$(PAT)" "https://dev.azure.com/x/_apis/$(area)/builds"
)~",
     {"build", "x"},
     {"pipelines", "x"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/build/builds | steps.yml:4\n"
     "$(PAT) | GET https://dev.azure.com/x/_apis/pipelines/builds | steps.yml:4\n"},
    {"a word that the next step does not need",
     R"~(steps:
  - bash: echo "##vso[task.setvariable variable=folder]modules/$(a)"
  - bash: |
      ls "$(folder)" "$(b)"
      curl -u ":$(PAT)" https://dev.azure.com/x/_apis/projects
  - bash: curl -u ":$(PAT)" "https://dev.azure.com/x/_apis/build/builds/$(a)"
)~",
     {"one", "x"},
     {"two", "y"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/build/builds/one | steps.yml:6\n"
     "$(PAT) | GET https://dev.azure.com/x/_apis/build/builds/two | steps.yml:6\n"
     "$(PAT) | GET https://dev.azure.com/x/_apis/projects | steps.yml:5\n"},
    {"a script that an earlier step names",
     R"~(steps:
  - bash: echo "##vso[task.setvariable variable=folder]$(a)"
  - bash: ls "$(b)"
  - bash: ./$(folder)/send.sh
    env:
      ADO_PAT: $(PAT)
)~",
     {"one", "x"},
     {"two", "x"},
     "$(PAT) | GET https://dev.azure.com/x/_apis/projects | two/send.sh:2\n"},
};

TEST_CASE("a step that differs in words is run again where they may decide something") {
  for (const WordsCase& c : words_cases) {
    DYNAMIC_SECTION(c.name) {
      MemoryTree tree({{"steps.yml", c.steps},
                       {"azure-pipelines.1.yml", pipeline_with(c.first)},
                       {"azure-pipelines.2.yml", pipeline_with(c.second)},
                       {"azure-pipelines.3.yml", pipeline_with(c.first)}});
      if (std::string(c.steps).find("send.sh") != std::string::npos) {
        tree.add("one/send.sh", "#!/bin/bash\necho azure devops\n");
        tree.add("two/send.sh",
                 "#!/bin/bash\ncurl -u \":$ADO_PAT\" https://dev.azure.com/x/_apis/projects\n");
      }
      const std::vector<Pipeline> pipelines = read_pipelines(tree);
      REQUIRE(pipelines.size() == 3);
      CHECK(lines_of(tree, pipelines) == c.uses);
      CHECK(alone(tree, pipelines) == c.uses);
      // So many that they are rehearsed; the one that differs comes last.
      std::vector<Pipeline> many = {pipelines[0]};
      for (int k = 0; k < 8; ++k) {
        const std::string path = "azure-pipelines.more" + std::to_string(k) + ".yml";
        tree.add(path, pipeline_with({c.first[0] + std::to_string(k), c.first[1]}));
      }
      for (const Pipeline& pipeline : read_pipelines(tree)) {
        if (pipeline.path.find("more") != std::string::npos) many.push_back(pipeline);
      }
      REQUIRE(many.size() == 9);
      many.push_back(pipelines[1]);
      CHECK(known_of(lines_of(tree, many)) == known_of(alone(tree, many)));
    }
  }
}

}  // namespace
}  // namespace patdown
