// Calls that are made with what comes from code that is not in the tree: none may vanish.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase clients[] = {
    {"a client of Microsoft's library that a missing module gives",
     {{"x.py",
       R"~(import os, requests
from .gone import clients, wit_client
from companylib.ado import get_connection
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["ADO_PAT"]))
clients.get_git_client().create_thread({}, "web", 7)
git = clients.get_git_client()
git.create_thread({}, "web", 7)
wit_client.update_work_item([], 7)
get_connection().clients.get_build_client().queue_build({}, "shop")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:4\n"
     "$ADO_PAT | POST "
     "https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/threads | x.py:5\n"
     "$ADO_PAT | POST "
     "https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/threads | x.py:7\n"
     "$ADO_PAT | PATCH https://dev.azure.com/{}/{}/_apis/wit/workitems/{} | x.py:8\n"
     "$ADO_PAT | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.py:9\n"},
    {"one that is kept in a field of a class whose base is missing",
     {{"x.py",
       R"~(from .gone import Base
class Items(Base):
    def close(self):
        self.wit_client.update_work_item([], 7)
where = "dev.azure.com"
)~"}},
     "$wit_client | PATCH https://dev.azure.com/{}/{}/_apis/wit/workitems/{} | x.py:4\n"},
    {"one that is asked for again and again, in TypeScript",
     {{"x.ts",
       R"~(import { witApi, retry } from "./gone";
const where = "dev.azure.com";
const items = await witApi();
await items.updateWorkItem({}, [], 7);
const buildApi = await retry("getApi", () => 7);
await buildApi.queueBuild({}, "shop");
)~"}},
     "$items | PATCH https://dev.azure.com/{}/{}/_apis/wit/workitems/{} | x.ts:4\n"
     "$items | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.ts:6\n"},
    {"one that is handed to a function that says what it takes",
     {{"x.py",
       R"~(from azure.devops.v7_1.git import GitClient
from .gone import make
def review(git: GitClient):
    git.create_thread({}, "web", 7)
c = make()
review(c)
)~"}},
     "$git | POST https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/threads | "
     "x.py:4\n"},
    {"what is called so in another service is none",
     {{"x.ts",
       R"~(import { client, builds } from "./gone";
const where = "dev.azure.com";
await client.builds.getBuild(7);
await builds.getBuild(7);
const git = await (await fetch("https://example.com/git")).json();
await git.getCommits("x");
)~"}},
     ""},
};

TEST_CASE("clients whose making is not seen are followed") {
  check(clients);
}

const TraceCase requests[] = {
    {"headers, credentials and sessions of a missing module",
     {{"x.py",
       R"~(import requests
from .gone import HEADERS, session, get_headers, login
from companylib import auth
url = "https://dev.azure.com/acme/_apis/projects"
requests.get(url, headers=HEADERS)
session.post(url)
requests.put(url, headers=get_headers())
requests.patch(url, auth=auth())
requests.delete(url, headers={"Authorization": f"Bearer {login()}"})
requests.head(url, headers={**get_headers(), "Accept": "x"})
)~"}},
     "$auth | GET https://dev.azure.com/acme/_apis/projects | x.py:5\n"
     "$auth | POST https://dev.azure.com/acme/_apis/projects | x.py:6\n"
     "$auth | PUT https://dev.azure.com/acme/_apis/projects | x.py:7\n"
     "$auth | PATCH https://dev.azure.com/acme/_apis/projects | x.py:8\n"
     "$auth | DELETE https://dev.azure.com/acme/_apis/projects | x.py:9\n"
     "$auth | HEAD https://dev.azure.com/acme/_apis/projects | x.py:10\n"},
    {"likewise in JavaScript, options that nobody knows among them",
     {{"x.js",
       R"~(import { options, http } from "./gone";
const url = "https://dev.azure.com/acme/_apis/projects";
fetch(url, options);
http.patch(url, {});
)~"}},
     "$options | GET https://dev.azure.com/acme/_apis/projects | x.js:3\n"
     "$options | PATCH https://dev.azure.com/acme/_apis/projects | x.js:4\n"},
    {"one to a URL that nobody knows is held against the same token",
     {{"x.js",
       R"~(import { login } from "./gone";
const auth = "Basic " + login();
const all = await fetch("https://dev.azure.com/acme/_apis/projects", { headers: { Authorization: auth } });
for (const one of (await all.json()).value) fetch(one.icon.url, { headers: { Authorization: auth } });
)~"}},
     "$login | GET https://dev.azure.com/acme/_apis/projects | x.js:3\n"
     "$login | ? the URL comes from a response | x.js:4\n"},
    {"alone it says nothing of Azure DevOps",
     {{"x.js",
       R"~(import { login, url } from "./gone";
const where = "dev.azure.com";
fetch(url, { headers: { Authorization: "Basic " + login() } });
)~"}},
     ""},
    {"a request without credentials stays without, and so does another service's",
     {{"x.py",
       R"~(import requests
from .gone import HEADERS
url = "https://dev.azure.com/acme/_apis/projects"
requests.get(url)
requests.get(url, headers={"Accept": "x"})
requests.get("https://example.com/x", headers=HEADERS)
token = requests.post("https://login.example.com/x").json()["access_token"]
requests.get(url, headers={"Authorization": "Bearer " + token})
)~"}},
     ""},
};

TEST_CASE("requests are made with whatever a missing module gives") {
  check(requests);
}

}  // namespace
}  // namespace patdown
