// Texts that shells run: here-documents, the words behind -c, commands for another machine.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase inputs[] = {
    {"what shells and programs are given to run, in quotes or by a here-document",
     {{"x.sh",
       "bash <<'END'\ncurl -u \":$A_PAT\" https://dev.azure.com/acme/_apis/projects\nEND\n"
       "find . -name x -exec sh -c 'curl -u \":$B_PAT\" https://dev.azure.com/acme/_apis/projects' "
       "\\;\n"
       "parallel 'curl -u \":$C_PAT\" https://dev.azure.com/acme/_apis/projects?n={}' ::: 1 2\n"
       "trap 'curl -u \":$D_PAT\" https://dev.azure.com/acme/_apis/projects' EXIT\n"
       "watch -n 5 'curl -u \":$E_PAT\" https://dev.azure.com/acme/_apis/projects'\n"
       "python3 - <<'END'\nimport os, requests\n"
       "requests.get('https://dev.azure.com/acme/_apis/projects',\n"
       "             auth=('', os.environ['F_PAT']))\nEND\n"
       "node -e \"fetch('https://dev.azure.com/acme/_apis/projects',"
       "{headers:{Authorization:'Bearer '+process.env.G_PAT}})\"\n"
       "pwsh -c 'Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers "
       "@{Authorization = \"Bearer $env:H_PAT\"}'\n"
       "docker run --rm acme/curl -u \":$A_PAT\" https://dev.azure.com/acme/_apis/teams\n"}},
     "$A_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$B_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:4\n"
     "$C_PAT | GET https://dev.azure.com/acme/_apis/projects?n={} | x.sh:5\n"
     "$D_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:6\n"
     "$E_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:7\n"
     "$F_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:9\n"
     "$G_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:13\n"
     "$env:H_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:14\n"
     "$A_PAT | ? docker takes it | x.sh:15\n"},
    {"what a shell is given in single quotes is for the inner shell to read",
     {{"x.sh",
       "export ADO_PAT\n"
       "bash -c 'curl -u \":$ADO_PAT\" https://dev.azure.com/acme/_apis/projects'\n"
       "timeout 5 sh -ec 'git push https://x:${ADO_PAT:-}@dev.azure.com/acme/shop/_git/shop'\n"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"
     "$ADO_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.sh:3\n"},
    {"a here-document that a shell runs as somebody else",
     {{"x.sh",
       R"~(sudo -i -u agent bash << END
cd agent
./config.sh --unattended --url https://dev.azure.com/acme \
  --auth pat --token $TOKEN
END
)~"}},
     "$TOKEN | agent https://dev.azure.com/acme | x.sh:1\n"},
    {"several lines behind -c, and a variable for one command",
     {{"x.sh",
       R"~(bash -c "cd /tmp
AZURE_DEVOPS_EXT_PAT=$PAT az pipelines list --org https://dev.azure.com/acme"
)~"}},
     "$PAT | az pipelines list | x.sh:1\n"},
    {"on another machine, in a container",
     {{"x.sh",
       R"~(ssh host << END
./config.sh --url https://dev.azure.com/acme --auth pat --token $TOKEN
END
docker exec box ./config.sh remove --auth pat --token $TOKEN
docker exec -e AZP=$TOKEN box ./run.sh
)~"}},
     "$TOKEN | agent https://dev.azure.com/acme | x.sh:1\n"
     "$TOKEN | agent  | x.sh:4\n"
     "$TOKEN | ? docker takes it | x.sh:5\n"},
    {"what is downloaded is not known",
     {{"x.sh",
       R"~(export TASK_PAT=$PAT
curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
curl https://example.org/install.sh | bash
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"
     "$PAT | ? bash may read it as TASK_PAT | x.sh:3\n"},
};

TEST_CASE("texts that shells are given run as commands") {
  check(inputs);
}

const TraceCase feeds[] = {
    {"poetry's settings",
     {{"x.sh",
       R"~(poetry config repositories.az https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload/
poetry config http-basic.az any "$PAT"
poetry publish --build -r az
)~"}},
     "$PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload/ | x.sh:2\n"
     "$PAT | feed write https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload/ | x.sh:3\n"},
    {"a source of pyproject.toml",
     {{"pyproject.toml",
       R"~([[tool.poetry.source]]
name = "My-Feed"
url = "https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/"
)~"},
      {"azure-pipelines.yml",
       R"~(steps:
- script: poetry config http-basic.my-feed any $(System.AccessToken)
)~"}},
     "$(System.AccessToken) | feed read "
     "https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | azure-pipelines.yml:2\n"},
    {"Ruby's",
     {{"x.sh",
       R"~(bundle config set --local pkgs.dev.azure.com any:$PAT
gem push x.gem --host https://any:$PUSH@pkgs.dev.azure.com/acme/_packaging/f/rubygems/v1
)~"}},
     "$PAT | feed read https://pkgs.dev.azure.com/ | x.sh:1\n"
     "$PUSH | feed write https://pkgs.dev.azure.com/acme/_packaging/f/rubygems/v1 | x.sh:2\n"},
    {"variables of one command, and uv's publishing",
     {{"x.sh",
       R"~(PIP_INDEX_URL=https://any:$PAT@pkgs.dev.azure.com/acme/_packaging/f/pypi/simple pip install x
uv publish --publish-url https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload/ -p "$PUSH"
)~"}},
     "$PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple | x.sh:1\n"
     "$PUSH | feed write https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload/ | x.sh:2\n"},
    {"a Makefile that publishes an extension, its token from a file that is not here",
     {{"Makefile", "include variables.mk\npublish:\n\ttfx extension publish --token $(token)\n"}},
     "$token | tfx extension publish | Makefile:3\n"},
};

TEST_CASE("settings of package tools say whose feeds a token opens") {
  check(feeds);
}

}  // namespace
}  // namespace patdown
