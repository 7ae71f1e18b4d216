using System.Threading.Tasks;

namespace Acme
{
    public class TagCommand : Command<TagOptions>
    {
        private readonly IConnections _connections;

        public TagCommand(IConnections connections)
        {
            _connections = connections;
        }

        public override async Task ExecuteAsync()
        {
            (Uri url, VssCredentials credentials) = Options.AzureDevOps.GetConnectionDetails();
            using (IVssConnection connection = _connections.Create(url, credentials))
            using (IBuildHttpClient builds = connection.GetBuildHttpClient())
            {
                await Tag(builds);
            }
        }

        private static Task Tag(IBuildHttpClient builds)
        {
            return builds.AddBuildTagAsync("shop", 7, "nightly");
        }
    }
}
