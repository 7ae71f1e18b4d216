// Tokens in programming languages: through client libraries, classes, modules, command lines.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase python[] = {
    {"requests with a pair of user and password",
     {{"x.py",
       R"~(import os
import requests
pat = os.environ["ADO_PAT"]
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:4\n"},
    {"Basic in base64, a Request of urllib, the old host",
     {{"x.py",
       R"~(import base64, os, urllib.request
head = {"Authorization": "Basic " + base64.b64encode(f":{os.environ['ADO_PAT']}".encode()).decode()}
url = f"https://acme.visualstudio.com/shop/_apis/git/repositories/web/pullRequests/7"
urllib.request.urlopen(urllib.request.Request(url, headers=head, method="PATCH"))
)~"}},
     "$ADO_PAT | PATCH "
     "https://acme.visualstudio.com/shop/_apis/git/repositories/web/pullRequests/7 | x.py:4\n"},
    {"a wrapper in a class: its callers are the calls",
     {{"x.py",
       R"~(import os
import requests

class Ado:
    def __init__(self, org, pat):
        self.base = f"https://dev.azure.com/{org}"
        self.auth = ("", pat)

    def call(self, method, path, **kw):
        return requests.request(method, f"{self.base}/{path}", auth=self.auth, **kw)

ado = Ado("acme", os.getenv("ADO_PAT"))
ado.call("PATCH", "_apis/wit/workitems/7", json=[])
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/_apis/wit/workitems/7 | x.py:10\n"},
    {"a session that keeps its headers; URL and call in another module",
     {{"app/main.py",
       R"~(import os
from app import azdo
azdo.comment({"token": os.environ["SYSTEM_ACCESSTOKEN"], "org": os.environ["SYSTEM_COLLECTIONURI"]}, "hi")
)~"},
      {"app/__init__.py", ""},
      {"app/azdo.py",
       R"~(import requests

def build(azdo, number):
    return "{org}shop/_apis/git/repositories/web/pullRequests/{n}/threads".format(org=azdo["org"], n=number)

def comment(azdo, text):
    s = requests.Session()
    s.headers.update({"Authorization": "Bearer {}".format(azdo["token"])})
    s.post(build(azdo, 7), json={"content": text})
)~"}},
     "$SYSTEM_ACCESSTOKEN | POST "
     "https://dev.azure.com/{}/shop/_apis/git/repositories/web/pullRequests/7/threads | "
     "app/azdo.py:9\n"},
    {"the client library, a client kept in a property",
     {{"x.py",
       R"~(from azure.devops.connection import Connection
from msrest.authentication import BasicAuthentication

class Items:
    def __init__(self, url, pat):
        self.connection = Connection(base_url=url, creds=BasicAuthentication("", pat))
        self._client = None

    @property
    def client(self):
        if self._client is None:
            self._client = self.connection.clients.get_work_item_tracking_client()
        return self._client

    def get(self, id):
        return self.client.get_work_item(id)
)~"}},
     "$pat | GET https://dev.azure.com/{}/{}/_apis/wit/workitems/{} | x.py:16\n"},
    {"a method of the client library that no table knows",
     {{"x.py",
       R"~(import os
from azure.devops.connection import Connection
from msrest.authentication import BasicAuthentication
connection = Connection(base_url="https://dev.azure.com/acme", creds=BasicAuthentication("", os.environ["ADO_PAT"]))
connection.clients.get_git_client().do_magic()
)~"}},
     "$ADO_PAT | ? no route is known for do_magic of the client git | x.py:5\n"},
    {"a token that goes where nobody looks makes the answer open",
     {{"x.py",
       R"~(import os, requests, fancylib
pat = os.environ["ADO_PAT"]
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
fancylib.connect(token=pat)
print("got", pat[:3])
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:3\n"
     "$ADO_PAT | ? it is given to fancylib.connect, which is not known | x.py:4\n"},
    {"a token of another service is nobody's business",
     {{"x.py",
       R"~(import os, requests
requests.get("https://api.example.com/_azure", headers={"Authorization": "Bearer " + os.environ["TOKEN"]})
)~"}},
     ""},
    {"a URL that comes from a response",
     {{"x.py",
       R"~(import os, requests
auth = ("", os.environ["ADO_PAT"])
run = requests.get("https://dev.azure.com/acme/shop/_apis/build/builds/7", auth=auth).json()
requests.get(run["logs"]["url"], auth=auth)
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds/7 | x.py:3\n"
     "$ADO_PAT | ? the URL comes from a response | x.py:4\n"},
    {"a framework gives what a caller does not",
     {{"x.py",
       R"~(import click, requests

@click.command()
@click.option("--pat")
def main(pat):
    show({"pat": pat})

def show(ado):
    requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", ado.get("pat")))

main()
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/projects | x.py:9\n"},
    {"an Entra token",
     {{"x.py",
       R"~(import requests
from azure.identity import DefaultAzureCredential
token = DefaultAzureCredential().get_token("499b84ac-1321-427f-aa17-267ca6975798/.default").token
requests.get("https://dev.azure.com/acme/_apis/projects", headers={"Authorization": f"Bearer {token}"})
other = DefaultAzureCredential().get_token("https://management.azure.com/.default").token
requests.get("https://dev.azure.com/acme/_apis/teams", headers={"Authorization": f"Bearer {other}"})
)~"}},
     "the Microsoft Entra token of x.py | GET https://dev.azure.com/acme/_apis/projects | "
     "x.py:4\n"},
    {"the user who is signed in, beside a PAT",
     {{"x.cs",
       R"~(using Microsoft.VisualStudio.Services.Common;
using Microsoft.VisualStudio.Services.WebApi;
class Program {
    static void Main(string[] args) {
        var pat = Environment.GetEnvironmentVariable("ADO_PAT");
        var mine = new VssConnection(new Uri(args[0]), new VssCredentials(new VssBasicCredential("", pat)));
        mine.GetClient<ProjectHttpClient>().GetProjects().Wait();
        var ours = new VssConnection(new Uri(args[0]), new VssCredentials());
        ours.GetClient<BuildHttpClient>().QueueBuildAsync(null, "shop").Wait();
        var asked = new VssConnection(new Uri(args[0]), new VssClientCredentials());
        asked.GetClient<GitHttpClient>().GetRepositoriesAsync("shop").Wait();
    }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/_apis/projects | x.cs:7\n"
     "the Microsoft Entra token of x.cs | POST https://dev.azure.com/{}/{}/_apis/build/builds | "
     "x.cs:9\n"
     "the Microsoft Entra token of x.cs | GET https://dev.azure.com/{}/{}/_apis/git/repositories | "
     "x.cs:11\n"},
    {"an Entra token in the place of a PAT, and by itself",
     {{"x.py",
       R"~(import os, requests
from azure.identity import AzureCliCredential
def headers():
    pat = os.environ.get("ADO_PAT")
    if pat:
        return {"Authorization": "Basic " + pat}
    return {"Authorization": "Bearer " + AzureCliCredential().get_token("499b84ac-1321-427f-aa17-267ca6975798/.default").token}
requests.get("https://dev.azure.com/acme/_apis/projects", headers=headers())
)~"},
      {"a/y.py",
       R"~(import requests
from azure.identity import AzureCliCredential
token = AzureCliCredential().get_token("499b84ac-1321-427f-aa17-267ca6975798/.default").token
requests.get("https://dev.azure.com/acme/_apis/teams", headers={"Authorization": "Bearer " + token})
)~"},
      {"a/z.py",
       R"~(import requests
from azure.identity import AzureCliCredential
token = AzureCliCredential().get_token("499b84ac-1321-427f-aa17-267ca6975798/.default").token
requests.delete("https://dev.azure.com/acme/_apis/projects/1", headers={"Authorization": "Bearer " + token})
)~"}},
     "the Microsoft Entra token of a/y.py | GET https://dev.azure.com/acme/_apis/teams | a/y.py:4\n"
     "the Microsoft Entra token of a/y.py | DELETE https://dev.azure.com/acme/_apis/projects/1 | "
     "a/z.py:4\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:8\n"},
};

TEST_CASE("Python's calls are followed") {
  check(python);
}

const TraceCase scripts[] = {
    {"fetch in a class that makes its own headers",
     {{"wiki.ts",
       R"~(export class Publisher {
  constructor(private readonly cfg: Config) {}
  private url(): string { return `https://dev.azure.com/${this.cfg.org}/${this.cfg.project}/_apis/wiki/wikis`; }
  private headers() { return { Authorization: `Basic ${Buffer.from(":" + this.cfg.pat).toString("base64")}` }; }
  async write(path: string, text: string) {
    const headers: Record<string, string> = { ...this.headers(), "Content-Type": "application/json" };
    await fetch(`${this.url()}/x/pages?path=${encodeURIComponent(path)}`, { method: "PUT", headers, body: text });
  }
}
)~"}},
     "$cfg.pat | PUT https://dev.azure.com/{}/{}/_apis/wiki/wikis/x/pages?path={} | wiki.ts:7\n"},
    {"axios with an instance",
     {{"x.js",
       R"~(import axios from "axios";
const api = axios.create({ baseURL: "https://dev.azure.com/acme/shop/_apis", headers: { Authorization: "Bearer " + process.env.ADO_TOKEN } });
await api.post("/pipelines/7/runs", {});
)~"}},
     "$ADO_TOKEN | POST https://dev.azure.com/acme/shop/_apis/pipelines/7/runs | x.js:3\n"},
    {"the client library",
     {{"x.ts",
       R"~(import * as azdev from "azure-devops-node-api";
const connection = new azdev.WebApi("https://dev.azure.com/acme", azdev.getPersonalAccessTokenHandler(process.env.ADO_PAT!));
const git = await connection.getGitApi();
await git.createThread({}, "web", 7);
)~"}},
     "$ADO_PAT | POST "
     "https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/threads | x.ts:4\n"},
    {"a factory and a base URL in another module",
     {{"client.ts",
       R"~(import { RestClient } from "typed-rest-client/RestClient";
import { getPersonalAccessTokenHandler } from "azure-devops-node-api";
export const root = (org: string) => `https://dev.azure.com/${org}`;
export const make = async (o: any) => new RestClient("x", root(o.org), [getPersonalAccessTokenHandler(o.pat)]);
)~"},
      {"endpoint.ts",
       R"~(import { make, root } from "./client";
export const add = async (body: any, o: any) => {
  const client = await make(o);
  return await client.create(`${root(o.org)}/${o.project}/_apis/serviceendpoint/endpoints`, body);
};
)~"}},
     "$o.pat | POST https://dev.azure.com/{}/{}/_apis/serviceendpoint/endpoints | endpoint.ts:4\n"},
    {"node's own client, the token in a callback",
     {{"x.js",
       R"~(const https = require("https");
const options = { hostname: "dev.azure.com", path: "/acme/shop/_apis/build/builds/7", method: "PATCH",
  headers: { Authorization: "Basic " + Buffer.from(`:${process.env.ADO_PAT}`).toString("base64") } };
[1].forEach(n => { https.request(options, r => {}); });
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/shop/_apis/build/builds/7 | x.js:4\n"},
};

TEST_CASE("JavaScript's and TypeScript's calls are followed") {
  check(scripts);
}

const TraceCase rust[] = {
    {"a client with the headers of all requests, ureq, base64",
     {{"src/main.rs",
       R"~(use base64::{engine::general_purpose, Engine as _};
use reqwest::header::{HeaderMap, HeaderValue, AUTHORIZATION};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pat = std::env::var("ADO_PAT").expect("ADO_PAT");
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, HeaderValue::from_str(&format!("Basic {}", general_purpose::STANDARD.encode(format!(":{pat}"))))?);
    let client = reqwest::blocking::Client::builder().default_headers(headers).build()?;
    client.post("https://dev.azure.com/acme/shop/_apis/build/builds").send()?;
    ureq::get("https://dev.azure.com/acme/_apis/projects").set("Authorization", &format!("Bearer {}", pat)).call()?;
    Ok(())
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | src/main.rs:9\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | src/main.rs:10\n"},
    {"a function of another module, Microsoft's specification as a crate",
     {{"src/main.rs",
       R"~(mod auth;
use azure_devops_rust_api::distributed_task;

async fn pools() -> anyhow::Result<()> {
    let credential = azure_devops_rust_api::Credential::from_pat(auth::token()?);
    let client = distributed_task::ClientBuilder::new(credential).build();
    client.pools_client().get_agent_pools("acme").await?;
    client.pools_client().invented("acme").await?;
    Ok(())
}
)~"},
      {"src/auth.rs",
       "pub fn token() -> anyhow::Result<String> { Ok(std::env::var(\"ADO_PAT\")?) }\n"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/_apis/distributedtask/pools | src/main.rs:7\n"
     "$ADO_PAT | ? no route is known for invented of the client distributed-task/pools | "
     "src/main.rs:8\n"},
};

TEST_CASE("Rust's calls are followed") {
  check(rust);
}

const TraceCase steps[] = {
    {"a step runs a program with the token as an argument",
     {{"azure-pipelines.yml",
       R"~(steps:
- script: python eng/tag.py --pat $(TAG_PAT) --build 7
)~"},
      {"eng/tag.py",
       R"~(import argparse, requests
p = argparse.ArgumentParser()
p.add_argument("-p", "--pat", required=True)
p.add_argument("--build")
a = p.parse_args()
requests.put(f"https://dev.azure.com/acme/shop/_apis/build/builds/{a.build}/tags/x", auth=("", a.pat))
)~"}},
     "$(TAG_PAT) | PUT https://dev.azure.com/acme/shop/_apis/build/builds/7/tags/x | "
     "eng/tag.py:6\n"},
    {"minimist, by the order of words",
     {{"azure-pipelines.yml",
       R"~(steps:
- bash: node eng/run.js $(RUN_PAT) 7
)~"},
      {"eng/run.js",
       R"~(const token = process.argv[2];
fetch(`https://dev.azure.com/acme/shop/_apis/pipelines/${process.argv[3]}/runs`, { method: "POST", headers: { Authorization: "Bearer " + token } });
)~"}},
     "$(RUN_PAT) | POST https://dev.azure.com/acme/shop/_apis/pipelines/7/runs | eng/run.js:2\n"},
    {"Python in the pipeline, the token through its environment",
     {{"azure-pipelines.yml",
       R"~(steps:
- task: PythonScript@0
  env:
    TOKEN: $(System.AccessToken)
  inputs:
    scriptSource: inline
    script: |
      import os, requests
      requests.get("$(System.CollectionUri)_apis/projects", headers={"Authorization": "Bearer " + os.environ["TOKEN"]})
)~"}},
     "$(System.AccessToken) | GET https://dev.azure.com/{}/_apis/projects | "
     "azure-pipelines.yml:9 own\n"},
};

TEST_CASE("steps hand tokens to programs") {
  check(steps);
}

}  // namespace
}  // namespace patdown
