// Tokens in programs of the shapes that real ones have: properties, handlers, static members,
// tables of functions, fields that only a setter fills.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase shapes[] = {
    {"a getter of JavaScript, on an object that a static member keeps",
     {{"x.ts",
       R"~(import * as azdev from "azure-devops-node-api";

class Settings {
    private static kept: Settings;
    private readonly secret: string;
    private constructor() { this.secret = process.env.ADO_PAT; }
    public static current() {
        if (!this.kept) this.kept = new Settings();
        return this.kept;
    }
    public get pat() { return this.secret; }
    public set pat(value) { this.secret = value; }
}

export async function start() {
    const handler = azdev.getPersonalAccessTokenHandler(Settings.current().pat);
    const builds = await new azdev.WebApi("https://dev.azure.com/acme", handler).getBuildApi();
    await builds.queueBuild({}, "shop");
}
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.ts:18\n"},
    {"a static getter",
     {{"x.ts",
       R"~(class Settings {
    static get headers() { return { Authorization: `Bearer ${process.env.ADO_PAT}` }; }
}
fetch("https://dev.azure.com/acme/_apis/projects", { headers: Settings.headers });
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.ts:4\n"},
    {"a handler among the options that a framework is given",
     {{"api.ts",
       R"~(import axios from "axios";
const api = axios.create({
    baseURL: process.env.BASE,
    headers: { Authorization: `Basic ${Buffer.from(`:${process.env.ADO_PAT}`).toString("base64")}` },
});
export default api;
)~"},
      {"action.ts",
       R"~(import { createAction } from "framework";
import api from "./api";

export function branches() {
    return createAction({
        id: "branches",
        async handler(context) {
            await api.get(`/${context.organization}/shop/_apis/git/repositories/web/refs`);
        },
    });
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/shop/_apis/git/repositories/web/refs | "
     "action.ts:8\n"},
    {"a table of functions, one of which a word on the command line chooses",
     {{"x.ts",
       R"~(import { WebApi, getPersonalAccessTokenHandler } from "azure-devops-node-api";

async function show(config) {
    const work = await config.connection.getWorkItemTrackingApi();
    await work.getWorkItem(7);
}

async function close(config) {
    const work = await config.connection.getWorkItemTrackingApi();
    await work.updateWorkItem({}, [], 7);
}

const commands = { show, close };

const connection = new WebApi("https://dev.azure.com/acme",
    getPersonalAccessTokenHandler(process.env.ADO_PAT));
commands[process.argv[2]]({ connection });
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/wit/workitems/{} | x.ts:5\n"
     "$ADO_PAT | PATCH https://dev.azure.com/{}/{}/_apis/wit/workitems/{} | x.ts:10\n"},
    {"a token that a method sets, whatever its name; BasicAuth of aiohttp",
     {{"x.py",
       R"~(import aiohttp

class Client:
    def __init__(self):
        self._pat = None
        self._session = aiohttp.ClientSession()

    async def _get(self, url):
        if self._pat is None:
            return await self._session.get(url)
        return await self._session.get(
            url, headers={"Authorization": aiohttp.BasicAuth("", self._pat).encode()})

    async def sign_in(self, pat):
        self._pat = pat

    async def builds(self, project):
        return await self._get(f"https://dev.azure.com/acme/{project}/_apis/build/builds")
)~"}},
     "$pat | GET https://dev.azure.com/acme/{}/_apis/build/builds | x.py:11\n"},
    {"a property of C# that nobody here sets, empty at first",
     {{"x.cs",
       R"~(using System.Net.Http;

public class Api
{
    private const string Place = "{organization}";
    private const string Projects = "https://dev.azure.com/{organization}/_apis/projects";
    public string Token { get; set; } = string.Empty;
    public string Organization { get; set; } = string.Empty;

    public async Task<string> List()
    {
        using var client = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, Projects.Replace(Place, Organization));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes($":{Token}")));
        return await client.SendAsync(request);
    }
}
)~"}},
     "$Token | GET https://dev.azure.com/{}/_apis/projects | x.cs:16\n"},
    {"a property of C# that a branch changes",
     {{"x.cs",
       R"~(using System.Net.Http;

public class Feed : Task
{
    [Required]
    public string AccessToken { get; set; }

    public async Task<bool> Create()
    {
        if (string.IsNullOrWhiteSpace(AccessToken))
        {
            AccessToken = new AzureCliCredential().GetToken(new TokenRequestContext(scopes)).Token;
        }
        else
        {
            AccessToken = AccessToken.Trim();
        }
        using var client = new HttpClient { BaseAddress = new Uri("https://feeds.dev.azure.com/acme/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", AccessToken);
        await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "shop/_apis/packaging/feeds"));
        return true;
    }
}
)~"}},
     "$AccessToken | POST https://feeds.dev.azure.com/acme/shop/_apis/packaging/feeds | x.cs:20\n"},
    {"a setting of the program, which only its name tells",
     {{"x.cs",
       R"~(using Microsoft.VisualStudio.Services.WebApi;

public class Builds
{
    public async Task Queue()
    {
        var connection = new VssConnection(new Uri("https://dev.azure.com/acme"),
            new VssBasicCredential("", Vault.Current.Values.AccessToken));
        var builds = connection.GetClient<BuildHttpClient>();
        await builds.QueueBuildAsync(new Build(), "shop");
    }
}
)~"}},
     "$Vault.Current.Values.AccessToken | POST "
     "https://dev.azure.com/{}/{}/_apis/build/builds | x.cs:10\n"},
    {"a client that extends the library's",
     {{"PatientBuildHttpClient.cs",
       R"~(public class PatientBuildHttpClient : SlowBuildHttpClient
{
    public PatientBuildHttpClient(Uri baseUrl, VssCredentials credentials) : base(baseUrl, credentials) { }
}
public class SlowBuildHttpClient : BuildHttpClient
{
    public SlowBuildHttpClient(Uri baseUrl, VssCredentials credentials) : base(baseUrl, credentials) { }
}
)~"},
      {"x.cs",
       R"~(var token = Environment.GetEnvironmentVariable("ADO_PAT");
var connection = new VssConnection(new Uri("https://dev.azure.com/acme"),
    new VssBasicCredential("", token));
var builds = connection.GetClient<PatientBuildHttpClient>();
await builds.QueueBuildAsync(new Build(), "shop");
await builds.GetFullDefinitionsAsync2("shop");
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.cs:5\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/definitions | x.cs:6\n"},
    {"parts of a host that end in a dot or are empty",
     {{"x.cs",
       R"~(public class Api
{
    public async Task Get(string part)
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes($":{Environment.GetEnvironmentVariable("ADO_PAT")}")));
        await client.GetAsync("https://" + part + ".dev.azure.com/acme/_apis/build/builds");
    }

    public async Task All() { await Get(""); await Get("vsrm."); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds | x.cs:8\n"
     "$ADO_PAT | GET https://vsrm.dev.azure.com/acme/_apis/build/builds | x.cs:8\n"},
    {"a folder whose name speaks of Azure DevOps is no token",
     {{"x.py",
       R"~(import os

class Cache:
    def __init__(self):
        self.data = load(os.getenv("AZURE_DEVOPS_CACHE_DIR"))

    def get(self, key):
        return self.data.get(key)
)~"}},
     ""},
    {"a choice of handlers, each with a choice of tokens",
     {{"x.ts",
       R"~(import { getBearerHandler, getPersonalAccessTokenHandler, WebApi } from "azure-devops-node-api";
async function main(local, plain) {
  const token = local ? process.env.ADO_PAT : process.env.VSTS_TOKEN;
  const handler = plain ? getPersonalAccessTokenHandler(token) : getBearerHandler(token);
  const core = await new WebApi("https://dev.azure.com/acme", handler).getCoreApi();
  await core.getTeams("shop");
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/_apis/projects/{}/teams | x.ts:6\n"
     "$VSTS_TOKEN | GET https://dev.azure.com/{}/_apis/projects/{}/teams | x.ts:6\n"},
    {"a library's settings, whichever file makes them",
     {{"index.js",
       R"~(import axios from "axios";
import { projects } from "./api";
axios.defaults.auth = { username: "", password: process.env.ADO_PAT };
)~"},
      {"api.js",
       R"~(import axios from "axios";
export async function projects() {
    return axios.get("https://dev.azure.com/acme/_apis/projects");
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | api.js:3\n"},
    {"a function that another one keeps, and a stand-in for tests",
     {{"x.ts",
       R"~(class Api {
    list(pat: string) {
        return fetch("https://dev.azure.com/acme/_apis/projects",
            { headers: { Authorization: `Bearer ${pat}` } });
    }
}

const jobs = new Map();
function later(name: string, job: () => Promise<void>) { jobs.set(name, job); }

export class Action {
    private api: Api;
    constructor(api?: Api) { this.api = api || new Api(); }
    run() { later("list", async () => { await this.api.list(process.env.ADO_PAT); }); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.ts:3\n"},
    {"a header that is set on a client from outside takes the place of what that brought along",
     {{"x.cs",
       R"~(using System.Net.Http;

public class Ado
{
    private readonly IHttpService service;
    private readonly IConfiguration configuration;
    public Ado(IHttpService service, IConfiguration configuration)
    {
        this.service = service;
        this.configuration = configuration;
    }
    public string Builds(string project)
    {
        HttpClient client = service.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes($"user:{configuration["Ado:Pat"]}")));
        return client.GetStringAsync($"/{project}/_apis/build/builds").Result;
    }
}
)~"}},
     "$configuration.Ado:Pat | GET https://dev.azure.com/{}/{}/_apis/build/builds | x.cs:17\n"},
    {"Ruby's fields of what comes from outside",
     {{"x.rb",
       R"~(require 'net/http'
class Pulls
  def list(repository)
    key = ":#{repository.customer.api_key}"
    uri = URI.parse("https://dev.azure.com/acme/_apis/git/pullrequests")
    http = Net::HTTP.new(uri.host, uri.port)
    request = Net::HTTP::Get.new(uri.request_uri)
    request['Authorization'] = "Basic #{Base64.urlsafe_encode64(key)}"
    http.request(request)
    tag = URI.parse("https://dev.azure.com/acme/shop/_apis/git/repositories/web/annotatedtags")
    request = Net::HTTP::Post.new(tag.path, { 'Authorization' => request['Authorization'] })
    http.request(request)
  end
end
)~"}},
     "$repository.customer.api_key | GET https://dev.azure.com/acme/_apis/git/pullrequests | "
     "x.rb:9\n"
     "$repository.customer.api_key | POST "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/web/annotatedtags | x.rb:12\n"},
};

TEST_CASE("tokens are followed through the shapes of real programs") {
  check(shapes);
}

const TraceCase clients[] = {
    {"a session of Python of which nothing is known",
     {{"x.py",
       R"~(class Client:
    def __init__(self, session, pat):
        self._session = session
        self._headers = {"Authorization": "Basic " + pat}

    def queue(self):
        self._session.post("https://dev.azure.com/acme/shop/_apis/build/builds",
                           headers=self._headers, json={})
)~"}},
     "$pat | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.py:7\n"},
    {"an implementation of Rust in a file of its own",
     {{"src/ado/client.rs",
       R"~(use reqwest::{Client, Method};

pub struct Ado {
    client: Client,
    pat: String,
}

impl Ado {
    pub fn new(pat: &str) -> Self {
        Ado { client: Client::new(), pat: pat.to_string() }
    }

    pub async fn send(&self, method: Method, path: &str) -> String {
        let url = format!("https://dev.azure.com/acme/_apis/{}", path);
        self.client.request(method, &url).basic_auth("", Some(&self.pat)).send().await
    }
}
)~"},
      {"src/ado/boards.rs",
       R"~(use crate::ado::client::Ado;
use reqwest::Method;

impl Ado {
    pub async fn close(&self, id: u32) -> String {
        let path = format!("wit/workitems/{}?api-version=7.1", id);
        self.send(Method::PATCH, &path).await
    }
}
)~"}},
     "$pat | PATCH https://dev.azure.com/acme/_apis/wit/workitems/{}?api-version=7.1 | "
     "src/ado/client.rs:15\n"},
    {"a host that the environment names, in Ruby",
     {{"x.rb",
       R"~(require "net/http"

class Api
  attr_accessor :host

  def initialize(environment)
    @token = Base64.strict_encode64(":#{environment["ADO_TOKEN"]}")
    self.host = environment["ADO_HOST"]
  end

  def inspect
    inspected = super
    inspected.gsub(@token, "***")
  end

  def comment(slug, number)
    uri = URI("#{host}/_apis/git/repositories/#{slug}/pullRequests/#{number}/threads")
    req = Net::HTTP::Post.new(uri.request_uri, { "Authorization" => "Basic #{@token}" })
    Net::HTTP.start(uri.hostname, uri.port) { |http| http.request(req) }
  end
end
)~"}},
     "$environment.ADO_TOKEN | POST "
     "https://dev.azure.com/{}/_apis/git/repositories/{}/pullRequests/{}/threads | x.rb:19\n"},
    {"a method of a client that its name picks",
     {{"x.ts",
       R"~(import * as vm from 'azure-devops-node-api';

export class Wiki {
  api: vm.WebApi;
  constructor(pat: string) {
    this.api = new vm.WebApi('https://dev.azure.com/acme', vm.getPersonalAccessTokenHandler(pat));
  }
  send(op: string, path: string) {
    console.log('sends', this.api.rest[op]);
    return (this.api.rest as any)[op]('https://dev.azure.com/acme/shop/_apis' + path);
  }
  pages(id: string) { return this.send('get', '/wiki/wikis/' + id + '/pages'); }
}
)~"}},
     "$pat | GET https://dev.azure.com/acme/shop/_apis/wiki/wikis/{}/pages | x.ts:10\n"},
    {"a class that a function declares",
     {{"x.ts",
       R"~(import * as azdev from 'azure-devops-node-api';
class Api {
  web: azdev.WebApi;
  constructor(pat: string) {
    this.web = new azdev.WebApi('https://dev.azure.com/acme', azdev.getPersonalAccessTokenHandler(pat));
  }
  core() { return this.web.getCoreApi(); }
}
abstract class Base {
  protected operations: Record<string, unknown> = {};
  constructor(protected api: Api) {}
}
export class Factory {
  static createTool(api: Api) {
    class Tool extends Base {
      constructor(api: Api) {
        super(api);
        this.operations['list'] = this.list.bind(this);
      }
      async list() {
        const core = await this.api.core();
        return core.getProjects();
      }
    }
    return new Tool(api);
  }
}
)~"}},
     "$pat | GET https://dev.azure.com/{}/_apis/projects | x.ts:22\n"},
};

const TraceCase constructors[] = {
    {"Kotlin: what makes use of a constructor's parameter is set in the constructor",
     {{"x.kt",
       R"~(class Ado(val organization: String, pat: String) {
    private val host = "https://dev.azure.com/$organization"
    private var encoded: String
    init { encoded = Base64.getEncoder().encodeToString(":$pat".toByteArray()) }
    private val header = "Basic $encoded"
    class Other { val header = "none" }
    fun projects() = request("$host/_apis/projects").GET().build()
    fun run() { HttpClient.newHttpClient().send(projects(), HttpResponse.BodyHandlers.ofString()) }
    private fun request(url: String) = HttpRequest.newBuilder().uri(URI(url))
        .headers("Accept", "application/json", "Authorization", header)
}
)~"}},
     "$pat | GET https://dev.azure.com/{}/_apis/projects | x.kt:8\n"},
    {"C#: fields of a class with a primary constructor; a task's result; methods called GetResult",
     {{"x.cs",
       R"~(class Login(string pat) {
  private readonly string _encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(":" + pat));
  public async Task<string> Header() { return $"Basic {_encoded}"; }
}
class Ado(Login login) {
  private readonly HttpClient _client = new();
  public void Run() {
    _client.DefaultRequestHeaders.Add("Authorization", login.Header().Result);
    GetResult("https://dev.azure.com/acme/_apis/projects");
    new VssConnection(new Uri("https://dev.azure.com/acme"), new VssBasicCredential("", "x"));
  }
  private string GetResult(string url) {
    return _client.GetAsync(url).GetAwaiter().GetResult().ToString();
  }
}
class Program {
  static void Main(string[] args) { new Ado(new Login(Environment.GetEnvironmentVariable("ADO_PAT"))).Run(); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.cs:13\n"},
    {"C#: a client that is waited for by its result",
     {{"x.cs",
       R"~(class Git(string pat) {
  public void List() {
    var connection = new VssConnection(new Uri("https://dev.azure.com/acme"), new VssBasicCredential("", pat));
    connection.GetClientAsync<GitHttpClient>().Result.GetRepositoriesAsync().Wait();
  }
}
)~"}},
     "$pat | GET https://dev.azure.com/{}/{}/_apis/git/repositories | x.cs:4\n"},
    {"Kotlin: functions that extend a type of a library, here and in another file of the package",
     {{"x.kt",
       R"~(class Ado {
    private val basic = "Basic " + ":${System.getenv("ADO_PAT")}".toBase64()
    fun projects() {
        val request = HttpRequest.newBuilder().uri(URI("https://dev.azure.com/acme/_apis/projects")).login(basic)
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString())
    }
}
fun HttpRequest.Builder.login(value: String) = this.header("Authorization", value)
)~"},
      {"y.kt",
       R"~(fun String.toBase64() = Base64.getEncoder().encodeToString(this.toByteArray())
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.kt:5\n"},
};

TEST_CASE("constructors set what makes use of what they are given") {
  check(constructors);
}

TEST_CASE("clients of which little is known send what they are given") {
  check(clients);
}

}  // namespace
}  // namespace patdown
