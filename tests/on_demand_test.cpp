// Services and clients that a program makes when they are asked for: factories behind interfaces,
// caches, and functions that are given one and that nobody calls.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a factory behind an interface asks for its token itself",
     {{"Factory.cs",
       R"~(using Microsoft.VisualStudio.Services.Common;
using Microsoft.VisualStudio.Services.WebApi;

public interface IClientFactory
{
    Task<T> GetClientAsync<T>() where T : VssHttpClientBase;
}

public class ClientFactory : IClientFactory
{
    private VssConnection? _cached;

    private VssConnection Connect()
    {
        if (_cached is not null) return _cached;
        var pat = Environment.GetEnvironmentVariable("AZDO_PAT");
        var url = Environment.GetEnvironmentVariable("AZDO_URL");
        _cached = new VssConnection(new Uri(url), new VssBasicCredential(string.Empty, pat));
        return _cached;
    }

    public async Task<T> GetClientAsync<T>() where T : VssHttpClientBase
    {
        return Connect().GetClient<T>();
    }
}
)~"},
      {"Tools.cs",
       R"~(public partial class Tools(IClientFactory factory)
{
    private readonly IClientFactory _factory = factory;
}
)~"},
      {"Builds.cs",
       R"~(using Microsoft.TeamFoundation.Build.WebApi;

public partial class Tools
{
    public async Task<object> List(string project)
    {
        var client = await _factory.GetClientAsync<BuildHttpClient>();
        return await client.GetDefinitionsAsync(project);
    }
}
)~"}},
     "$AZDO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/definitions | Builds.cs:8\n"},
    {"clients that are kept in tables",
     {{"Clients.cs",
       R"~(using Microsoft.TeamFoundation.Core.WebApi;
using Microsoft.TeamFoundation.Build.WebApi;
using Microsoft.VisualStudio.Services.WebApi;

public class Clients
{
    private readonly ConcurrentDictionary<Type, object> _all = new();
    private readonly ConcurrentDictionary<Type, object> _builds = new();
    private readonly ConcurrentDictionary<string, VssConnection> _connections = new();

    private VssConnection Connection(string org)
    {
        return _connections.GetOrAdd(org, name => new VssConnection(new Uri("https://dev.azure.com/" + name),
            new VssBasicCredential("", Environment.GetEnvironmentVariable("ADO_PAT"))));
    }

    public async Task Projects(string org)
    {
        var client = Connection(org).GetClient<ProjectHttpClient>();
        _all.TryAdd(typeof(ProjectHttpClient), client);
        await client.GetProjects();
    }

    public async Task Builds(string org, string project)
    {
        _builds.AddOrUpdate(typeof(BuildHttpClient), Connection(org).GetClient<BuildHttpClient>(), (k, v) => v);
        if (_builds.TryGetValue(typeof(BuildHttpClient), out var client))
        {
            await client.GetDefinitionsAsync(project);
        }
    }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/_apis/projects | Clients.cs:21\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/definitions | Clients.cs:29\n"},
    {"of clients of several kinds in one table the one is meant that has the method",
     {{"Service.cs",
       R"~(using Microsoft.TeamFoundation.Core.WebApi;
using Microsoft.TeamFoundation.Build.WebApi;
using Microsoft.VisualStudio.Services.WebApi;

public class Service
{
    private readonly Dictionary<Type, object> cache = new Dictionary<Type, object>();
    private readonly VssConnection connection = new VssConnection(new Uri("https://dev.azure.com/acme"),
        new VssBasicCredential("", Environment.GetEnvironmentVariable("ADO_PAT")));

    private async Task<T> Client<T>() where T : VssHttpClientBase
    {
        if (cache.ContainsKey(typeof(T))) return (T)cache[typeof(T)];
        var made = await connection.GetClientAsync<T>();
        cache.TryAdd(typeof(T), made);
        return made;
    }

    public async Task Builds(string project)
    {
        var client = await Client<BuildHttpClient>();
        await client.GetDefinitionsAsync(project);
    }

    public async Task Projects()
    {
        var client = await Client<ProjectHttpClient>();
        await client.GetProjects();
    }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/definitions | Service.cs:22\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/_apis/projects | Service.cs:28\n"},
    {"clients behind Lazy",
     {{"Service.cs",
       R"~(using Microsoft.TeamFoundation.Build.WebApi;
using Microsoft.VisualStudio.Services.WebApi;

public class Service
{
    private readonly VssConnection connection;
    private readonly Lazy<BuildHttpClient> builds;
    private readonly Lazy<Task<TaskAgentHttpClient>> agents;

    public Service(string pat)
    {
        connection = new VssConnection(new Uri("https://dev.azure.com/acme"), new VssBasicCredential("", pat));
        builds = new(() => connection.GetClient<BuildHttpClient>());
        agents = new Lazy<Task<TaskAgentHttpClient>>(() => connection.GetClientAsync<TaskAgentHttpClient>());
    }

    public async Task Builds(string project) { await builds.Value.GetDefinitionsAsync(project); }

    public async Task Pools() { await (await agents.Value).GetAgentPoolsAsync(); }
}
)~"}},
     "$pat | GET https://dev.azure.com/{}/{}/_apis/build/definitions | Service.cs:17\n"
     "$pat | GET https://dev.azure.com/{}/_apis/distributedtask/pools | Service.cs:19\n"},
    {"a function of Go that nobody calls gets the client that others make",
     {{"go.mod", "module acme.test/tool\n"},
      {"api/client.go",
       R"~(package api

import (
	"net/http"
	"os"
)

type Client struct {
	Pat string
}

func NewClient(pat string) *Client {
	return &Client{Pat: pat}
}

func FromEnvironment() *Client {
	return NewClient(os.Getenv("ADO_PAT"))
}

func (c *Client) Get(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	req.SetBasicAuth("", c.Pat)
	http.DefaultClient.Do(req)
}
)~"},
      {"calls/calls.go",
       R"~(package calls

import "acme.test/tool/api"

func Projects(client *api.Client) {
	client.Get("https://dev.azure.com/acme/_apis/projects")
}

func Wikis(client *api.Client) {
	client.Get("https://dev.azure.com/acme/_apis/wiki/wikis")
}
)~"},
      {"main.go",
       R"~(package main

import (
	"acme.test/tool/api"
	"acme.test/tool/calls"
)

func main() {
	calls.Projects(api.FromEnvironment())
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | api/client.go:23\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/wiki/wikis | api/client.go:23\n"},
    {"a path among what an object is given is no token",
     {{"x.py",
       R"~(import os
import requests
import gone

def call(session, file_path, author):
    gone.Entry(filePath=file_path, author=author)
    requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:7\n"},
};

TEST_CASE("what is made on demand is followed") {
  check(cases);
}

}  // namespace
}  // namespace patdown
