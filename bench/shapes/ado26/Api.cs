namespace Migrate;

public class AdoApi
{
    private readonly AdoClient _client;
    private readonly string _base;

    public AdoApi(AdoClient client, string adoServerUrl)
    {
        _client = client;
        _base = adoServerUrl.TrimEnd('/');
    }

    public async Task<string> GetRepos(string org, string project)
    {
        var url = $"{_base}/{org}/{project}/_apis/git/repositories?api-version=6.1-preview.1";
        return await _client.GetAsync(url);
    }

    public async Task DisableRepo(string org, string project, string repo)
    {
        var url = $"{_base}/{org}/{project}/_apis/git/repositories/{repo}?api-version=6.1-preview.1";
        await _client.PatchAsync(url, new { isDisabled = true });
    }

    public async Task<string> GetProjects(string org) =>
        await _client.GetAsync($"{_base}/{org}/_apis/projects?api-version=6.1-preview");

    public async Task ShareEndpoint(string org, string project, string id)
    {
        var url = $"{_base}/{org}/_apis/serviceendpoint/endpoints/{id}?api-version=6.0-preview.4";
        await _client.PatchAsync(url, new[] { new { name = project } });
    }

    public async Task RunBuild(string org, string project, int definition)
    {
        var url = $"{_base}/{org}/{project}/_apis/build/builds?api-version=6.0";
        await _client.PostAsync(url, new { definition });
    }

    public async Task<string> FindIdentity(string org, string name) =>
        await _client.GetAsync($"https://vssps.dev.azure.com/{org}/_apis/identities?searchFilter=General&filterValue={name}");

    public async Task Lock(string org, string space, string token)
    {
        var url = $"{_base}/{org}/_apis/accesscontrolentries/{space}?api-version=6.1-preview.1";
        await _client.PostAsync(url, new { token });
    }

    public async Task<string> Query(string org) =>
        await _client.PostAsync($"{_base}/{org}/_apis/Contribution/HierarchyQuery?api-version=5.0-preview.1", new { });
}
