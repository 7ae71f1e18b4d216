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
};

TEST_CASE("types say what parameters are that frameworks give") {
  check(typed);
}

}  // namespace
}  // namespace patdown
