// Parameters that a framework gives: what their types say.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase typed[] = {
    {"a client of Azure DevOps by its type alone",
     {{"x.cs",
       R"~(using Microsoft.TeamFoundation.SourceControl.WebApi;

public static class Reviews
{
    public static async Task Close(GitHttpClient repos, int id)
    {
        await repos.UpdatePullRequestAsync(new GitPullRequest(), "web", id);
    }
}
)~"},
      {"x.ts",
       R"~(import { IBuildApi } from "azure-devops-node-api/BuildApi";
export async function queue(runner: IBuildApi) {
    await runner.queueBuild({}, "shop");
}
)~"},
      {"x.go",
       R"~(package x

import (
	"context"

	"github.com/microsoft/azure-devops-go-api/azuredevops/v7/git"
)

func list(ctx context.Context, repos git.Client) {
	repos.GetRepositories(ctx, git.GetRepositoriesArgs{})
}
)~"}},
     "$repos | PATCH https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullrequests/{} | "
     "x.cs:7\n"
     "$repos | GET https://dev.azure.com/{}/{}/_apis/git/repositories | x.go:10\n"
     "$runner | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.ts:3\n"},
    {"a service of the tree's own behind an interface, as a framework hands it out",
     {{"IAdoService.cs",
       R"~(public interface IAdoService
{
    Task<string> SendAsync(HttpMethod method, string route);
}
)~"},
      {"AdoService.cs",
       R"~(public sealed class AdoService : Service, IAdoService
{
    private readonly string _pat;
    public AdoService(string pat) { _pat = pat; }

    public async Task<string> SendAsync(HttpMethod method, string route)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _pat);
        var request = new HttpRequestMessage(method, "https://dev.azure.com/acme/_apis/" + route);
        return await client.SendAsync(request);
    }
}
)~"},
      {"Closer.cs",
       R"~(public class Closer
{
    private readonly IAdoService _service;
    public Closer(IAdoService service) { _service = service; }
    public Task Close(int id) => _service.SendAsync(HttpMethod.Patch, $"wit/workitems/{id}");
}
)~"}},
     "$pat | PATCH https://dev.azure.com/acme/_apis/wit/workitems/{} | AdoService.cs:11\n"},
    {"one of Java, and its interface",
     {{"AdoRoutes.java",
       R"~(public interface AdoRoutes {
  String get(String route);
}
)~"},
      {"RestAdo.java",
       R"~(import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

public class RestAdo implements AdoRoutes {
  private final String token;
  public RestAdo(String token) { this.token = token; }
  public String get(String route) {
    HttpRequest request = HttpRequest.newBuilder()
        .uri(URI.create("https://dev.azure.com/acme/_apis/" + route))
        .header("Authorization", "Bearer " + token).GET().build();
    return HttpClient.newHttpClient().send(request, null).body();
  }
}
)~"},
      {"Builds.java",
       R"~(public class Builds {
  private final AdoRoutes ado;
  public Builds(AdoRoutes ado) { this.ado = ado; }
  public String list() { return ado.get("build/builds"); }
}
)~"}},
     "$token | GET https://dev.azure.com/acme/_apis/build/builds | RestAdo.java:12\n"},
    {"a type that the caller of a generic method names",
     {{"x.cs",
       R"~(using Microsoft.VisualStudio.Services.WebApi;

public class Clients
{
    private readonly VssConnection connection = new VssConnection(
        new Uri("https://dev.azure.com/acme"),
        new VssBasicCredential("", Environment.GetEnvironmentVariable("ADO_PAT")));
    public async Task<T> Get<T>() where T : VssHttpClientBase
    {
        return await connection.GetClientAsync<T>();
    }
}

public class Runner
{
    private readonly Clients clients = new Clients();
    public async Task Run()
    {
        var build = await clients.Get<BuildHttpClient>();
        await build.QueueBuildAsync(new Build(), "shop");
        await (await clients.Get<GitHttpClient>()).GetRepositoriesAsync();
    }
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.cs:20\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/git/repositories | x.cs:21\n"},
    {"a type that a class gives the generic one above it, through one between",
     {{"x.cs",
       R"~(using Microsoft.VisualStudio.Services.WebApi;

public abstract class Service<TClient> where TClient : VssHttpClientBase
{
    protected TClient Client { get; }
    protected Service(string pat)
    {
        Client = new VssConnection(new Uri("https://dev.azure.com/acme"),
            new VssBasicCredential("", pat)).GetClient<TClient>();
    }
}

public abstract class Logged<T> : Service<T> where T : VssHttpClientBase
{
    protected Logged(string pat) : base(pat) { }
}

public class Builds : Logged<BuildHttpClient>
{
    public Builds(string pat) : base(pat) { }
    public Task Queue() { return Client.QueueBuildAsync(new Build(), "shop"); }
}

public static class Program
{
    public static async Task Main()
    {
        await new Builds(Environment.GetEnvironmentVariable("ADO_PAT")).Queue();
    }
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.cs:21\n"},
    {"a client of a type that nobody names, by a method that only one client has",
     {{"x.cs",
       R"~(using Microsoft.VisualStudio.Services.WebApi;

public class Runner
{
    public async Task Run(string pat, string name)
    {
        var connection = new VssConnection(new Uri("https://dev.azure.com/acme"),
            new VssBasicCredential("", pat));
        var client = connection.GetClient<TMystery>();
        await client.QueueBuildAsync(new Build(), "shop");
        await client.DoMysteryAsync();
    }
}
)~"}},
     "$pat | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.cs:10\n"
     "$pat | ? no route is known for DoMysteryAsync of the client tmystery | x.cs:11\n"},
    {"constructors of one length, and a service behind its interface in a file that says nothing",
     {{"Builds.cs",
       R"~(public class Builds
{
    private readonly IApi api;
    public Builds(IApi api) { this.api = api; }
    public Task List() { return api.Get("https://dev.azure.com/acme/shop/_apis/build/builds"); }
}
)~"},
      {"Api.cs",
       R"~(using System.Net.Http;

public class Api : IApi
{
    private readonly IHttp http;
    internal Api(IHttp http) { this.http = http; }
    public Api(Settings settings) : this(new Http(settings)) { }
    public Task Get(string url) { return http.Get(url); }
}
)~"},
      {"IApi.cs", "public interface IApi { Task Get(string url); }\n"},
      {"IHttp.cs", "public interface IHttp { Task Get(string url); }\n"},
      {"Settings.cs", "public class Settings { public string AccessToken { get; set; } }\n"},
      {"Http.cs",
       R"~(using System.Net.Http;

public class Http : IHttp
{
    private readonly Settings settings;
    public Http(Settings settings) { this.settings = settings; }
    public async Task Get(string url)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", settings.AccessToken);
        await client.GetAsync(url);
    }
}
)~"}},
     "$settings.AccessToken | GET https://dev.azure.com/acme/shop/_apis/build/builds | "
     "Http.cs:12\n"},
    {"a password that is kept as a SecureString and read out of it",
     {{"x.cs",
       R"~(public class Program
{
    static string Plain(SecureString value)
    {
        IntPtr place = Marshal.SecureStringToBSTR(value);
        string text = Marshal.PtrToStringBSTR(place);
        Marshal.ZeroFreeBSTR(place);
        return text;
    }
    public void Load(SecureString pat)
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(":" + Plain(pat))));
        client.GetAsync("https://dev.azure.com/acme/_apis/git/repositories");
    }
}
)~"}},
     "$pat | GET https://dev.azure.com/acme/_apis/git/repositories | x.cs:14\n"},
    {"a class that extends a client, and a property with the name of its type",
     {{"x.cs",
       R"~(using Microsoft.TeamFoundation.Build.WebApi;

public class RetryingBuildClient : BuildHttpClient
{
    public RetryingBuildClient(Uri uri, VssCredentials credentials) : base(uri, credentials) { }
}

public class Clients
{
    private VssConnection VssConnection { get; set; }
    public RetryingBuildClient Builds
    {
        get { return new RetryingBuildClient(VssConnection.Uri, VssConnection.Credentials); }
    }
    public Clients(string pat) { Connect(pat); }
    private void Connect(string pat)
    {
        this.VssConnection = new VssConnection(new Uri("https://dev.azure.com/acme"),
            new VssBasicCredential(string.Empty, pat));
    }
}

public class Ingestor
{
    private readonly Clients clients;
    public Ingestor(Clients clients) { this.clients = clients; }
    public Task Run() { return clients.Builds.GetBuildsAsync("shop"); }
}
)~"}},
     "$pat | GET https://dev.azure.com/{}/{}/_apis/build/builds | x.cs:27\n"},
    {"a constructor that its argument's name tells from another one",
     {{"x.cs",
       R"~(using System.Net.Http;

public class Http
{
    private readonly Settings settings;
    public Http(Settings settings) { this.settings = settings; }
    public async Task Get(string path)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", settings.AccessToken);
        await client.GetAsync($"https://dev.azure.com/acme{path}");
    }
}

public class Api
{
    private readonly Http http;
    internal Api(Http http) { this.http = http; }
    public Api(Settings settings) : this(new Http(settings)) { }
    public Task Get(string path) { return http.Get(path); }
}

public class Builds
{
    private readonly Api api;
    public Builds(Settings settings) { api = new Api(settings); }
    public Task List() { return api.Get("/shop/_apis/build/builds"); }
}
)~"}},
     "$settings.AccessToken | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.cs:12\n"},
};

TEST_CASE("types say what parameters are that frameworks give") {
  check(typed);
}

}  // namespace
}  // namespace patdown
