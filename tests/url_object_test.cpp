#include "token/trace/url_object.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase parts[] = {
    {"Go: the path of a URL that was parsed",
     {{"x.go",
       R"~(package x

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
)

func Comments(repository string) {
	api, _ := url.Parse(repository)
	parts := strings.Split(api.Path, "_git/")
	api.User = nil
	api.Path = fmt.Sprintf("%s_apis/git/repositories/%s", parts[0], parts[1])
	req, _ := http.NewRequest("GET", api.String() + "/pullRequests", nil)
	req.SetBasicAuth("", os.Getenv("ADO_PAT"))
	http.DefaultClient.Do(req)
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}_apis/git/repositories/{}/pullRequests | "
     "x.go:18\n"},
    {"Go: a URL put together, user and password in it",
     {{"x.go",
       R"~(package x

import (
	"net/http"
	"net/url"
	"os"
)

func Projects() {
	u := &url.URL{Scheme: "https", Host: "dev.azure.com", Path: "/acme/_apis/projects"}
	req, _ := http.NewRequest("GET", u.String(), nil)
	req.SetBasicAuth("", os.Getenv("ADO_PAT"))
	http.DefaultClient.Do(req)
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.go:13\n"},
    {"C#: a builder",
     {{"x.cs",
       R"~(using System;
using System.Net.Http;
class C {
  async void F() {
    var client = new HttpClient();
    client.DefaultRequestHeaders.Add("Authorization", "Bearer " + Environment.GetEnvironmentVariable("ADO_PAT"));
    var builder = new UriBuilder("https://dev.azure.com/acme") { Path = "acme/_apis/projects" };
    builder.Query = "api-version=7.1";
    await client.GetAsync(builder.Uri);
    builder.Path = "acme/_apis/teams";
    await client.GetAsync(builder.ToString());
  }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.cs:9\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | x.cs:11\n"},
    {"a user and a password that are set",
     {{"x.cs",
       R"~(using System;
class C {
  void F() {
    var pat = Environment.GetEnvironmentVariable("ADO_PAT");
    var b = new UriBuilder("https://dev.azure.com/acme/shop/_git/web") { UserName = "x", Password = pat };
    System.Diagnostics.Process.Start("git", "push " + b.Uri);
  }
}
)~"},
      {"x.ps1",
       R"~($b = [System.UriBuilder]::new("https://old@dev.azure.com/acme/shop/_git/web")
$b.UserName = 'x'
$b.Password = $env:SHOP_PAT
$words = @('clone', $b.Uri.AbsoluteUri, 'web')
& git @words 2>&1
)~"}},
     "$ADO_PAT | git push https://dev.azure.com/acme/shop/_git/web | x.cs:6\n"
     "$env:SHOP_PAT | git fetch https://dev.azure.com/acme/shop/_git/web | x.ps1:5\n"},
    {"C#: a URL whose beginning nobody knows is not its own base",
     {{"x.cs",
       R"~(class C {
  async void F(Settings settings, string name) {
    var client = new HttpClient();
    client.DefaultRequestHeaders.Add("Authorization", "Bearer " + Environment.GetEnvironmentVariable("ADO_PAT"));
    await client.GetAsync(new Uri($"{settings.Url.AbsoluteUri}{name}/shop/_apis/build/builds"));
  }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/shop/_apis/build/builds | x.cs:5\n"},
    {"JavaScript: only the query changes",
     {{"x.js",
       R"~(const url = new URL("https://dev.azure.com/acme/shop/_apis/build/builds");
url.search = "?$top=1";
fetch(url, { headers: { Authorization: "Bearer " + process.env.ADO_PAT } });
url.pathname = "/acme/_apis/projects";
fetch(url.href, { headers: { Authorization: "Bearer " + process.env.ADO_PAT } });
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.js:3\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:5\n"},
    {"JavaScript: a user and a password",
     {{"x.js",
       R"~(const { execSync } = require("child_process");
const url = new URL("https://dev.azure.com/acme/shop/_git/shop");
url.username = "me";
url.password = process.env.ADO_PAT;
execSync(`git push ${url.toString()} HEAD:main`);
execSync(`git clone ${url}`);
const settings = { url: "https://example.com/acme" };
settings.password = process.env.OTHER;
)~"}},
     "$ADO_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.js:5\n"
     "$ADO_PAT | git fetch https://dev.azure.com/acme/shop/_git/shop | x.js:6\n"},
    {"Python: a part replaced",
     {{"x.py",
       R"~(import os, requests
from urllib.parse import urlparse
clone = urlparse("https://dev.azure.com/acme/shop/_git/web")
url = clone._replace(path="/acme/shop/_apis/git/repositories/web").geturl()
requests.get(url, auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/git/repositories/web | x.py:5\n"},
    {"options that have more than a URL stay options",
     {{"x.js",
       R"~(const https = require("https");
function get(options) {
  options.hostname = "dev.azure.com";
  options.path = "/acme/_apis/projects";
  options.headers = { Authorization: "Bearer " + process.env.ADO_PAT };
  https.request(options);
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:6\n"},
    {"a URL that is a part of itself",
     {{"x.js",
       R"~(const url = new URL("https://dev.azure.com/acme/_apis/projects");
url.host = "dev.azure.com";
url.url = url;
url.path = url;
fetch(url, { headers: { Authorization: "Bearer " + process.env.ADO_PAT } });
)~"}},
     "$ADO_PAT | ? the route is not known | x.js:5\n"},
    {"a URL whose path is another URL",
     {{"x.js",
       R"~(const url = new URL("https://dev.azure.com/acme/_apis/projects");
const other = new URL("https://dev.azure.com/acme");
other.host = "dev.azure.com";
url.path = other;
fetch(url, { headers: { Authorization: "Bearer " + process.env.ADO_PAT } });
)~"}},
     "$ADO_PAT | ? the URL comes from a URL made of URLs | x.js:5\n"},
    {"PowerShell's UriBuilder, as it is made and as a text becomes one",
     {{"x.ps1",
       R"~($h = @{ Authorization = "Bearer $env:ADO_PAT" }
$b = New-Object -TypeName System.UriBuilder -ArgumentList ('https://dev.azure.com')
$b.Path = ('{0}/_apis/{1}' -f 'acme', 'projects')
$uri = $b.Uri
irm -Uri $uri -Headers $h
$c = [UriBuilder]::new('https://dev.azure.com/acme/_apis/teams')
$c.Query = "?api-version=7.0"
irm -Uri $c.ToString() -Headers $h
$d = [UriBuilder]"https://dev.azure.com"
$d.Path = 'acme/_apis/wit/fields'
irm -Uri $d.Uri.AbsoluteUri -Headers $h
)~"}},
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.ps1:5\n"
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | x.ps1:8\n"
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/wit/fields | x.ps1:11\n"},
};

TEST_CASE("the parts of a URL make it up") {
  check(parts);
}

TEST_CASE("parts of URLs have many names") {
  CHECK(trace::is_url_part("Path"));
  CHECK(trace::is_url_part("pathname"));
  CHECK(trace::is_url_part("RawQuery"));
  CHECK_FALSE(trace::is_url_part("headers"));
}

}  // namespace
}  // namespace patdown
