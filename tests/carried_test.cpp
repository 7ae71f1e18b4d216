// Tokens that a program carries in ways of its own: bound arguments, what `with` gives, generators,
// classes made from a library's. None of these uses may vanish.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase python[] = {
    {"a function that has been given some of its arguments, a thread, a pool",
     {{"x.py",
       R"~(import functools, os, requests, threading
from concurrent.futures import ThreadPoolExecutor
pat = os.environ["ADO_PAT"]
def send(p, verb): requests.request(verb, "https://dev.azure.com/acme/_apis/projects", auth=("", p))
functools.partial(send, pat)("GET")
functools.partial(requests.post, auth=("", pat))("https://dev.azure.com/acme/_apis/teams")
threading.Thread(target=send, args=(pat, "PUT")).start()
with ThreadPoolExecutor() as pool:
    pool.submit(send, pat, "PATCH")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:4\n"
     "$ADO_PAT | PATCH https://dev.azure.com/acme/_apis/projects | x.py:4\n"
     "$ADO_PAT | PUT https://dev.azure.com/acme/_apis/projects | x.py:4\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/_apis/teams | x.py:6\n"},
    {"what `with` gives: of a class, and of a generator",
     {{"x.py",
       R"~(import os, requests
from contextlib import contextmanager
class Ado:
    def __enter__(self):
        self.s = requests.Session()
        self.s.auth = ("", os.environ["ADO_PAT"])
        return self.s
@contextmanager
def session():
    s = requests.Session()
    s.auth = ("", os.environ["ADO_PAT"])
    yield s
with Ado() as a, session() as b:
    a.get("https://dev.azure.com/acme/_apis/projects")
    b.get("https://dev.azure.com/acme/_apis/teams")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:14\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | x.py:15\n"},
    {"a session of its own, which puts the base in front of each path",
     {{"x.py",
       R"~(import os, requests
class Ado(requests.Session):
    def __init__(self, pat):
        super().__init__()
        self.auth = ("", pat)
    def request(self, method, url, **more):
        return super().request(method, "https://dev.azure.com/acme/" + url, **more)
Ado(os.environ["ADO_PAT"]).patch("shop/_apis/wit/workitems/7")
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | x.py:7\n"},
    {"an object that authenticates in a way of its own",
     {{"x.py",
       R"~(import os, requests
class Auth(requests.auth.AuthBase):
    def __init__(self, secret): self.secret = secret
    def __call__(self, r):
        r.headers["Authorization"] = "Basic " + self.secret
        return r
requests.get("https://dev.azure.com/acme/_apis/projects", auth=Auth(os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:7\n"},
    {"a variable of the module that a function sets",
     {{"x.py",
       R"~(import os, requests
token = None
def setup():
    global token
    token = os.environ["ADO_PAT"]
def send(): requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", token))
setup()
send()
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:6\n"},
    {"a field that a base class from elsewhere gives",
     {{"x.py",
       R"~(from .gone import Base
class Items(Base):
    def close(self): self.session.patch("https://dev.azure.com/acme/_apis/wit/workitems/7")
Items().close()
)~"}},
     "$session | PATCH https://dev.azure.com/acme/_apis/wit/workitems/7 | x.py:3\n"},
};

TEST_CASE("Python carries tokens in ways of its own") {
  check(python);
}

const TraceCase scripts[] = {
    {"bind, call and apply",
     {{"x.js",
       R"~(const pat = process.env.ADO_PAT;
function send(p, verb) {
  return fetch("https://dev.azure.com/acme/_apis/projects", { method: verb, headers: { Authorization: "Bearer " + p } });
}
send.bind(null, pat)("GET");
send.call(null, pat, "PUT");
send.apply(null, [pat, "POST"]);
setTimeout(send, 100, pat, "PATCH");
setTimeout(() => send(pat, "DELETE"), 100);
)~"}},
     "$ADO_PAT | DELETE https://dev.azure.com/acme/_apis/projects | x.js:3\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:3\n"
     "$ADO_PAT | PATCH https://dev.azure.com/acme/_apis/projects | x.js:3\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/_apis/projects | x.js:3\n"
     "$ADO_PAT | PUT https://dev.azure.com/acme/_apis/projects | x.js:3\n"},
    {"defaults of an instance of axios, and of axios itself",
     {{"x.js",
       R"~(import axios from "axios";
const pat = process.env.ADO_PAT;
const api = axios.create();
api.defaults.baseURL = "https://dev.azure.com/acme";
api.defaults.headers.common["Authorization"] = "Basic " + btoa(":" + pat);
api.patch("/_apis/wit/workitems/7", []);
axios.defaults.headers.common.Authorization = "Basic " + btoa(":" + pat);
axios.get("https://dev.azure.com/acme/_apis/projects");
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/_apis/wit/workitems/7 | x.js:6\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:8\n"},
    {"a variable of the module that a function sets, and Obsidian's way to send",
     {{"x.ts",
       R"~(import { requestUrl } from "obsidian";
let token: string | null = null;
function setup() { token = process.env.ADO_PAT; }
async function send() {
  await requestUrl({ url: "https://dev.azure.com/acme/_apis/projects", method: "POST", headers: { Authorization: "Bearer " + token } });
}
setup();
send();
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/_apis/projects | x.ts:5\n"},
};

TEST_CASE("JavaScript carries tokens in ways of its own") {
  check(scripts);
}

const TraceCase go[] = {
    {"a request that a client makes in a way that no row knows",
     {{"main.go",
       R"~(package main

import (
	"os"

	"github.com/go-resty/resty/v2"
)

func main() {
	client := resty.New().SetBaseURL("https://dev.azure.com/acme/").SetBasicAuth("", os.Getenv("ADO_PAT"))
	request := client.Prepared(7)
	request.Post("/_apis/projects")
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/_apis/projects | main.go:12\n"},
};

const TraceCase others[] = {
    {"a class that has fields alone",
     {{"A.cs",
       R"~(class Tok { public string Plain { get; init; } public string Encoded { get; set; } = ""; }
class Provider {
  public static Tok Provide(string pat) { return new Tok { Plain = pat, Encoded = pat }; }
  static void Main() {
    var tok = Provider.Provide(Environment.GetEnvironmentVariable("ADO_PAT"));
    var client = new HttpClient();
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", tok.Encoded);
    client.GetAsync("https://dev.azure.com/acme/_apis/projects");
  }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | A.cs:8\n"},
    {"settings that a library fills in",
     {{"A.cs",
       R"~(class Settings { public Ado AzureDevOps { get; set; } }
class Ado { public string Token { get; set; } }
class Program {
  static void Main() {
    var settings = new Settings();
    configuration.Bind(settings);
    var client = new HttpClient();
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", settings.AzureDevOps.Token);
    client.GetAsync("https://dev.azure.com/acme/_apis/projects");
  }
}
)~"}},
     "$AzureDevOps.Token | GET https://dev.azure.com/acme/_apis/projects | A.cs:9\n"},
    {"Microsoft's library for Go, of which the tree holds a copy",
     {{"azuredevops/build/client.go",
       R"~(package build

func NewClient(ctx context.Context, connection *azuredevops.Connection) (Client, error) {
	return &ClientImpl{}, nil
}
)~"},
      {"hack/main.go",
       R"~(package main

import (
	"os"

	"github.com/microsoft/azure-devops-go-api/azuredevops"
	"github.com/microsoft/azure-devops-go-api/azuredevops/build"
)

func main() {
	connection := azuredevops.NewPatConnection("https://dev.azure.com/acme", os.Getenv("ADO_PAT"))
	client, _ := build.NewClient(ctx, connection)
	client.GetBuilds(ctx, build.GetBuildsArgs{})
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/builds | hack/main.go:13\n"},
};

TEST_CASE("tokens lie in classes of fields, and in copies of libraries") {
  check(others);
}

TEST_CASE("what a client makes is the client's") {
  check(go);
}

}  // namespace
}  // namespace patdown
