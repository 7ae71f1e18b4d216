#include "token/trace/runners.h"

#include "catch.h"
#include "traced.h"

#include <string>

namespace patdown {
namespace {

// A token that is used for sure, and given to one more step, which runs `command`.
std::string step_that_runs(const std::string& command) {
  return "on: push\njobs:\n  a:\n    steps:\n"
         "    - run: git push https://x:${P}@dev.azure.com/acme/shop/_git/shop\n"
         "      env: {P: '${{ secrets.ADO_PAT }}'}\n"
         "    - run: " +
         command +
         "\n"
         "      env: {ADO_PAT: '${{ secrets.ADO_PAT }}'}\n";
}

const std::string pushed =
    "secrets.ADO_PAT | git push https://dev.azure.com/acme/shop/_git/shop | "
    ".github/workflows/a.yml:5\n";

std::string read_by(const std::string& program) {
  return "secrets.ADO_PAT | ? " + program + " may read it as ADO_PAT | .github/workflows/a.yml:7\n";
}

struct Run {
  const char* command;
  const char* reader;  // empty if nobody is
};

const Run runs[] = {
    {"npm test", "npm"},
    {"npm run e2e", "npm"},
    {"npm --prefix web start", "npm"},
    {"npm ci", ""},
    {"npm exec -- playwright test", "playwright"},
    {"yarn", ""},
    {"yarn install --immutable", ""},
    {"yarn e2e", "yarn"},
    {"pnpm --filter web test", "pnpm"},
    {"bun run deploy", "bun"},
    {"dotnet test -c Release", "dotnet"},
    {"dotnet run --project src/App", "dotnet"},
    {"dotnet build", ""},
    {"dotnet tool install x", ""},
    {"cargo run", "cargo"},
    {"cargo build", ""},
    {"./gradlew integrationTest", "gradlew"},
    {"mvn -B verify", "mvn"},
    {"make deploy", "make"},
    {"uv run tool", "tool"},
    {"uv sync", ""},
    {"poetry run tool", "tool"},
    {"bundle exec rspec", "rspec"},
    {"semantic-release", "semantic-release"},
    {"pip install .", ""},
};

TEST_CASE("programs that run code of the repository may read what a step is given") {
  for (const Run& one : runs) {
    DYNAMIC_SECTION(one.command) {
      const std::string reader = one.reader;
      CHECK(traced({{".github/workflows/a.yml", step_that_runs(one.command)}}) ==
            pushed + (reader.empty() ? "" : read_by(reader)));
    }
  }
}

const std::string program =
    "const axios = require('axios');\n"
    "axios.get('https://dev.azure.com/acme/_apis/projects',\n"
    "          {auth: {username: '', password: process.env.ADO_PAT}});\n";

const TraceCase followed[] = {
    {"a script of package.json, its file and what stands behind its name",
     {{".github/workflows/a.yml",
       "on: push\njobs:\n  a:\n    steps:\n"
       "    - run: npm run list -- --pat ${{ secrets.ADO_LIST_PAT }}\n      working-directory: "
       "web\n"
       "    - run: yarn --cwd web push\n      env: {P: '${{ secrets.ADO_PUSH_PAT }}'}\n"},
      {"package.json", R"~({"scripts": {"list": "echo", "push": "echo"}})~"},
      {"web/package.json",
       R"~({"scripts": {"list": "node list.js", "push": "npm run push:all",
                       "push:all": "git push https://x:$P@dev.azure.com/acme/shop/_git/shop"}})~"},
      {"web/list.js",
       "const axios = require('axios');\nconst args = require('minimist')(process.argv.slice(2));\n"
       "axios.get('https://dev.azure.com/acme/_apis/projects',\n"
       "          {auth: {username: '', password: args.pat}});\n"}},
     "secrets.ADO_PUSH_PAT | git push https://dev.azure.com/acme/shop/_git/shop | "
     ".github/workflows/a.yml:7\n"
     "secrets.ADO_LIST_PAT | GET https://dev.azure.com/acme/_apis/projects | web/list.js:3\n"},
    {"scripts that run each other",
     {{".github/workflows/a.yml", step_that_runs("npm run a")},
      {"package.json",
       R"~({"scripts": {"a": "npm run b && npm run b", "b": "npm run a && tsc"}})~"}},
     pushed + read_by("tsc")},
    {"the one program that reads the variable has the step's token",
     {{".github/workflows/a.yml", step_that_runs("npm start")},
      {"package.json", R"~({"scripts": {"start": "node dist/index.js"}})~"},
      {"src/index.js", program}},
     pushed + "secrets.ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | src/index.js:2\n"},
    {"of two programs nobody knows which it is",
     {{".github/workflows/a.yml", step_that_runs("npm start")},
      {"a/package.json", "{}"},
      {"a/index.js", program},
      {"b/package.json", "{}"},
      {"b/index.js", program}},
     pushed + read_by("npm") +
         "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | a/index.js:2\n"
         "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | b/index.js:2\n"},
    {"tests may do more than what they test",
     {{".github/workflows/a.yml", step_that_runs("npm test")},
      {"package.json", R"~({"scripts": {"test": "jest"}})~"},
      {"src/index.js", program}},
     pushed + read_by("jest") +
         "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | src/index.js:2\n"},
    {"a settings file names the variable, and that is what it is for",
     {{".github/workflows/a.yml", step_that_runs("npm ci && npm test")},
      {".npmrc", "//pkgs.dev.azure.com/acme/_packaging/f/npm/registry/:_authToken=${ADO_PAT}\n"}},
     pushed + "secrets.ADO_PAT | feed read "
              "https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | .npmrc:1\n"},
    {"but a program of which nothing is known may read it too",
     {{".github/workflows/a.yml", step_that_runs("npm ci && ./deploy")},
      {".npmrc", "//pkgs.dev.azure.com/acme/_packaging/f/npm/registry/:_authToken=${ADO_PAT}\n"}},
     pushed + read_by("./deploy") +
         "secrets.ADO_PAT | feed read "
         "https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | .npmrc:1\n"},
    {"what a program is given on its command line",
     {{"x.sh",
       "curl -u :$ADO_PAT https://dev.azure.com/acme/_apis/projects\n"
       "dotnet run --project App -- --pat $ADO_PAT\n"
       "npm run deploy -- --pat $ADO_PAT\n"
       "uv run tools/x.py $ADO_PAT\n"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$ADO_PAT | ? dotnet takes it | x.sh:2\n"
     "$ADO_PAT | ? npm takes it | x.sh:3\n"
     "$ADO_PAT | ? python takes it | x.sh:4\n"},
    {"a program is found where the script went to",
     {{"x.sh", "cd tools\npython sub/x.py $ADO_PAT\n"},
      {"sub/x.py", "print('another')\n"},
      {"tools/sub/x.py",
       "import sys, requests\nrequests.get('https://dev.azure.com/acme/_apis/projects',\n"
       "             auth=('', sys.argv[1]))\n"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | tools/sub/x.py:2\n"},
    {"uv and poetry run scripts of the repository",
     {{"x.sh", "uv run --with requests x.py\npoetry run python -m tool\n"},
      {"x.py",
       "import os, requests\nrequests.get('https://dev.azure.com/acme/_apis/projects',\n"
       "             auth=('', os.environ['ADO_PAT']))\n"},
      {"tool/__main__.py",
       "import os, requests\nrequests.get('https://dev.azure.com/acme/_apis/teams',\n"
       "             auth=('', os.environ['TEAMS_PAT']))\n"}},
     "$TEAMS_PAT | GET https://dev.azure.com/acme/_apis/teams | tool/__main__.py:2\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:2\n"},
};

TEST_CASE("code of the repository that programs run is followed") {
  check(followed);
}

}  // namespace
}  // namespace patdown
