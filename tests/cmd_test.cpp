#include "token/code/bash/cmd.h"

#include "catch.h"
#include "traced.h"

#include <string>

namespace patdown {
namespace {

struct Line {
  const char* cmd;
  const char* bash;
};

const Line lines[] = {
    {"@echo off", "echo off"},
    {"set PAT=%1", R"(PAT="${1}")"},
    {"@set \"Url=https://x/%Org%\"\ncurl %URL%", "Url=\"https://x/${Org}\"\ncurl ${Url}"},
    {"set /p ANSWER=Go on? ", ":"},
    {"rem curl %PAT%\n:: more\n:label", ":\n# :: more\n# :label"},
    {"curl -u :%PAT% ^\r\n  https://x", "curl -u :${PAT} \\\nhttps://x"},
    {R"(call tools\push.bat %* && exit /b 0)", "tools/push.bat $@ && exit /b 0"},
    {R"(if "%1"=="" goto usage)", ":"},
    {"if not exist x.txt curl https://x", "curl https://x"},
    {"if /i %A% EQU 1 (\n  git push\n) else (\n  git pull\n)", "\ngit push\n\ngit pull\n"},
    {"for %%i in (a b) do curl https://x/%%i", "curl https://x/${i}"},
    {R"("%~dp0bin\x.exe" !PAT! 50%)", R"("$(dirname "$0")/bin/x.exe" ${PAT} 50)"},
    {R"~(curl -d "{\"a\":1}" it's $5 (x))~", R"~(curl -d "{\"a\":1}" it\'s \$5 \(x\))~"},
    {"git add . & git push", "git add . ; git push"},
};

TEST_CASE("cmd reads as Bash") {
  for (const Line& line : lines) {
    DYNAMIC_SECTION(line.cmd) {
      CHECK(cmd_as_bash(line.cmd) == line.bash);
    }
  }
}

TEST_CASE("a line of cmd may begin with as many words as it likes") {
  std::string line;
  for (int k = 0; k < 200'000; ++k) line += "call ";
  CHECK(cmd_as_bash(line + "git push").ends_with("git push"));
}

const TraceCase files[] = {
    {"a script for cmd by itself",
     {{"queue.bat",
       "@echo off\nset pat=%1\ncurl -X POST -u :%PAT% https://dev.azure.com/acme/p/_apis/build/"
       "builds\n"}},
     "$pat | POST https://dev.azure.com/acme/p/_apis/build/builds | queue.bat:3\n"},
    {"the agent's setup",
     {{"setup.cmd",
       ".\\config.cmd --unattended --url https://dev.azure.com/acme --auth pat ^\n"
       "  --token %AZP_TOKEN%\n"}},
     "$AZP_TOKEN | agent https://dev.azure.com/acme | setup.cmd:1\n"},
    {"steps that run one",
     {{"azure-pipelines.yml",
       "pool: {vmImage: windows-latest}\nsteps:\n- checkout: self\n"
       "  persistCredentials: true\n- script: push.bat\n"
       "- task: BatchScript@1\n  inputs:\n    filename: eng\\list.cmd\n"
       "    arguments: $(LIST_PAT)\n"},
      {"push.bat", "git push origin HEAD:main\n"},
      {"eng/list.cmd", "curl -u :%~1 https://dev.azure.com/acme/_apis/projects\n"}},
     "$(LIST_PAT) | GET https://dev.azure.com/acme/_apis/projects | eng/list.cmd:1\n"
     "$(System.AccessToken) | git push https://dev.azure.com/{}/{}/_git/{} | push.bat:1 own\n"},
};

TEST_CASE("tokens in scripts for cmd") {
  check(files);
}

}  // namespace
}  // namespace patdown
