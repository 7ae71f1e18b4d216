#include "token/trace/outside.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase clients[] = {
    {"a part of another service's client is no client of Azure DevOps",
     {{"a.js",
       "const axios = require('axios');\n"
       "axios.get('https://dev.azure.com/acme/_apis/projects',\n"
       "          {auth: {username: '', password: process.env.ADO_PAT}});\n"
       "const { Octokit } = require('@octokit/rest');\n"
       "class Trees {\n"
       "  constructor(token) { this.octokit = new Octokit({ auth: token }); }\n"
       "  list(repo) { return this.octokit.git.getTree({ repo }); }\n"
       "}\n"
       "module.exports = new Trees(process.env.GITHUB_TOKEN);\n"
       "exports.wiki = (gitlab) => gitlab.wiki.getAllWikis();\n"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | a.js:2\n"},
};

TEST_CASE("clients that come from outside of the tree") {
  check(clients);
}

TEST_CASE("a pipeline's macro in a file that a pipeline fills in is the job's token") {
  CHECK(traced({{"agents.ps1",
                 "$h = @{Authorization = \"Bearer $(System.AccessToken)\"}\n"
                 "Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers $h\n"},
                {"agents.sh",
                 "curl -u \":$(System.AccessToken)\" https://dev.azure.com/acme/_apis/teams\n"}}) ==
        "$(System.AccessToken) | GET https://dev.azure.com/acme/_apis/projects | agents.ps1:2\n"
        "$(System.AccessToken) | GET https://dev.azure.com/acme/_apis/teams | agents.sh:1\n");
}

}  // namespace
}  // namespace patdown
