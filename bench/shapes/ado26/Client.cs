using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Migrate;

public class AdoClient
{
    private readonly HttpClient _http;

    public AdoClient(HttpClient http, string personalAccessToken)
    {
        _http = http;
        var token = Convert.ToBase64String(Encoding.ASCII.GetBytes($":{personalAccessToken}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", token);
    }

    public virtual async Task<string> GetAsync(string url) => await SendAsync(HttpMethod.Get, url);
    public virtual async Task<string> PostAsync(string url, object body) => await SendAsync(HttpMethod.Post, url, body);
    public virtual async Task<string> PutAsync(string url, object body) => await SendAsync(HttpMethod.Put, url, body);
    public virtual async Task<string> PatchAsync(string url, object body) => await SendAsync(HttpMethod.Patch, url, body);

    private async Task<string> SendAsync(HttpMethod method, string url, object body = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body != null)
        {
            request.Content = new StringContent(JsonConvert.SerializeObject(body));
        }
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
