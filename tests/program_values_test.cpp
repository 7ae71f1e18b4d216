// What programs make of decorators, records, options, files and empty names.

#include "catch.h"
#include "token/trace/tracer.h"
#include "traced.h"

namespace patdown {
namespace {

// What functions give at once, and maps of Java.
const TraceCase several[] = {
    {"two clients that a function of Go gives",
     {{"main.go",
       R"~(package main

import (
	"context"
	"os"

	"github.com/microsoft/azure-devops-go-api/azuredevops"
	"github.com/microsoft/azure-devops-go-api/azuredevops/core"
	"github.com/microsoft/azure-devops-go-api/azuredevops/git"
)

func clients(ctx context.Context, c *azuredevops.Connection) (core.Client, git.Client) {
	projects, _ := core.NewClient(ctx, c)
	repositories, _ := git.NewClient(ctx, c)
	return projects, repositories
}

func main() {
	ctx := context.Background()
	connection := azuredevops.NewPatConnection("https://dev.azure.com/acme", os.Getenv("BOT_PAT"))
	projects, repositories := clients(ctx, connection)
	projects.GetProjects(ctx, core.GetProjectsArgs{})
	repositories.GetRepositories(ctx, git.GetRepositoriesArgs{})
}
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/{}/_apis/projects | main.go:22\n"
     "$BOT_PAT | GET https://dev.azure.com/{}/{}/_apis/git/repositories | main.go:23\n"},
    {"a header and a token beside each other, or an error",
     {{"main.go",
       R"~(package main

import (
	"errors"
	"net/http"
	"os"
)

func header() (string, string, error) {
	if os.Getenv("BOT_PAT") == "" {
		return "", "", errors.New("no token")
	}
	return "Authorization", "Bearer " + os.Getenv("BOT_PAT"), nil
}

func main() {
	name, value, err := header()
	req, _ := http.NewRequest("GET", "https://dev.azure.com/acme/_apis/projects", nil)
	req.Header.Set(name, value)
	http.DefaultClient.Do(req)
}
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | main.go:20\n"},
    {"a loop over what a response holds, if there was one",
     {{"x.py",
       R"~(import os
import requests
auth = ("", os.environ["BOT_PAT"])

def items():
    try:
        found = requests.post("https://dev.azure.com/acme/shop/_apis/wit/wiql", auth=auth, json={})
        results = found.json()["workItems"]
    except ValueError:
        return []
    for item in results:
        requests.get(item["url"], auth=auth)

items()
)~"}},
     "$BOT_PAT | POST https://dev.azure.com/acme/shop/_apis/wit/wiql | x.py:7\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/workItems/{} | x.py:12\n"},
    {"a loop over one of two lists",
     {{"x.py",
       R"~(import os
import requests
import sys
if len(sys.argv) > 1:
    names = ["a"]
else:
    names = ["b"]
for name in names:
    requests.get("https://dev.azure.com/acme/_apis/projects/" + name, auth=("", os.environ["BOT_PAT"]))
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects/a | x.py:9\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects/b | x.py:9\n"},
    {"a tree of Visual Studio Code asks its provider",
     {{"x.ts",
       R"~(import * as vscode from "vscode";
import * as azdev from "azure-devops-node-api";

class PullRequests {
  private connection: azdev.WebApi;
  constructor() {
    this.connection = new azdev.WebApi("https://dev.azure.com/acme",
      azdev.getPersonalAccessTokenHandler(process.env.BOT_PAT));
  }
  async getChildren() {
    const git = await this.connection.getGitApi();
    return git.getPullRequestsByProject("shop", undefined);
  }
}

export function activate() {
  vscode.window.registerTreeDataProvider("pullRequests", new PullRequests());
}
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/{}/{}/_apis/git/pullrequests | x.ts:12\n"},
    {"headers in a map of Java that is filled after it is made",
     {{"A.java",
       R"~(import io.restassured.RestAssured;
import java.util.*;

public class A {
  public static void main(String[] args) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + System.getenv("BOT_PAT"));
    RestAssured.given().headers(headers).post("https://dev.azure.com/acme/shop/_apis/test/runs");
    RestAssured.given().headers(Map.of("Authorization", "Bearer " + System.getenv("BOT_PAT")))
        .get("https://dev.azure.com/acme/_apis/projects");
  }
}
)~"}},
     "$BOT_PAT | POST https://dev.azure.com/acme/shop/_apis/test/runs | A.java:8\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | A.java:9\n"},
};

TEST_CASE("several values of one call, and maps") {
  check(several);
}

const TraceCase values[] = {
    {"a name that is empty here and is given there",
     {{"a.py",
       R"~(import os, requests

class Git:
    def __init__(self, repo=""):
        self.repo = repo
        self.auth = ("", os.environ["ADO_PAT"])

    def threads(self, number):
        url = f"https://dev.azure.com/acme/shop/_apis/git/repositories/{self.repo}/pullRequests/{number}/threads"
        return requests.get(url, auth=self.auth)

Git().threads(4)
Git("web").threads(4)
)~"}},
     "$ADO_PAT | GET "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/web/pullRequests/4/threads | a.py:10\n"
     "$ADO_PAT | GET "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/{}/pullRequests/4/threads | "
     "a.py:10\n"},
    {"a default behind what is given",
     {{"a.js",
       R"~(async function ask(path, method) {
  const headers = { Authorization: "Bearer " + process.env.ADO_PAT };
  return fetch(`https://dev.azure.com/acme/shop/_apis/${path}`, { method: method || "GET", headers });
}
ask("wit/wiql", "POST");
ask("build/builds");
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | a.js:3\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/wit/wiql | a.js:3\n"},
    {"C#: what is made without its type has that of its field",
     {{"A.cs",
       R"~(using System;
using System.Net.Http;
using System.Net.Http.Headers;
class Builds {
  private readonly HttpClient _client;
  public Builds() {
    _client = new();
    _client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ADO_PAT"));
  }
  public void Ask() { _client.DeleteAsync("https://dev.azure.com/acme/shop/_apis/build/builds/7"); }
}
)~"}},
     "$ADO_PAT | DELETE https://dev.azure.com/acme/shop/_apis/build/builds/7 | A.cs:11\n"},
    {"a name that is empty wherever it is known",
     {{"a.ts",
       R"~(import axios from "axios";
let id = "";
async function close() {
  const token = process.env.ADO_PAT;
  await axios.patch(`https://dev.azure.com/acme/shop/_apis/wit/workitems/${id}?api-version=7.1`, [], { headers: { Authorization: `Bearer ${token}` } });
}
close();
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/shop/_apis/wit/workitems/{} | a.ts:5\n"},
    {"Python: a method behind a decorator keeps its object",
     {{"a.py",
       R"~(import functools, os, requests

def retried(func):
    @functools.wraps(func)
    def wrapper(self, *args, **kwargs):
        return func(self, *args, **kwargs)
    return wrapper

class Boards:
    def __init__(self, token):
        self.session = requests.Session()
        self.session.auth = ("", token)

    @retried
    def projects(self, org):
        return self.session.get(f"https://dev.azure.com/{org}/_apis/projects")

Boards(os.environ["ADO_PAT"]).projects("acme")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | a.py:16\n"},
    {"Python: a dataclass is made of its fields",
     {{"a.py",
       R"~(import os
from dataclasses import dataclass
import requests

@dataclass
class Settings:
    org: str
    pat: str
    area: str = "wit"

    def url(self):
        return f"https://dev.azure.com/{self.org}/shop/_apis/{self.area}/workitems/7"

def read(settings: Settings):
    return requests.get(settings.url(), auth=("", settings.pat))

read(Settings("acme", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | a.py:15\n"},
    {"C#: a header and a URL of the type that is wanted, in a class with a constructor",
     {{"A.cs",
       R"~(class Feeds {
  private readonly HttpClient http;
  private readonly string root;
  public Feeds(string root, string token) {
    this.root = root;
    http = new HttpClient();
    http.DefaultRequestHeaders.Authorization = new("Bearer", token);
  }
  public async Task Check() {
    var request = new HttpRequestMessage() { RequestUri = new($"{root}_apis/projects"), Method = HttpMethod.Get };
    await http.SendAsync(request);
    await http.SendAsync(new HttpRequestMessage { RequestUri = new(Where()) });
  }
}
class P {
  static async Task Main() {
    await new Feeds("https://dev.azure.com/acme/", Environment.GetEnvironmentVariable("ADO_PAT")).Check();
  }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | A.cs:11\n"
     "$ADO_PAT | ? the URL comes from the output of new | A.cs:12\n"},
    {"Python: what stands in a file is called by its variable",
     {{"a.py",
       R"~(import requests
token_file = "/run/secrets/ado"
with open(token_file) as f:
    token = f.read().strip()
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", token))
)~"}},
     "$token | GET https://dev.azure.com/acme/_apis/projects | a.py:5\n"},
    {"C#: an option of System.CommandLine",
     {{"A.cs",
       R"~(using System.CommandLine;
class P {
  static int Main(string[] args) {
    var pat = new Option<string>("--pat", "-p");
    var root = new RootCommand { pat };
    root.SetAction(async result => {
      var http = new HttpClient();
      http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", result.GetValue(pat));
      await http.GetAsync("https://dev.azure.com/acme/_apis/projects");
    });
    return root.Parse(args).Invoke();
  }
}
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/projects | A.cs:9\n"},
    {"Java: what decrypts a token gives it on",
     {{"A.java",
       R"~(class A {
  static void run(Settings settings) {
    RestTemplate rest = new RestTemplate();
    HttpHeaders headers = new HttpHeaders();
    headers.setBasicAuth("", Encryption.decryptString(settings.getPersonalAccessToken()));
    rest.exchange("https://dev.azure.com/acme/_apis/projects", HttpMethod.GET, new HttpEntity<>(headers), String.class);
  }
}
)~"}},
     "$settings.getPersonalAccessToken | GET https://dev.azure.com/acme/_apis/projects | "
     "A.java:6\n"},
    {"Python: an argument is called by its variable",
     {{"a.py",
       R"~(import sys, requests
pat = sys.argv[1]
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/projects | a.py:3\n"},
    {"TypeScript: the client of GitHub's actions",
     {{"a.ts",
       R"~(import * as core from "@actions/core";
import { HttpClient } from "@actions/http-client";
async function run() {
  const http = new HttpClient("me", [], { headers: { Authorization: `Bearer ${core.getInput("token")}` } });
  await http.getJson("https://dev.azure.com/acme/_apis/projects");
}
run();
)~"}},
     "$token | GET https://dev.azure.com/acme/_apis/projects | a.ts:5\n"},
    {"Java: a URL of scheme, host and path",
     {{"A.java",
       R"~(class A {
  static void run(String token) {
    UriComponentsBuilder url = UriComponentsBuilder.newInstance().scheme("https").host("dev.azure.com").path("/acme/_apis/projects");
    HttpHeaders headers = new HttpHeaders();
    headers.setBasicAuth("", token);
    new RestTemplate().exchange(url.toUriString(), HttpMethod.GET, new HttpEntity<>(headers), String.class);
  }
  public static void main(String[] args) { run(System.getenv("ADO_PAT")); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | A.java:6\n"},
};

}  // namespace

TEST_CASE("values of programs") {
  check(values);
}

}  // namespace patdown
