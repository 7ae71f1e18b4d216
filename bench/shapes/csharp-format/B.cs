using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
namespace Acme { public class B {
  private readonly string _pat;
  public B(string pat) { _pat = pat; }
  public async Task Run() {
    using (HttpClient client = new HttpClient()) {
      client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
      client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
        Convert.ToBase64String(System.Text.ASCIIEncoding.ASCII.GetBytes(string.Format("{0}:{1}", "", _pat))));
      using (HttpResponseMessage response = await client.GetAsync("https://dev.azure.com/acme/_apis/projects")) {
        response.EnsureSuccessStatusCode();
      }
    }
  }
} }
