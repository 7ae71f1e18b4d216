using System.Net.Http;
using System.Threading.Tasks;

namespace Acme.Tasks
{
    public class CompleteRun : DevOpsTask
    {
        public int RunId { get; set; }

        protected override Task RunAsync(HttpClient http)
        {
            return RetryAsync(async () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Patch, $"{Collection}{Project}/_apis/test/runs/{RunId}?api-version=7.1");
                using (request)
                {
                    await http.SendAsync(request);
                }
            });
        }
    }
}
