#include "token/trace/tool_tasks.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase tasks[] = {
    {"Gradle@3 publishes where `publishing` says, whatever gives the variable",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- task: CmdLine@1
  inputs:
    filename: echo
    arguments: '##vso[task.setvariable variable=FEED_TOKEN]$(System.AccessToken)'
- task: Gradle@3
  inputs: {tasks: 'app:publish'}
)~"},
      {"build.gradle", R"~(
repositories {
  maven {
    url 'https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1'
    credentials {
      username 'x'
      password System.getenv("FEED_TOKEN")
    }
  }
}
)~"}},
     "$(System.AccessToken) | feed read https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "build.gradle:7\n"
     "$(System.AccessToken) | feed write https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "build.gradle:7\n"},
    {"a variable of a build that its settings name is for them, another is not",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- task: Maven@4
  inputs: {goals: package}
  env: {FEED_TOKEN: $(FEED_PAT), OTHER: $(FEED_PAT)}
)~"},
      {"settings.xml",
       "<settings><servers><server><id>f</id><password>${env.FEED_TOKEN}</password></server>"
       "</servers></settings>\n"},
      {"pom.xml",
       "<project><repositories><repository><id>f</id>"
       "<url>https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1</url></repository>"
       "</repositories></project>\n"}},
     "$(FEED_PAT) | ? mvn may read it as OTHER | azure-pipelines.yml:3\n"
     "$(FEED_PAT) | feed read https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "settings.xml:1\n"},
    {"custom commands of npm, dotnet and nuget",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- task: Npm@1
  inputs: {command: custom, customCommand: 'run send -- --pat $(ADO_SEND_PAT)'}
- task: DotNetCoreCLI@2
  inputs:
    command: custom
    custom: nuget
    arguments: >-
      push a.nupkg --api-key $(ADO_PUSH_PAT)
      --source https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json
)~"},
      {"package.json", R"~({"scripts": {"send": "node send.js"}})~"},
      {"send.js",
       "const axios = require('axios');\nconst args = require('minimist')(process.argv.slice(2));\n"
       "axios.post('https://dev.azure.com/acme/shop/_apis/build/builds', {},\n"
       "           {auth: {username: '', password: args.pat}});\n"}},
     "$(ADO_PUSH_PAT) | feed write "
     "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | azure-pipelines.yml:8\n"
     "$(ADO_SEND_PAT) | POST https://dev.azure.com/acme/shop/_apis/build/builds | send.js:3\n"},
};

TEST_CASE("tasks that run a program with the words that they are given") {
  check(tasks);
}

}  // namespace
}  // namespace patdown
