using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
public class A {
  public static HttpClient Make(string accessToken) {
    var client = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
    if (!string.IsNullOrWhiteSpace(accessToken)) {
      string basicToken = Convert.ToBase64String(Encoding.ASCII.GetBytes($":{accessToken}"));
      client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basicToken);
    }
    return client;
  }
  public static void Main(string[] args) {
    var pat = Environment.GetEnvironmentVariable("ADO_PAT");
    var c = Make(pat);
    var r = c.GetAsync("https://dev.azure.com/acme/_apis/build/builds/1").Result;
  }
}
