// Tokens that programs are given from outside: objects that a factory makes, fields that nobody
// sets, packages of the same repository, functions of one program.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase objects[] = {
    {"a field that nobody here sets",
     {{"azdo/client.go",
       R"~(package azdo

import "net/http"

type Client struct {
	Http    *http.Client
	Address string
	Token   string
}

func (c *Client) Pools() {
	req, _ := http.NewRequest("GET", c.Address+"/_apis/distributedtask/pools", nil)
	req.SetBasicAuth("", c.Token)
	c.Http.Do(req)
}
)~"}},
     "$Token | GET https://dev.azure.com/{}/_apis/distributedtask/pools | azdo/client.go:14\n"},
    {"a field that another method sets is none",
     {{"Client.java",
       R"~(class Client {
  private String url;
  void open(String pat) { this.url = System.getenv("ADO_URL"); }
  void list() { this.url.toString(); }
}
)~"}},
     ""},
    {"a factory makes the object of the methods that nobody calls",
     {{"Agent.cs",
       R"~(using Microsoft.VisualStudio.Services.WebApi;
using Microsoft.VisualStudio.Services.Common;
class Agent {
  private readonly VssConnection connection;
  private Agent(VssConnection made) { connection = made; }
  public void Save(object document) {
    connection.GetClient<WorkItemTrackingHttpClient>().UpdateWorkItemAsync(document, 7);
  }
  public static Agent Initialize(Settings settings) {
    return new Agent(new VssConnection(new Uri(settings.Account), new VssBasicCredential("", settings.Pat)));
  }
}
)~"}},
     "$settings.Pat | PATCH https://dev.azure.com/{}/{}/_apis/wit/workitems/{} | Agent.cs:7\n"},
    {"a base class in another package of the repository makes the derived one",
     {{"common/src/azure-devops/client.ts",
       R"~(import {getPersonalAccessTokenHandler, WebApi} from 'azure-devops-node-api';
export abstract class AzureDevOps {
  constructor(protected readonly client: any) {}
  static async instance<T extends AzureDevOps>(this: new (...args: any[]) => T, config: any): Promise<T> {
    const api = new WebApi(config.url, getPersonalAccessTokenHandler(config.access_token));
    return new this({git: await api.getGitApi()});
  }
}
)~"},
      {"source/src/repos.ts",
       R"~(import {AzureDevOps} from 'common/azure-devops';
export class Repos extends AzureDevOps {
  async list(project: string) {
    return await this.client.git.getRepositories(project);
  }
}
)~"},
      {"source/src/index.ts",
       R"~(import {Repos} from './repos';
export async function check(config: any) {
  return await Repos.instance(config);
}
)~"}},
     "$config.access_token | GET https://dev.azure.com/{}/{}/_apis/git/repositories | "
     "source/src/repos.ts:4\n"},
    {"the client below a client of Microsoft's library",
     {{"log.ts",
       R"~(import {WebApi} from 'azure-devops-node-api';
export async function log(connection: WebApi, run: number) {
  const build = await connection.getBuildApi();
  const options = build.createRequestOptions('application/json', '7.1');
  return await build.rest.get(`https://dev.azure.com/acme/shop/_apis/build/builds/${run}/logs/1`, options);
}
)~"}},
     "$connection | GET https://dev.azure.com/acme/shop/_apis/build/builds/{}/logs/1 | log.ts:5\n"},
    {"what a function from outside gives is its own, not what it is given",
     {{"x.go",
       R"~(package x

import "net/http"

func Me(ctx context.Context, provider AuthProvider) {
	header, _ := provider(ctx)
	req, _ := http.NewRequest("GET", "https://dev.azure.com/acme/_apis/projects", nil)
	req.Header.Add("Authorization", header)
	http.DefaultClient.Do(req)
}
)~"}},
     "$provider | GET https://dev.azure.com/acme/_apis/projects | x.go:9\n"},
};

TEST_CASE("objects are looked at with what they were given") {
  check(objects);
}

const TraceCase joined[] = {
    {"functions of one program are given one token",
     {{"a.py",
       R"~(import requests
def a(pat): requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
)~"},
      {"b.py",
       R"~(import requests
def b(token): requests.get("https://dev.azure.com/acme/_apis/teams", auth=("", token))
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/projects | a.py:2\n"
     "$pat | GET https://dev.azure.com/acme/_apis/teams | b.py:2\n"},
    {"two programs are given two, and so are two sides",
     {{"one/package.json", "{}"},
      {"one/a.js",
       R"~(export const a = (sourcePat, targetPat) => {
  fetch("https://dev.azure.com/acme/_apis/projects", { headers: { Authorization: "Bearer " + sourcePat } });
  fetch("https://dev.azure.com/acme/_apis/teams", { headers: { Authorization: "Bearer " + targetPat } });
};
)~"},
      {"two/package.json", "{}"},
      {"two/b.js",
       R"~(export const b = (pat) => {
  fetch("https://dev.azure.com/acme/_apis/projects", { headers: { Authorization: "Bearer " + pat } });
};
)~"}},
     "$sourcePat | GET https://dev.azure.com/acme/_apis/projects | one/a.js:2\n"
     "$targetPat | GET https://dev.azure.com/acme/_apis/teams | one/a.js:3\n"
     "$pat | GET https://dev.azure.com/acme/_apis/projects | two/b.js:2\n"},
    {"the one that the program reads by name is likely theirs",
     {{"a.py",
       R"~(import os, requests
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["ADO_PAT"]))
def b(token): requests.get("https://dev.azure.com/acme/_apis/teams", auth=("", token))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | a.py:2\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | a.py:3\n"},
    {"of two that it reads neither is",
     {{"a.py",
       R"~(import os, requests
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["ADO_PAT"]))
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["OTHER_PAT"]))
def b(token): requests.get("https://dev.azure.com/acme/_apis/teams", auth=("", token))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | a.py:2\n"
     "$OTHER_PAT | GET https://dev.azure.com/acme/_apis/projects | a.py:3\n"
     "$token | GET https://dev.azure.com/acme/_apis/teams | a.py:4\n"},
    {"scripts without a program around them have their own arguments, whatever other folders hold",
     {{"a/a.py",
       R"~(import requests, sys
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", sys.argv[1]))
)~"},
      {"a/b.py",
       R"~(import requests, sys
requests.get("https://dev.azure.com/acme/_apis/teams", auth=("", sys.argv[2]))
)~"},
      {"c/d.py",
       R"~(import requests
def d(pat): requests.get("https://dev.azure.com/acme/_apis/teams", auth=("", pat))
)~"}},
     "$1 | GET https://dev.azure.com/acme/_apis/projects | a/a.py:2\n"
     "$2 | GET https://dev.azure.com/acme/_apis/teams | a/b.py:2\n"
     "$pat | GET https://dev.azure.com/acme/_apis/teams | c/d.py:2\n"},
    {"scripts are given tokens of their own",
     {{"a.ps1",
       "param($AdoPat)\n"
       "irm https://dev.azure.com/acme/_apis/a -Headers @{Authorization = \"Bearer $AdoPat\"}\n"},
      {"b.ps1",
       "param($Token)\n"
       "irm https://dev.azure.com/acme/_apis/b -Headers @{Authorization = \"Bearer $Token\"}\n"}},
     "$AdoPat | GET https://dev.azure.com/acme/_apis/a | a.ps1:2\n"
     "$Token | GET https://dev.azure.com/acme/_apis/b | b.ps1:2\n"},
    {"the functions of a PowerShell module are given one",
     {{"Ado.psm1", "Get-ChildItem $PSScriptRoot/lib -Include *.ps1 | ForEach-Object { . $_ }\n"},
      {"lib/Builds.ps1",
       R"~(function Get-AdoBuild($Session) {
  irm https://dev.azure.com/acme/_apis/a -Headers @{Authorization = "Bearer $($Session.Token)"}
}
)~"},
      {"lib/Code.ps1",
       R"~(function Get-AdoCode($AdoToken) {
  irm https://dev.azure.com/acme/_apis/b -Headers @{Authorization = "Bearer $AdoToken"}
}
)~"},
      {"tools/x.ps1",
       "param($AdoPat)\n"
       "irm https://dev.azure.com/acme/_apis/d -Headers @{Authorization = \"Bearer $AdoPat\"}\n"}},
     "$Session.Token | GET https://dev.azure.com/acme/_apis/a | lib/Builds.ps1:2\n"
     "$Session.Token | GET https://dev.azure.com/acme/_apis/b | lib/Code.ps1:2\n"
     "$AdoPat | GET https://dev.azure.com/acme/_apis/d | tools/x.ps1:2\n"},
    {"two that a function of a module is given stay two, in all of the module",
     {{"Ado/Ado.psd1", "@{ ModuleVersion = '1.0'; NestedModules = @('a.psm1', 'b/b.psm1') }\n"},
      {"Ado/a.psm1",
       R"~(function Copy-Build($Pat, $ApproverPat) {
  irm https://dev.azure.com/acme/_apis/a -Headers @{Authorization = "Bearer $Pat"}
  irm https://dev.azure.com/acme/_apis/b -Headers @{Authorization = "Bearer $ApproverPat"}
}
)~"},
      {"Ado/b/b.psm1",
       R"~(function Get-Build($Pat) {
  irm https://dev.azure.com/acme/_apis/c -Headers @{Authorization = "Bearer $Pat"}
}
function Get-Approval($ApproverPat) {
  irm https://dev.azure.com/acme/_apis/d -Headers @{Authorization = "Bearer $ApproverPat"}
}
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/a | Ado/a.psm1:2\n"
     "$ApproverPat | GET https://dev.azure.com/acme/_apis/b | Ado/a.psm1:3\n"
     "$Pat | GET https://dev.azure.com/acme/_apis/c | Ado/b/b.psm1:2\n"
     "$ApproverPat | GET https://dev.azure.com/acme/_apis/d | Ado/b/b.psm1:5\n"},
    {"settings that hold several tokens keep them apart",
     {{"Ado.csproj", ""},
      {"Pulls.cs",
       R"~(class Pulls(IOptions<Settings> options) {
  public void List() {
    var client = new HttpClient();
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Pat);
    client.GetAsync("https://dev.azure.com/acme/_apis/projects");
  }
}
)~"},
      {"Votes.cs",
       R"~(class Votes(IOptions<Settings> options) {
  public void Cast() {
    var client = new HttpClient();
    client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Bearer", options.Value.ApproverPat);
    client.GetAsync("https://dev.azure.com/acme/_apis/teams");
  }
}
)~"}},
     "$options.Value.Pat | GET https://dev.azure.com/acme/_apis/projects | Pulls.cs:5\n"
     "$options.Value.ApproverPat | GET https://dev.azure.com/acme/_apis/teams | Votes.cs:6\n"},
    {"a setting under an old name and a new one is one token",
     {{"package.json", "{}"},
      {"a.js",
       R"~(exports.projects = (settings) => fetch("https://dev.azure.com/acme/_apis/projects",
  { headers: { Authorization: "Basic " + btoa(":" + settings.pat) } });
exports.teams = (settings) => fetch("https://dev.azure.com/acme/_apis/teams",
  { headers: { Authorization: "Basic " + btoa(":" + settings.personalAccessToken) } });
)~"}},
     "$settings.pat | GET https://dev.azure.com/acme/_apis/projects | a.js:1\n"
     "$settings.pat | GET https://dev.azure.com/acme/_apis/teams | a.js:3\n"},
};

TEST_CASE("the tokens that a program is given are one") {
  check(joined);
}

}  // namespace
}  // namespace patdown
