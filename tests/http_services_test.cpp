// Clients that .NET's services register and ask for, and handlers that see every request.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a client that is registered by a name, and one by a type",
     {{"Startup.cs",
       R"~(using System.Net.Http.Headers;
class Startup {
  public void ConfigureServices(IServiceCollection services, Settings settings) {
    services.AddHttpClient("ado", client => {
      client.BaseAddress = new Uri("https://dev.azure.com/acme/");
      client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", settings.Pat);
    });
    services.AddHttpClient<IItems, Items>((provider, client) => {
      client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", settings.Pat);
    });
  }
}
)~"},
      {"Api/Boards.cs",
       R"~(class Boards {
  private readonly HttpClient _client;
  public Boards(IHttpClientFactory factory) { _client = factory.CreateClient("ado"); }
  public void Close(int id) { _client.PatchAsync($"_apis/wit/workitems/{id}", null); }
}
)~"},
      {"Items.cs",
       R"~(class Items : IItems {
  private readonly HttpClient _client;
  public Items(HttpClient client) { _client = client; }
  public void List() { _client.GetAsync("https://dev.azure.com/acme/_apis/projects"); }
}
)~"}},
     "$settings.Pat | PATCH https://dev.azure.com/acme/_apis/wit/workitems/{} | Api/Boards.cs:4\n"
     "$settings.Pat | GET https://dev.azure.com/acme/_apis/projects | Items.cs:4\n"},
    {"an extension method registers it, which another file calls",
     {{"Api/Boards.cs",
       R"~(class Boards {
  private readonly IHttpClientFactory _factory;
  public void List() { _factory.CreateClient("ado").GetAsync("https://dev.azure.com/acme/_apis/projects"); }
}
)~"},
      {"Services.cs",
       R"~(static class Services {
  public static void AddClients(this IServiceCollection @this, Config config) {
    @this.AddHttpClient("ado", client => {
      client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", config.Pat);
    });
    @this.AddSingleton<Boards>();
  }
  public static void AddAll(this IServiceCollection @this, Config config) { @this.AddClients(config); }
}
)~"}},
     "$config.Pat | GET https://dev.azure.com/acme/_apis/projects | Api/Boards.cs:3\n"},
    {"a handler that adds the token: given to the client, and registered with it",
     {{"PatHandler.cs",
       R"~(using System.Net.Http.Headers;
class PatHandler : DelegatingHandler {
  private readonly string _pat;
  public PatHandler(string pat) { _pat = pat; }
  protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) {
    request.Headers.Authorization = new AuthenticationHeaderValue("Basic", _pat);
    return base.SendAsync(request, stop);
  }
}
)~"},
      {"Program.cs",
       R"~(class Program {
  static void Main() {
    var pat = Environment.GetEnvironmentVariable("ADO_PAT");
    new HttpClient(new PatHandler(pat)).GetAsync("https://dev.azure.com/acme/_apis/projects");
    services.AddHttpClient("ado", c => { c.BaseAddress = new Uri("https://dev.azure.com/acme/"); })
      .AddHttpMessageHandler(() => new PatHandler(pat));
  }
}
class Teams {
  public Teams(IHttpClientFactory factory) { _client = factory.CreateClient("ado"); }
  private HttpClient _client;
  public void List() { _client.GetAsync("_apis/teams"); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | Program.cs:4\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | Program.cs:12\n"},
    {"a chain that configures the client, with a handler by its type and services that are asked "
     "for",
     {{"Services.cs",
       R"~(static class Services {
  public static IServiceCollection Register(this IServiceCollection services) {
    services.AddHttpClient<Pulls>().ConfigureHttpClient((provider, client) => {
      var options = provider.GetRequiredService<IOptions<Settings>>().Value;
      client.BaseAddress = new Uri($"https://dev.azure.com/{options.Organization}/");
    }).AddPolicyHandler(Retry()).AddHttpMessageHandler<PatHandler>();
    services.AddHttpClient("boards").ConfigureHttpClient((provider, client) => {
      client.DefaultRequestHeaders.Authorization =
          new AuthenticationHeaderValue("Bearer", provider.GetService<IOptions<Settings>>().Value.BoardToken);
    });
    return services;
  }
}
class PatHandler(IOptions<Settings> options) : DelegatingHandler {
  protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) {
    request.Headers.Authorization ??= Header(options.Value.Pat!);
    return await base.SendAsync(request, stop);
  }
  private static AuthenticationHeaderValue Header(string token) =>
      new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($":{token}")));
}
class Pulls(HttpClient client) {
  public Task<string> List(string id) => client.GetStringAsync($"shop/_apis/git/repositories/{id}/pullrequests");
}
class Boards(IHttpClientFactory factory) {
  public Task Close(int id) =>
      factory.CreateClient("boards").PatchAsync($"https://dev.azure.com/acme/_apis/wit/workitems/{id}", null);
}
)~"}},
     "$options.Value.Pat | GET "
     "https://dev.azure.com/{}/shop/_apis/git/repositories/{}/pullrequests | Services.cs:23\n"
     "$options.Value.BoardToken | PATCH https://dev.azure.com/acme/_apis/wit/workitems/{} | "
     "Services.cs:27\n"},
    {"Refit: the interface says what is sent, on the client that is registered for it",
     {{"IGit.cs",
       R"~(public interface IGit {
  const string Reviewers = "reviewers";
  [Get("/_apis/git/repositories/{repository}/pullrequests?api-version=7.0")]
  Task<Pulls> List(string repository, [AliasAs("searchCriteria.status")] string status = null);
  [Put("/_apis/git/repositories/{name}/pullRequests/{id}/" + Reviewers + "/{reviewer}")]
  Task Approve([AliasAs("name")] string repository, int id, string reviewer, [Body] Vote vote);
}
)~"},
      {"Services.cs",
       R"~(class Handler(string pat) : DelegatingHandler {
  protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) {
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pat);
    return base.SendAsync(request, stop);
  }
}
static class Services {
  public static void Register(IServiceCollection services) {
    services.AddRefitClient<IGit>().ConfigureHttpClient((provider, client) => {
      client.BaseAddress = new Uri("https://dev.azure.com/acme/shop");
    }).AddHttpMessageHandler<Handler>();
  }
}
class Approver(IGit git) {
  public async Task Run() {
    await git.List("a");
    await git.Approve("a", 7, "me", new Vote());
  }
}
)~"}},
     "$pat | GET "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/a/pullrequests?api-version=7.0 | "
     "IGit.cs:3\n"
     "$pat | PUT "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/a/pullRequests/7/reviewers/me | "
     "IGit.cs:5\n"},
    {"Refit: an interface that is made for a client, and for an address",
     {{"Items.cs",
       R"~(public interface IItems {
  [Get("/_apis/wit/workitems/{id}")]
  Task<Item> Read(int id);
  [Delete("/_apis/wit/workitems/{id}")]
  Task Remove(int id, [Header("Authorization")] string header);
}
class Items {
  public void Run() {
    var client = new HttpClient { BaseAddress = new Uri("https://dev.azure.com/acme") };
    client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ADO_PAT"));
    RestService.For<IItems>(client).Read(7);
    RestService.For<IItems>("https://dev.azure.com/acme")
        .Remove(7, "Bearer " + Environment.GetEnvironmentVariable("ADO_PAT"));
  }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/wit/workitems/7 | Items.cs:2\n"
     "$ADO_PAT | DELETE https://dev.azure.com/acme/_apis/wit/workitems/7 | Items.cs:4\n"},
    {"a transport of Go",
     {{"main.go",
       R"~(package main

import (
	"net/http"
	"os"
)

type transport struct{ secret string }

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	r.SetBasicAuth("", t.secret)
	return http.DefaultTransport.RoundTrip(r)
}

func main() {
	client := &http.Client{Transport: &transport{secret: os.Getenv("ADO_PAT")}}
	request, _ := http.NewRequest("POST", "https://dev.azure.com/acme/_apis/projects", nil)
	client.Do(request)
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/_apis/projects | main.go:12\n"},
    {"a decorator that gives the token",
     {{"x.py",
       R"~(import os, requests
def with_pat(f):
    def inner(*args, **more):
        return f(*args, pat=os.environ["ADO_PAT"], **more)
    return inner
@with_pat
def send(id, pat=None):
    requests.patch(f"https://dev.azure.com/acme/_apis/wit/workitems/{id}", auth=("", pat))
send(7)
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/_apis/wit/workitems/7 | x.py:8\n"},
};

TEST_CASE("clients are what was registered for them, with the handlers they have") {
  check(cases);
}

}  // namespace
}  // namespace patdown
