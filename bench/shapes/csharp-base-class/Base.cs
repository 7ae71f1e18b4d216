using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Acme.Tasks
{
    public abstract class DevOpsTask : BuildTask
    {
        protected string Token => Read("SYSTEM_ACCESSTOKEN");
        protected string Collection => Read("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI");
        protected string Project => Read("SYSTEM_TEAMPROJECT");

        protected abstract Task RunAsync(HttpClient http);

        public override bool Execute() => ExecuteAsync().GetAwaiter().GetResult();

        private async Task<bool> ExecuteAsync()
        {
            using (var http = new HttpClient(new SocketsHttpHandler())
            {
                DefaultRequestHeaders =
                {
                    Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("x:" + Token))),
                },
            })
            {
                await RunAsync(http);
            }
            return true;
        }

        protected string Read(string name)
        {
            var value = Environment.GetEnvironmentVariable(name);
            if (string.IsNullOrEmpty(value)) throw new InvalidOperationException(name);
            return value;
        }

        protected Task RetryAsync(Func<Task> work) => RetryAsync(async () => { await work(); return true; }, 5);

        protected async Task<T> RetryAsync<T>(Func<Task<T>> work, int times)
        {
            return await work();
        }
    }
}
