#include "token/trace/held_functions.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

constexpr const char* connection =
    R"~(import { WebApi, getPersonalAccessTokenHandler } from "azure-devops-node-api";
export async function getGitApi(config) {
    const handler = getPersonalAccessTokenHandler(process.env.ADO_PAT);
    return new WebApi("https://dev.azure.com/acme", handler).getGitApi();
}
)~";

const TraceCase cases[] = {
    {"a table that is exported, which nobody in the tree reads",
     {{"connection.ts", connection},
      {"tool.ts",
       R"~(import { getGitApi } from "./connection.js";
export const listRepos = {
    name: "list_repos",
    async execute(id: string, params: any, ctx: Context) {
        const git = await getGitApi(ctx.config);
        return git.getRepositories(ctx.config.project);
    },
    nested: { handlers: [async (ctx: any) => (await getGitApi(ctx)).getPullRequestsByProject("x")] },
};
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/git/repositories | tool.ts:6\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/git/pullrequests | tool.ts:8\n"},
    {"a module's exports",
     {{"tool.js",
       R"~(const base = "https://dev.azure.com/acme/shop/_apis";
const headers = { Authorization: `Basic ${Buffer.from(`:${process.env.ADO_PAT}`).toString("base64")}` };
module.exports = {
    builds: () => fetch(`${base}/build/builds`, { headers }),
    start: (id) => fetch(`${base}/build/builds`, { method: "POST", headers }),
};
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | tool.js:4\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | tool.js:5\n"},
    {"what a function gives back to whoever calls it",
     {{"client.ts",
       R"~(import axios from "axios";
export function createClient(config: { token: string }) {
    const http = axios.create({
        baseURL: "https://dev.azure.com/acme/shop",
        headers: { Authorization: `Bearer ${config.token}` },
    });
    return {
        async list() { return http.get("_apis/git/repositories"); },
        async remove(id: string) { return http.delete(`_apis/git/repositories/${id}`); },
    };
}
)~"}},
     "$config.token | GET https://dev.azure.com/acme/shop/_apis/git/repositories | client.ts:8\n"
     "$config.token | DELETE https://dev.azure.com/acme/shop/_apis/git/repositories/{} | "
     "client.ts:9\n"},
    {"lists of functions, of which a word chooses one",
     {{"x.js",
       R"~(const options = { headers: { Authorization: `Bearer ${process.env.ADO_PAT}` } };
const projects = (o) => fetch("https://dev.azure.com/acme/_apis/projects", o);
const teams = (o) => fetch("https://dev.azure.com/acme/_apis/teams", o);
const modules = { a: [projects], b: [teams, projects] };
for (const name of enabled()) {
    for (const run of modules[name]) run(options);
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:2\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | x.js:3\n"},
    {"a function that somebody calls has run already",
     {{"x.js",
       R"~(const api = {
    get: (id) => fetch(`https://dev.azure.com/acme/_apis/projects/${id}`, {
        headers: { Authorization: `Bearer ${process.env.ADO_PAT}` },
    }),
};
api.get("shop");
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects/shop | x.js:2\n"},
    {"methods of Rust, of which some come before the constructor",
     {{"Cargo.toml", "[dependencies]\nazure_devops_rust_api = \"0.30\"\n"},
      {"src/client.rs",
       R"~(use azure_devops_rust_api::{git, wit, Credential};

pub struct Client { organization: String, git_client: git::Client, wit_client: wit::Client }

impl Client {
    pub async fn history(&self, id: i32) -> Result<()> {
        self.wit_client.updates_client().list(&self.organization, id, "shop").await?;
        Ok(())
    }
    pub async fn label(&self, id: i32, name: &str) -> Result<()> {
        self.git_client.pull_request_labels_client().create(&self.organization, name, "web", id, "shop").await?;
        Ok(())
    }
    pub fn new(organization: String, pat: String) -> Result<Self> {
        let credential = Credential::Pat(pat);
        let git_client = git::ClientBuilder::new(credential.clone()).build();
        let wit_client = wit::ClientBuilder::new(credential).build();
        Ok(Self { organization, git_client, wit_client })
    }
}
)~"}},
     "$pat | GET https://dev.azure.com/{}/{}/_apis/wit/workItems/{}/updates | src/client.rs:7\n"
     "$pat | POST https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/labels | "
     "src/client.rs:11\n"},
};

const TraceCase registered[] = {
    {"functions that a function declares for a server",
     {{"tools.py",
       R"~(import os, requests
def register(server):
    base = "https://dev.azure.com/acme"
    auth = ("", os.environ["ADO_PAT"])
    @server.tool()
    def projects(top=None):
        return requests.get(base + "/_apis/projects", auth=auth)
    if base:
        @server.tool()
        def queue():
            return requests.post(base + "/shop/_apis/build/builds", auth=auth)
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | tools.py:7\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | tools.py:11\n"},
    {"a client that a server's table gets later is one of the class that takes it",
     {{"client.py",
       R"~(import os, requests
class Client:
    def __init__(self):
        self.auth = ("", os.environ["ADO_PAT"])
    def send(self, verb, url):
        return requests.request(verb, url, auth=self.auth)
class Items:
    def __init__(self, client: Client):
        self.client = client
    def remove(self):
        return self.client.send("DELETE", "https://dev.azure.com/acme/shop/_apis/wit/workitems/7")
)~"},
      {"server.py",
       R"~(from client import Client, Items
container = {"client": None}
def register(server, held):
    @server.tool()
    def remove():
        return Items(held.get("client")).remove()
register(object(), container)
)~"}},
     "$ADO_PAT | DELETE https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | client.py:6\n"},
    {"what wraps a function is called as that is, by nobody else",
     {{"x.py",
       R"~(import os, requests
from functools import wraps
def logged(func):
    @wraps(func)
    def wrapper(*args):
        return func(*args)
    return wrapper
@logged
def get(verb):
    requests.request(verb, "https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["ADO_PAT"]))
get("GET")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:10\n"},
};

TEST_CASE("functions under a decorator run for whoever that is") {
  check(registered);
}

const TraceCase given_or_standard[] = {
    {"Python's urlopen, unless another one is given",
     {{"x.py",
       R"~(import os
from urllib.request import Request, urlopen
class Api:
    def __init__(self, opener=None):
        self._opener = opener if opener is not None else urlopen
    def get(self, path):
        req = Request("https://dev.azure.com/acme/" + path, method="GET",
                      headers={"Authorization": "Bearer " + os.environ["ADO_PAT"]})
        with self._opener(req, timeout=5) as answer:
            return answer.read()
Api().get("_apis/projects")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:9\n"},
    {"a fetch that a library gives",
     {{"x.ts",
       R"~(import { proxied } from "acme-sdk";
export async function projects(client: Client) {
  const fetch = await proxied(client);
  return fetch("https://dev.azure.com/acme/_apis/projects", {
    headers: { Authorization: `Bearer ${process.env.ADO_PAT}` },
  });
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.ts:4\n"},
    {"the end of a text that Go cuts off",
     {{"x.go",
       R"~(package main
import ("net/http"; "os"; "strings")
func main() {
	base := "https://dev.azure.com/" + os.Getenv("ORG") + "/_apis"
	req, _ := http.NewRequest("GET", strings.TrimSuffix(base, "/_apis")+"/shop/_apis/build/builds", nil)
	req.SetBasicAuth("", os.Getenv("ADO_PAT"))
	http.DefaultClient.Do(req)
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/shop/_apis/build/builds | x.go:7\n"},
};

TEST_CASE("functions that are given or else a library's send what that sends") {
  check(given_or_standard);
}

TEST_CASE("functions that tables hold run, though nobody calls them") {
  check(cases);
}

}  // namespace
}  // namespace patdown
