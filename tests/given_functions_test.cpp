// Functions that are given to others: handlers of routers, what runs for each of a list. Also maps
// and structs in which tokens reach them.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase given[] = {
    {"a handler of a router that is made where it is used",
     {{"x.ts",
       R"~(import axios from 'axios';
import Router from 'express-promise-router';
const api = axios.create({
  baseURL: 'https://dev.azure.com',
  headers: { Authorization: `Basic ${btoa(':' + process.env.ADO_PAT)}` },
});
function service() {
  return { list: async p => (await api.get(`/acme/${p}/_apis/git/repositories`)).data };
}
function routes(own) {
  const router = Router();
  router.get('/x', async (req, res) => { res.json(await own.list('shop')); });
  return router;
}
export function start(server) { server.use(routes(service())); }
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/git/repositories | x.ts:8\n"},
    {"a method that sends what it is given makes no object ready, whatever its name begins with",
     {{"Client.cs",
       R"~(public sealed class Client
{
    private readonly HttpClient _client;
    public Client(string token)
    {
        _client = new HttpClient();
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }
    public async Task Load(int id) { await InitiateAsync(c => c.GetAsync($"https://dev.azure.com/acme/_apis/wit/workitems/{id}")); }
    async Task<HttpResponseMessage> InitiateAsync(Func<HttpClient, Task<HttpResponseMessage>> send) { return await send(_client); }
}
)~"}},
     "$token | GET https://dev.azure.com/acme/_apis/wit/workitems/{} | Client.cs:9\n"},
    {"what runs for each of a list, elsewhere or here",
     {{"x.py",
       R"~(import os, requests
from concurrent.futures import ThreadPoolExecutor

def one(x):
    return requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["ADO_PAT"]))

def two(x):
    return requests.get("https://dev.azure.com/acme/a/_apis/build/builds", auth=("", os.environ["ADO_PAT"]))

def main(all):
    with ThreadPoolExecutor() as pool:
        waiting = {pool.submit(one, x): x for x in all}
    print(list(map(two, all)))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:5\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/a/_apis/build/builds | x.py:8\n"},
    {"an element of a map that a comprehension makes",
     {{"x.py",
       R"~(import os, requests

def builds(item):
    named = {key.lower(): value for key, value in item.items()}
    project = named.get("project")
    requests.get(f"https://dev.azure.com/acme/{project}/_apis/build/builds", auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds | x.py:6\n"},
    {"arguments that are read as a map, and what makes no use of them",
     {{"x.py",
       R"~(import argparse, requests

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pat")
    args = vars(parser.parse_args())
    count = int(args["count"])
    requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", args["pat"]))

main()
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/projects | x.py:8\n"},
    {"an attribute by its name",
     {{"x.py",
       R"~(import argparse, requests

class Client:
    def __init__(self, pat): self.pat = pat
    def projects(self):
        requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", self.pat))
    def teams(self):
        requests.get("https://dev.azure.com/acme/_apis/teams", auth=("", self.pat))

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pat")
    args = parser.parse_args()
    client = Client(getattr(args, "pat", None))
    for name in ["projects", "teams"]:
        getattr(client, name)()

main()
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/projects | x.py:6\n"
     "$pat | GET https://dev.azure.com/acme/_apis/teams | x.py:8\n"},
    {"a struct of another package, without methods",
     {{"go.mod", "module example.com/z\n\ngo 1.23\n"},
      {"b/b.go",
       R"~(package b

import "net/http"

type Creds struct{ PAT string }

func Call(c Creds) {
	req, _ := http.NewRequest("GET", "https://dev.azure.com/acme/_apis/projects", nil)
	req.SetBasicAuth("", c.PAT)
	http.DefaultClient.Do(req)
}
)~"},
      {"main.go",
       R"~(package main

import (
	"os"

	"example.com/z/b"
)

func main() { b.Call(b.Creds{PAT: os.Getenv("ADO_PAT")}) }
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | b/b.go:10\n"},
};

TEST_CASE("functions that are given to others are run") {
  check(given);
}

}  // namespace
}  // namespace patdown
