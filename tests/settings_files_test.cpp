#include "token/trace/settings_files.h"

#include "catch.h"
#include "token/settings/setting.h"
#include "token/settings/xml.h"
#include "traced.h"

#include <string>

namespace patdown {
namespace {

const std::string steps_with_token = R"~(trigger: none
steps:
- bash: echo
  env: {FEED_TOKEN: $(FEED_PAT)}
)~";

const TraceCase feeds[] = {
    {".npmrc, a variable that nobody gives",
     {{".npmrc",
       "//pkgs.dev.azure.com/acme/_packaging/f/npm/registry/:_password=${FEED_TOKEN}\n"
       "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".npmrc:1\n"},
    {".npmrc, a variable of a step, and something publishes",
     {{".npmrc", "//pkgs.dev.azure.com/acme/_packaging/f/npm/registry/:_authToken=${FEED_TOKEN}\n"},
      {"azure-pipelines.yml", steps_with_token},
      {"package.json", R"~({"scripts": {"release": "lerna publish from-git"}})~"}},
     "$(FEED_PAT) | feed read https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".npmrc:1\n"
     "$(FEED_PAT) | feed write https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".npmrc:1\n"},
    {".npmrc, the job's own token",
     {{".npmrc", "//pkgs.dev.azure.com/acme/_packaging/f/npm/registry/:_authToken=${T}\n"},
      {"azure-pipelines.yml",
       "trigger: none\nsteps:\n- bash: npm ci\n  env: {T: $(System.AccessToken)}\n"}},
     "$(System.AccessToken) | feed read "
     "https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | .npmrc:1\n"},
    {".yarnrc.yml",
     {{".yarnrc.yml", R"~(npmScopes:
  acme:
    npmRegistryServer: https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/
    npmAuthToken: "${FEED_TOKEN:-none}"
npmRegistries:
  //pkgs.dev.azure.com/acme/_packaging/g/npm/registry:
    npmAuthIdent: "user:${OTHER_TOKEN}"
)~"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".yarnrc.yml:4\n"
     "$OTHER_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/g/npm/registry | "
     ".yarnrc.yml:7\n"},
    {"NuGet.config, and a push to a source that it names",
     {{"NuGet.config", R"~(<?xml version="1.0"?>
<configuration>
  <packageSources>
    <clear />
    <add key="My Feed" value="https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json" />
    <add key="public" value="https://api.nuget.org/v3/index.json" />
  </packageSources>
  <packageSourceCredentials>
    <My_x0020_Feed>
      <add key="Username" value="x" />
      <add key="ClearTextPassword" value="%FEED_TOKEN%" />
    </My_x0020_Feed>
    <public><add key="ClearTextPassword" value="%NUGET_KEY%" /></public>
  </packageSourceCredentials>
</configuration>
)~"},
      {"push.sh", "dotnet nuget push a.nupkg --source 'My Feed' --api-key az\n"}},
     "$FEED_TOKEN | feed read "
     "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | NuGet.config:11\n"
     "$FEED_TOKEN | feed write "
     "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | NuGet.config:11\n"},
    {"Maven: the server in one file, its address in another",
     {{"settings.xml", R"~(<settings><servers>
  <server><id>f</id><username>acme</username>
    <password>${env.FEED_TOKEN}</password></server>
  <server><id>other</id><password>${env.X}</password></server>
</servers></settings>
)~"},
      {"pom.xml", R"~(<project><repositories>
<repository><id>f</id><url>https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1</url></repository>
<repository><id>other</id><url>https://repo.acme.example/m</url></repository>
</repositories></project>)~"},
      {"release.sh", "./mvnw -B deploy -s settings.xml\n"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "settings.xml:3\n"
     "$FEED_TOKEN | feed write https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "settings.xml:3\n"},
    {"Gradle, in Groovy and in Kotlin",
     {{"build.gradle", R"~(repositories {
  maven {
    url 'https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1'
    credentials {
      username "acme"
      password System.getenv("FEED_TOKEN")
    }
  }
  maven { url 'https://repo.acme.example/m'
    credentials { username "x"
      password System.getenv("X") } }
}
)~"},
      {"settings.gradle.kts", R"~(maven {
  credentials {
    username = "acme"
    password = providers.environmentVariable("OTHER_TOKEN").get()
  }
  url = uri("https://pkgs.dev.azure.com/acme/_packaging/g/maven/v1")
}
)~"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "build.gradle:6\n"
     "$OTHER_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/g/maven/v1 | "
     "settings.gradle.kts:4\n"},
    {"pip's requirements, .pypirc and Cargo",
     {{"requirements.txt",
       "--extra-index-url "
       "https://x:${FEED_TOKEN}@pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/\n"
       "# https://x:${OLD}@pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/\nrequests\n"},
      {".pypirc",
       "[f]\nrepository: https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload\n"
       "username: x\npassword: $FEED_TOKEN\n"},
      {"up.sh", "twine upload -r f --config-file .pypirc dist/*\n"},
      {".cargo/config.toml",
       "[registries.f]\nindex = "
       "\"sparse+https://pkgs.dev.azure.com/acme/_packaging/f/Cargo/index/\"\n"
       "token = \"Basic ${FEED_TOKEN}\"\n"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/Cargo/index/ | "
     ".cargo/config.toml:3\n"
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload | "
     ".pypirc:4\n"
     "$FEED_TOKEN | feed write https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload | "
     ".pypirc:4\n"
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | "
     "requirements.txt:1\n"},
    {"variables that package tools read",
     {{"pyproject.toml",
       "[[tool.poetry.source]]\nname = \"my-feed\"\n"
       "url = \"https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/\"\n"},
      {"x.sh",
       R"~(export UV_EXTRA_INDEX_URL="https://x:$FEED_TOKEN@pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/"
export POETRY_HTTP_BASIC_MY_FEED_PASSWORD="$FEED_TOKEN"
export VSS_NUGET_ACCESSTOKEN="$FEED_TOKEN"
dotnet nuget push a.nupkg --source https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json --api-key az
pip config set global.index-url "https://x:$FEED_TOKEN@pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/"
)~"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | "
     "x.sh:1\n"
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | "
     "x.sh:2\n"
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/{}/_packaging/{} | x.sh:3\n"
     "$FEED_TOKEN | feed write "
     "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | x.sh:4\n"
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | "
     "x.sh:5\n"},
};

TEST_CASE("feeds of settings files") {
  check(feeds);
}

const TraceCase others[] = {
    {"git's files and .netrc",
     {{".gitmodules",
       "[submodule \"a\"]\n\tpath = a\n"
       "\turl = https://${GIT_PAT}@dev.azure.com/acme/shop/_git/a\n"
       "[submodule \"b\"]\n\turl = https://x:${GH}@github.com/a/b\n"},
      {"home/_netrc",
       "machine dev.azure.com login x password ${GIT_PAT}\n"
       "machine github.com\nlogin x\npassword ${GH}\n"}},
     "$GIT_PAT | git fetch https://dev.azure.com/acme/shop/_git/a | .gitmodules:3\n"
     "$GIT_PAT | ? whatever reads .netrc takes it | home/_netrc:1\n"},
    {"agents in containers",
     {{"compose.yml", R"~(services:
  agent:
    image: agent
    environment:
      AZP_URL: https://dev.azure.com/acme
      AZP_TOKEN: ${AGENT_PAT}
  other:
    environment: ["AZP_URL=https://dev.azure.com/acme", "AZP_TOKEN=${OTHER_PAT}"]
)~"},
      {"k8s/agent.yaml", R"~(kind: Deployment
spec:
  template:
    spec:
      containers:
      - env:
        - {name: AZP_URL, value: "https://dev.azure.com/acme"}
        - name: AZP_TOKEN
          valueFrom: {secretKeyRef: {name: azp, key: token}}
)~"},
      {"run.sh", R"~(docker run -e AZP_URL=https://dev.azure.com/acme -e AZP_TOKEN="$RUN_PAT" agent
docker run -e TOKEN="$RUN_PAT" tool
./config.sh --unattended --url https://dev.azure.com/acme --token "$RUN_PAT"
./config.sh --url https://github.com/acme/x --token "$RUN_PAT"
)~"}},
     "$AGENT_PAT | agent https://dev.azure.com/acme | compose.yml:6\n"
     "$OTHER_PAT | agent https://dev.azure.com/acme | compose.yml:8\n"
     "${secret:azp/token} | agent https://dev.azure.com/acme | k8s/agent.yaml:8\n"
     "$RUN_PAT | agent https://dev.azure.com/acme | run.sh:1\n"
     "$RUN_PAT | ? docker is given it as TOKEN | run.sh:2\n"
     "$RUN_PAT | agent https://dev.azure.com/acme | run.sh:3\n"},
    {"registries of Dependabot, beside a workflow that publishes",
     {{".github/dependabot.yml", R"~(version: 2
registries:
  feed:
    type: npm-registry
    url: https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/
    username: x
    password: ${{secrets.AZURE_PAT}}
  python:
    type: python-index
    url: https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple
    token: "x:${{ secrets.PYTHON_PAT }}"
  code:
    type: git
    url: https://dev.azure.com
    username: x
    password: ${{ secrets.CODE_PAT }}
  other:
    type: npm-registry
    url: https://npm.pkg.github.com
    token: ${{ secrets.GH }}
updates: []
)~"},
      {".github/workflows/a.yml", R"~(on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
    - run: npm publish
)~"}},
     "secrets.AZURE_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".github/dependabot.yml:7\n"
     "secrets.PYTHON_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple | "
     ".github/dependabot.yml:11\n"
     "secrets.CODE_PAT | git fetch https://dev.azure.com | .github/dependabot.yml:16\n"},
    {"actions that set a feed up",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/setup-dotnet@v4
      with: {source-url: "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json"}
      env: {NUGET_AUTH_TOKEN: "${{ secrets.NUGET_PAT }}"}
    - run: dotnet nuget push x.nupkg
  b:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/setup-node@v4
      with: {registry-url: "https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/"}
    - run: npm ci
      env: {NODE_AUTH_TOKEN: "${{ secrets.READ_PAT }}"}
    - run: npm publish
      env: {NODE_AUTH_TOKEN: "${{ secrets.WRITE_PAT }}"}
  c:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/setup-dotnet@v4
      with: {source-url: "https://nuget.pkg.github.com/acme/index.json"}
      env: {NUGET_AUTH_TOKEN: "${{ secrets.NUGET_PAT }}"}
    - run: dotnet nuget push x.nupkg
)~"}},
     "secrets.NUGET_PAT | feed read "
     "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | "
     ".github/workflows/a.yml:6\n"
     "secrets.NUGET_PAT | feed write "
     "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | "
     ".github/workflows/a.yml:9\n"
     "secrets.READ_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".github/workflows/a.yml:16\n"
     "secrets.WRITE_PAT | feed write https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".github/workflows/a.yml:17\n"
     "secrets.WRITE_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | "
     ".github/workflows/a.yml:18\n"},
    {"servers of assistants",
     {{".vscode/mcp.json", R"~({"servers": {
  "ado": {"command": "npx", "args": ["-y", "@azure-devops/mcp", "acme"],
          "env": {"ADO_MCP_AUTH_TOKEN": "${input:ado_pat}", "LOG": "x",
                  "REPOS_PATH": "${env:REPOS}", "GITHUB_TOKEN": "${env:GH}"}},
  "github": {"command": "x", "env": {"GITHUB_TOKEN": "${env:GH}"}}}}
)~"}},
     "${input:ado_pat} | ? the assistant's server ado decides what it calls | "
     ".vscode/mcp.json:3\n"},
    {"publishers of extensions",
     {{"x.sh", R"~(tfx extension publish --manifest-globs vss.json --token "$MARKET_PAT"
npx tfx-cli build tasks upload --task-path . -t "$TASK_PAT"
tfx login --service-url https://dev.azure.com/acme --token "$TASK_PAT"
tfx build tasks upload --task-path .
VSCE_PAT="$MARKET_PAT" npx @vscode/vsce publish
vsce package
)~"}},
     "$MARKET_PAT | tfx extension publish | x.sh:1\n"
     "$TASK_PAT | tfx build tasks upload | x.sh:2\n"
     "$TASK_PAT | tfx build tasks upload | x.sh:4\n"
     "$MARKET_PAT | vsce publish | x.sh:5\n"},
};

TEST_CASE("other tokens of settings files and tools") {
  check(others);
}

const TraceCase placeholders[] = {
    {"settings of a program that name a variable, whose token is known elsewhere",
     {{"config/config.json",
       R"~({
  "azure_devops": {
    "personal_access_token": "${AZDO_PAT}",
    "organization": "${AZDO_ORG}"
  }
}
)~"},
      {"app.yml", "azure-devops:\n  token: $OTHER_PAT\n"},
      {"x.sh", "curl -u \":$AZDO_PAT\" https://dev.azure.com/acme/_apis/projects\n"}},
     "$AZDO_PAT | ? whoever reads config/config.json takes it | config/config.json:3\n"
     "$AZDO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"},
};

TEST_CASE("a variable that settings name is taken by whoever reads them") {
  check(placeholders);
}

TEST_CASE("XML is read as far as it goes") {
  const auto elements = read_xml(
      "<?xml version='1.0'?><!-- <x/> -->\n<a k=\"1 &gt; 0\"><b>t &amp; u</b>\n<c K='2'/></a>");
  REQUIRE(elements.size() == 3);
  CHECK(attribute(elements[0], "K") == "1 > 0");
  CHECK(elements[1].text == "t & u");
  CHECK(elements[1].line == 2);
  CHECK(elements[2].outer == 0);
  CHECK(elements[2].line == 3);
  CHECK(attribute(elements[2], "k") == "2");
}

TEST_CASE("hostile settings end") {
  std::string deep;
  for (int k = 0; k < 100'000; ++k) deep += "<a>";
  CHECK(read_xml(deep).size() == 50'000);
  for (const char* text : {"<", "<a", "<a b=", "<a b=\"", "<!--", "</a></b>", "<a b=c d>"}) {
    CHECK(read_xml(text).size() <= 1);
  }
  const std::string line = "//pkgs.dev.azure.com/a/:_password=${";
  CHECK(read_settings(".npmrc", line + std::string(500'000, 'x')).tokens.size() == 1);
  CHECK(read_settings(".npmrc", std::string(2'000'000, 'x')).tokens.empty());
  for (const char* path : {"NuGet.config", "pom.xml", "build.gradle", ".pypirc", ".netrc", "a.yml",
                           ".gitconfig", ".mcp.json", ".cargo/config.toml", "pip.conf"}) {
    INFO(path);
    CHECK(read_settings(path, "AZP_TOKEN azure-devops [ ] = : < > { } ${ % https://@ password")
              .tokens.size() <= 1);
  }
}

}  // namespace
}  // namespace patdown
