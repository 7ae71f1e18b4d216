// Objects of the code's own: what classes inherit, overloads, constructors that are functions,
// blocks.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const char* const csharp_base = R"~(using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
public abstract class AzureDevOpsTask {
  protected string Url => "https://dev.azure.com/acme/shop";
  protected abstract Task RunCore(HttpClient client);
  public bool Run() {
    using (var client = new HttpClient {
      DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ADO_PAT")) } })
    {
      RunCore(client).GetAwaiter().GetResult();
    }
    return true;
  }
  protected Task Retry(Func<Task> work) { return Retry(async () => { await work(); }, 3); }
  protected async Task Retry(Func<Task> work, int times) { await work(); }
}
)~";

const TraceCase inheriting[] = {
    {"a base class calls what a class that extends it does",
     {{"Base.cs", csharp_base},
      {"StartRun.cs",
       R"~(public class StartRun : AzureDevOpsTask {
  protected override Task RunCore(HttpClient client) {
    return client.PostAsync($"{Url}/_apis/test/runs", null);
  }
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/test/runs | StartRun.cs:3\n"},
    {"a class calls what it inherits, without `this` and without arguments",
     {{"Store.cs",
       R"~(public abstract class Store
{
    protected VssConnection Connection()
    {
        return new VssConnection(new Uri("https://dev.azure.com/acme"), new VssBasicCredential("", Environment.GetEnvironmentVariable("ADO_PAT")));
    }
}
)~"},
      {"Builds.cs",
       R"~(public class Builds : Store
{
    public async Task Load(string project) { await Connection().GetClient<BuildHttpClient>().GetDefinitionsAsync(project); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/definitions | Builds.cs:3\n"},
    {"of Kotlin, too",
     {{"Api.kt",
       R"~(open class Api(val token: String) {
    fun client(): HttpClient = HttpClient(CIO) { defaultRequest { header("Authorization", "Bearer $token") } }
}
class Builds(token: String) : Api(token) {
    suspend fun load() { client().get("https://dev.azure.com/acme/shop/_apis/build/builds") }
}
suspend fun main() { Builds(System.getenv("ADO_PAT")).load() }
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | Api.kt:5\n"},
    {"each class that extends it, through another one too",
     {{"Base.cs", csharp_base},
      {"All.cs",
       R"~(public abstract class Middle : AzureDevOpsTask { }
public class One : Middle {
  protected override Task RunCore(HttpClient client) { return client.GetAsync($"{Url}/_apis/build/builds"); }
}
public class Two : AzureDevOpsTask {
  protected override Task RunCore(HttpClient client) { return client.GetAsync($"{Url}/_apis/wiki/wikis"); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | All.cs:3\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/wiki/wikis | All.cs:6\n"},
    {"of several methods of one name the one that takes as many arguments",
     {{"Base.cs", csharp_base},
      {"StartRun.cs",
       R"~(public class StartRun : AzureDevOpsTask {
  protected override Task RunCore(HttpClient client) {
    return Retry(async () => { await client.DeleteAsync($"{Url}/_apis/test/runs/7"); });
  }
}
)~"}},
     "$ADO_PAT | DELETE https://dev.azure.com/acme/shop/_apis/test/runs/7 | StartRun.cs:3\n"},
    {"nobody says what an abstract method does with the token",
     {{"Base.cs",
       R"~(using System;
using System.Net.Http;
public abstract class Task {
  protected abstract void RunCore(string token);
  public void Run() {
    var pat = Environment.GetEnvironmentVariable("ADO_PAT");
    var client = new HttpClient();
    client.DefaultRequestHeaders.Add("Authorization", "Bearer " + pat);
    client.GetAsync("https://dev.azure.com/acme/_apis/projects");
    RunCore(pat);
  }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | Base.cs:9\n"
     "$ADO_PAT | ? it is given to RunCore, which is not known | Base.cs:10\n"},
    {"in Python",
     {{"jobs.py",
       R"~(import os
import requests

class Job:
    def run(self):
        self.send(("", os.environ["ADO_PAT"]))

class Release(Job):
    def send(self, auth):
        requests.post("https://vsrm.dev.azure.com/acme/shop/_apis/release/releases", auth=auth)
)~"}},
     "$ADO_PAT | POST https://vsrm.dev.azure.com/acme/shop/_apis/release/releases | jobs.py:10\n"},
};

TEST_CASE("methods run on the classes that extend theirs") {
  check(inheriting);
}

const TraceCase mixed[] = {
    {"a class of Ruby that includes a client has its methods",
     {{"x.rb",
       R"~(require 'httparty'
class Epics < Acme::Action
  include HTTParty
  def initialize(project)
    @project = project
    @token = ENV['ADO_PAT']
  end
  def call
    headers = { "Authorization" => "Basic #{Base64.strict_encode64(':' + @token)}" }
    self.class.post("https://dev.azure.com/acme/#{@project}/_apis/wit/workitems/$Epic", headers: headers)
  end
end
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/{}/_apis/wit/workitems/$Epic | x.rb:10\n"},
    {"so do its own methods, which are called by name",
     {{"x.rb",
       R"~(class Builds
  extend HTTParty
  def self.list
    get("https://dev.azure.com/acme/shop/_apis/build/builds", basic_auth: { password: ENV['ADO_PAT'] })
  end
end
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.rb:4\n"},
    {"what a class says of all its requests: the base, the credential",
     {{"x.rb",
       R"~(require 'httparty'
class Repositories
  include HTTParty
  base_uri 'https://dev.azure.com/acme/shop/_apis'
  basic_auth '', ENV['BOT_PAT']
  def self.drop(id)
    delete("/git/repositories/#{id}")
  end
end
Repositories.drop(1)
)~"},
      {"y.rb",
       R"~(require 'httparty'
class Items
  include HTTParty
  base_uri 'https://dev.azure.com/acme/_apis'
  def initialize
    @auth = { username: '', password: ENV['ITEM_PAT'] }
  end
  def get(id)
    self.class.get("/wit/workitems/#{id}", basic_auth: @auth)
  end
end
Items.new.get(1)
)~"}},
     "$BOT_PAT | DELETE https://dev.azure.com/acme/shop/_apis/git/repositories/1 | x.rb:7\n"
     "$ITEM_PAT | GET https://dev.azure.com/acme/_apis/wit/workitems/1 | y.rb:9\n"},
    {"a module of the tree that a class includes",
     {{"api.rb",
       R"~(module Acme
  module Api
    def api_get(path)
      uri = URI("https://dev.azure.com/acme/#{path}")
      request = Net::HTTP::Get.new(uri)
      request.basic_auth("", token)
      Net::HTTP.start(uri.host) { |http| http.request(request) }
    end
    def token
      ENV['ADO_PAT']
    end
  end
end
)~"},
      {"builds.rb",
       R"~(require_relative 'api'
class Builds < Base
  include Acme::Api
  def list
    api_get("shop/_apis/build/builds")
  end
end
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | api.rb:7\n"},
    {"a class of Python that extends two",
     {{"x.py",
       R"~(import os, requests
class Base:
    pass
class Api:
    def get(self, path):
        return requests.get("https://dev.azure.com/acme/" + path, auth=("", os.environ["ADO_PAT"]))
class Builds(Base, Api):
    def list(self):
        return self.get("shop/_apis/build/builds")
Builds().list()
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:6\n"},
};

TEST_CASE("classes have the methods of what they mix in") {
  check(mixed);
}

const TraceCase made[] = {
    {"Go: the object is made by a function that hands it on",
     {{"comments/handler.go",
       R"~(package comments

import "net/http"

type handler struct {
	token string
	base  string
}

func New(token string, url string) *Commenter {
	h := &handler{token: token, base: "https://dev.azure.com/acme/" + url}
	return wrap(h)
}
)~"},
      {"comments/calls.go",
       R"~(package comments

import "net/http"

func (h *handler) List() {
	req, _ := http.NewRequest("GET", h.base + "/_apis/git/repositories", nil)
	req.SetBasicAuth("", h.token)
	http.DefaultClient.Do(req)
}
)~"}},
     "$token | GET https://dev.azure.com/acme/{}/_apis/git/repositories | comments/calls.go:8\n"
     "$token | ? it is given to wrap, which is not known | comments/handler.go:12\n"},
    {"Go: what is returned beside an error is not used",
     {{"x.go",
       R"~(package x

import (
	"fmt"
	"net/http"
	"os"
)

func base(org string) (string, error) {
	if org == "" {
		return "", fmt.Errorf("no organization")
	}
	return "https://dev.azure.com/" + org, nil
}

func Projects(org string) {
	url, err := base(org)
	if err != nil {
		return
	}
	req, _ := http.NewRequest("GET", url + "/_apis/projects", nil)
	req.SetBasicAuth("", os.Getenv("ADO_PAT"))
	http.DefaultClient.Do(req)
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/_apis/projects | x.go:23\n"},
    {"Go: a client library of others",
     {{"x.go",
       R"~(package x

import (
	"context"
	"os"

	"github.com/mcdafydd/go-azuredevops/azuredevops"
)

func Comment(ctx context.Context, body *azuredevops.GitPullRequestCommentThread) {
	tp := azuredevops.BasicAuthTransport{Username: "", Password: os.Getenv("ADO_PAT")}
	client, _ := azuredevops.NewClient(tp.Client())
	client.PullRequests.CreateComments(ctx, "acme", "shop", "web", 7, body)
	id := client.PolicyEvaluations.GetPullRequestArtifactID("shop", 7)
	client.PolicyEvaluations.List(ctx, "acme", "shop", id, nil)
	req, _ := client.NewRequest("GET", "acme/_apis/git/repositories?api-version=5.1", nil)
	client.Execute(ctx, req, nil)
}
)~"}},
     "$ADO_PAT | POST "
     "https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullrequests/{}/threads | x.go:13\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/policy/evaluations | x.go:15\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/git/repositories?api-version=5.1 | "
     "x.go:17\n"},
    {"Go: a fork of Microsoft's library, and the library that go-azuredevops comes from",
     {{"x.go",
       R"~(package x

import (
	"context"
	"os"

	az "github.com/benmatselby/go-azuredevops/azuredevops"
	sdk "github.com/acme/azure-devops-go-api/azuredevops"
	"github.com/acme/azure-devops-go-api/azuredevops/build"
)

func List(ctx context.Context) {
	client := az.NewClient("acme", "shop", os.Getenv("ADO_PAT"))
	req, _ := client.NewRequest("GET", "/_apis/git/repositories?api-version=4.1", nil)
	client.Execute(req, nil)
	builds, _ := build.NewClient(ctx, sdk.NewPatConnection("https://dev.azure.com/acme", os.Getenv("BUILD_PAT")))
	builds.GetBuilds(ctx, build.GetBuildsArgs{})
}
)~"}},
     "$ADO_PAT | GET "
     "https://dev.azure.com/{account}/{project}/_apis/git/repositories?api-version=4.1 | x.go:15\n"
     "$BUILD_PAT | GET https://dev.azure.com/{}/{}/_apis/build/builds | x.go:17\n"},
    {"C#: clients that a connection of the code's own gives",
     {{"Queue.cs",
       R"~(using System.Threading.Tasks;
using Microsoft.TeamFoundation.Build.WebApi;
public class Queue {
  private readonly IConnectionFactory _factory;
  public Queue(IConnectionFactory factory) { _factory = factory; }
  public async Task Run(Options options) {
    (Uri url, VssCredentials credentials) = options.GetConnectionDetails();
    using (IConnection connection = _factory.Create(url, credentials))
    using (IBuildHttpClient client = connection.GetBuildHttpClient()) {
      await client.QueueBuildAsync(null);
    }
  }
}
)~"}},
     "$credentials | ? it is given to Create, which is not known | Queue.cs:8\n"
     "$credentials | POST https://dev.azure.com/{}/{}/_apis/build/builds | Queue.cs:10\n"},
    {"Ruby: a method runs the block that it is given",
     {{"azure.rb",
       R"~(require "excon"
class Azure
  def initialize(credentials)
    @header = { "Authorization" => "Bearer #{credentials.fetch("token", nil)}" }
  end

  def update(id)
    patch("https://dev.azure.com/acme/shop/_apis/git/repositories/web/pullrequests/" + id)
  end

  def patch(url)
    retrying { Excon.patch(url, idempotent: true, **Helpers.defaults(headers: @header.merge({ "X" => "y" }))) }
  end

  def retrying
    yield
  end
end
)~"}},
     "$credentials.token | PATCH "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/web/pullrequests/{} | azure.rb:12\n"
     "$credentials.token | ? it is given to Helpers.defaults, which is not known | azure.rb:12\n"},
    {"`base` is a name of its own where it does not stand for the class that is extended",
     {{"x.py",
       R"~(import os, requests
class Ado:
    def projects(self):
        base = "https://dev.azure.com/acme/"
        requests.get(base.rstrip("/") + "/_apis/projects", auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:5\n"},
};

TEST_CASE("objects come from functions, factories and blocks") {
  check(made);
}

}  // namespace
}  // namespace patdown
