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
