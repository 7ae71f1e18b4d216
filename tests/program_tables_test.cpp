// Clients and texts in tables, formats and parts of URLs; headers that interceptors add.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase tables[] = {
    {"the requests of a browser",
     {{"page.js",
       R"~(const pat = "<pat>";
function queue(url, data) {
  const xhr = new XMLHttpRequest();
  xhr.open("POST", url, true);
  xhr.setRequestHeader("Authorization", "Basic " + btoa(":" + pat));
  xhr.send(JSON.stringify(data));
}
queue("https://dev.azure.com/acme/shop/_apis/pipelines/7/runs", {});
)~"}},
     "$pat | POST https://dev.azure.com/acme/shop/_apis/pipelines/7/runs | "
     "page.js:6\n"},
    {"clients kept in a map, under keys that nobody knows",
     {{"x.ts",
       R"~(import { WebApi, getPersonalAccessTokenHandler } from "azure-devops-node-api";

const clients = new Map();
for (const org of process.argv) {
    clients.set(org, new WebApi(org, getPersonalAccessTokenHandler(process.env.ADO_PAT)));
}

export async function list(org) {
    if (!clients.has(org)) return;
    const repos = await clients.get(org).getGitApi();
    await repos.getRepositories("shop");
}
list(process.argv[2]);
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/git/repositories | x.ts:11\n"},
    {"methods of clients, kept in fields and passed on",
     {{"x.ts",
       R"~(import { WebApi, getPersonalAccessTokenHandler } from "azure-devops-node-api";
import { retry } from "retrying";

export async function list(org) {
    const api = new WebApi(org, getPersonalAccessTokenHandler(process.env.ADO_PAT));
    const builds = await api.getBuildApi();
    const kept = { definitions: builds.getDefinitions };
    await kept.definitions("shop");
    await retry(builds.queueBuild, {}, "shop");
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/definitions | x.ts:8\n"
     "$ADO_PAT | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.ts:9\n"},
    {"a map of Go",
     {{"x.go",
       R"~(package x

import (
	"fmt"
	"net/http"
	"os"
)

type Client struct{ pat, base string }

func NewClient(project, pat string) *Client {
	return &Client{pat: pat, base: fmt.Sprintf("https://dev.azure.com/acme/%v/_apis", project)}
}

func (c *Client) builds() {
	req, _ := http.NewRequest("GET", c.base+"/build/builds", nil)
	req.SetBasicAuth("", c.pat)
	http.DefaultClient.Do(req)
}

func main() {
	clients := map[string]*Client{}
	for _, project := range os.Args {
		clients[project] = NewClient(project, os.Getenv("ADO_PAT"))
	}
	for _, client := range clients {
		client.builds()
	}
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/{}/_apis/build/builds | x.go:18\n"},
    {"formats: Go's %v, names of Python",
     {{"x.go",
       R"~(package x

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	req, _ := http.NewRequest("GET", fmt.Sprintf("https://dev.azure.com/%v/%+v/_apis/build/builds/%3d", org, os.Args[1], id), nil)
	req.SetBasicAuth("", os.Getenv("ADO_PAT"))
	http.DefaultClient.Do(req)
}
)~"},
      {"x.py",
       R"~(import os, requests
url = "https://dev.azure.com/%(org)s/_apis/git/repositories/%(name)s?x=%%20y" % {"org": "acme", "name": "web"}
requests.get(url, auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/builds/{} | x.go:12\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/web?x=%20y | x.py:3\n"},
    {"a request by the parts of a URL",
     {{"x.ts",
       R"~(import * as https from "https";

function send(url: string, method: string) {
    const parts = new URL(url);
    const options = {
        hostname: parts.hostname,
        path: parts.pathname + parts.search,
        method,
        headers: { Authorization: `Bearer ${process.env.ADO_PAT}` },
    };
    https.request(options, (response) => response.resume()).end();
}
send(`https://dev.azure.com/acme/${process.argv[2]}/_apis/wit/workitems/7?api-version=7.1`, "PATCH");
)~"},
      {"x.py",
       R"~(import http.client, os, urllib.parse

def send(url):
    parts = urllib.parse.urlparse(url)
    connection = http.client.HTTPSConnection(parts.netloc)
    connection.request("GET", parts.path, headers={"Authorization": os.environ["ADO_PAT"]})

send("https://dev.azure.com/acme/_apis/projects?x=y")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:6\n"
     "$ADO_PAT | PATCH https://dev.azure.com/acme/{}/_apis/wit/workitems/7 | x.ts:11\n"},
    {"JAX-RS: a URL that grows, a header of the invocation",
     {{"X.java",
       R"~(import javax.ws.rs.client.ClientBuilder;

public class X {
    public static void main(String[] args) {
        String auth = "Basic " + java.util.Base64.getEncoder()
            .encodeToString((":" + System.getenv("ADO_PAT")).getBytes());
        Client client = ClientBuilder.newClient();
        client.target("https://dev.azure.com/acme").path("shop").path("_apis/build/builds")
            .queryParam("api-version", "7.0").request("application/json")
            .header("Authorization", auth).post(Entity.json("{}"));
    }
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | X.java:8\n"},
    {"Flurl",
     {{"x.cs",
       R"~(using Flurl.Http;

public class X
{
    public Task Run(string pat)
    {
        return "https://dev.azure.com/acme".AppendPathSegment("_apis/projects")
            .SetQueryParam("api-version", "7.0").WithBasicAuth("", pat).GetJsonAsync<Projects>();
    }
}
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/projects | x.cs:7\n"},
    {"Go's headers whole, as a map under a name",
     {{"x.go",
       R"~(package main

import (
	"net/http"
	"os"
)

func main() {
	r, _ := http.NewRequest("POST", "https://dev.azure.com/acme/shop/_apis/build/builds", nil)
	r.Header = http.Header{"Authorization": []string{"Bearer " + os.Getenv("ADO_PAT")}}
	http.DefaultClient.Do(r)
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.go:11\n"},
    {"headers that urllib's opener adds",
     {{"x.py",
       R"~(import os
import urllib.request
opener = urllib.request.build_opener()
opener.addheaders = [("Accept", "application/json"), ("Authorization", "Bearer " + os.environ["ADO_PAT"])]
opener.open("https://dev.azure.com/acme/_apis/projects")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:5\n"},
    {"Faraday's middleware in the base class of a gem; what comes behind it takes no token away",
     {{"lib/base.rb",
       R"~(require 'faraday'
module Acme
  class Base
    def initialize(token)
      @token = token
    end
    def connection
      @connection ||= Faraday.new(url: "https://dev.azure.com/acme") do |f|
        f.request :authorization, :basic, '', @token
        f.request :json
      end
    end
  end
end
)~"},
      {"lib/builds.rb",
       R"~(require_relative 'base'
module Acme
  class Builds < Base
    def queue(project)
      connection.post("#{project}/_apis/build/builds", {})
    end
  end
end
Acme::Builds.new(ENV['ADO_PAT']).queue('shop')
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | lib/builds.rb:5\n"},
    {"tokens in a table, an address and a client of a module that is not here",
     {{"x.py",
       R"~(import os
from outside import Client
tokens = {"read": os.environ["READ_PAT"], "write": os.environ["WRITE_PAT"]}
client = Client("https://dev.azure.com/acme", tokens)
)~"}},
     "$READ_PAT | ? it is given to outside.Client, which is not known | x.py:4\n"
     "$WRITE_PAT | ? it is given to outside.Client, which is not known | x.py:4\n"},
    {"a route below a project, whatever the base of the client that is not here",
     {{"x.py",
       R"~(import os
from outside import Client
client = Client("acme", os.environ["ADO_PAT"])
client.get("shop/_apis/build/builds")
)~"}},
     "$ADO_PAT | ? it is given to outside.Client, which is not known | x.py:3\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/shop/_apis/build/builds | x.py:4\n"},
};

TEST_CASE("tables and formats keep what they are given") {
  check(tables);
}

const TraceCase interceptors[] = {
    {"axios: a function sees every request",
     {{"x.ts",
       R"~(import axios from "axios";

const api = axios.create({ baseURL: "https://dev.azure.com/acme" });
api.interceptors.request.use((config) => {
    config.headers.Authorization = `Bearer ${process.env.ADO_PAT}`;
    return config;
});
api.interceptors.response.use((response) => response.data);
api.delete("/shop/_apis/build/builds/7");
)~"}},
     "$ADO_PAT | DELETE https://dev.azure.com/acme/shop/_apis/build/builds/7 | x.ts:9\n"},
    {"OkHttp: a lambda, and a class of its own",
     {{"X.kt",
       R"~(import okhttp3.OkHttpClient
import okhttp3.Request

class Signed(private val pat: String) : Interceptor {
    override fun intercept(chain: Interceptor.Chain): Response {
        val signed = chain.request().newBuilder().header("Authorization", "Bearer $pat").build()
        return chain.proceed(signed)
    }
}

fun list() {
    val pat = System.getenv("ADO_PAT")
    val client = OkHttpClient.Builder()
        .addInterceptor { chain ->
            chain.proceed(chain.request().newBuilder().addHeader("Authorization", "Bearer $pat").build())
        }
        .build()
    client.newCall(Request.Builder().url("https://dev.azure.com/acme/_apis/projects").build()).execute()
    val other = OkHttpClient.Builder().addInterceptor(Signed(pat)).build()
    other.newCall(Request.Builder().url("https://dev.azure.com/acme/_apis/pools").build()).execute()
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | X.kt:18\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/pools | X.kt:20\n"},
    {"Spring's client, built with its base and its headers",
     {{"X.java",
       R"~(import org.springframework.web.reactive.function.client.WebClient;

public class X {
  private final WebClient client;

  public X(String pat) {
    this.client = WebClient.builder().baseUrl("https://dev.azure.com/acme")
        .defaultHeader("Authorization", "Bearer " + pat).build();
  }

  public String close(String id) {
    return client.patch().uri("/_apis/wit/workitems/" + id).bodyValue("[]").retrieve()
        .bodyToMono(String.class).block();
  }
}
)~"}},
     "$pat | PATCH https://dev.azure.com/acme/_apis/wit/workitems/{} | X.java:12\n"},
};

TEST_CASE("tokens that interceptors and builders add are the client's") {
  check(interceptors);
}

}  // namespace
}  // namespace patdown
