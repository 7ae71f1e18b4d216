using Microsoft.TeamFoundation.Build.WebApi;
using Microsoft.TeamFoundation.Core.WebApi;
using Microsoft.VisualStudio.Services.Common;
using Microsoft.VisualStudio.Services.WebApi;

namespace Builder;

public interface IConnectionFactory { VssConnection Create(string organization, string pat); }

public class ConnectionFactory : IConnectionFactory
{
    public VssConnection Create(string organization, string pat)
    {
        return new VssConnection(new Uri($"https://dev.azure.com/{organization}"), new VssBasicCredential(string.Empty, pat));
    }
}

public class QueueBuildCommand
{
    private readonly Options _options;

    public QueueBuildCommand(Options options)
    {
        _options = options;
    }

    public async Task ExecuteAsync()
    {
        var factory = new ConnectionFactory();
        using VssConnection connection = factory.Create(_options.Organization, _options.AccessToken);
        using ProjectHttpClient projects = connection.GetClient<ProjectHttpClient>();
        using BuildHttpClient builds = connection.GetClient<BuildHttpClient>();
        var project = await projects.GetProject(_options.Project);
        var running = await builds.GetBuildsAsync(project.Id, new[] { 7 });
        var build = await builds.QueueBuildAsync(new Build { Project = project });
        await builds.AddBuildTagAsync(project.Id, build.Id, "queued");
    }
}
