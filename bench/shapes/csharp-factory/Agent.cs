using System;
using Microsoft.TeamFoundation.Core.WebApi;
using Microsoft.VisualStudio.Services.Common;
using VsWebApi = Microsoft.VisualStudio.Services.WebApi;
using WebApi = Microsoft.TeamFoundation.WorkItemTracking.WebApi;

namespace Import
{
    public class Agent
    {
        public VsWebApi.VssConnection Connection { get; private set; }
        private WebApi.WorkItemTrackingHttpClient _client;
        public WebApi.WorkItemTrackingHttpClient Client
        {
            get
            {
                if (_client == null)
                    _client = Connection.GetClient<WebApi.WorkItemTrackingHttpClient>();
                return _client;
            }
        }

        private Agent(VsWebApi.VssConnection connection)
        {
            Connection = connection;
        }

        internal static Agent Initialize(Settings settings)
        {
            var connection = Connect(settings);
            var agent = new Agent(connection);
            var project = connection.GetClient<ProjectHttpClient>().GetProject(settings.Project).Result;
            return project == null ? null : agent;
        }

        private static VsWebApi.VssConnection Connect(Settings settings)
        {
            return new VsWebApi.VssConnection(new Uri(settings.Account), new VssBasicCredential("", settings.Pat));
        }

        public void EnsureArea(string project, WorkItemClassificationNode node)
        {
            Client.CreateOrUpdateClassificationNodeAsync(node, project, TreeStructureGroup.Areas).Wait();
        }

        public void Update(JsonPatchDocument document, int id)
        {
            Client.UpdateWorkItemAsync(document, id).Wait();
        }
    }
}
