// Conditions about parameters, in wrappers whose callers say which request they mean.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a verb that chooses the method of the client",
     {{"x.js",
       R"~(const axios = require('axios');
const pat = process.env.ADO_PAT;
async function call(path, method = 'GET', body = null) {
  const url = 'https://dev.azure.com/acme/shop/_apis' + path;
  const config = { headers: { Authorization: 'Basic ' + Buffer.from(':' + pat).toString('base64') } };
  let response;
  if (method === 'GET') {
    response = await axios.get(url, config);
  } else if (method === 'POST') {
    response = await axios.post(url, body, config);
  } else if (method === 'PATCH') {
    response = await axios.patch(url, body, config);
  } else {
    throw new Error('unknown');
  }
  return response.data;
}
call('/build/builds');
call('/wit/workitems/7', 'PATCH', []);
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.js:8\n"
     "$ADO_PAT | PATCH https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | x.js:12\n"},
    {"blocks that return, whatever the case of the letters",
     {{"x.py",
       R"~(import os
import requests

def call(method, path):
    method = method.upper()
    url = "https://dev.azure.com/acme/shop/_apis/" + path
    auth = ("", os.environ["ADO_PAT"])
    if method in ("GET", "HEAD"):
        return requests.get(url, auth=auth)
    if method == "DELETE":
        return requests.delete(url, auth=auth)
    return requests.post(url, auth=auth)

call("get", "build/builds")
call("delete", "build/builds/7")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:9\n"
     "$ADO_PAT | DELETE https://dev.azure.com/acme/shop/_apis/build/builds/7 | x.py:11\n"},
    {"a value that is not known may be any; a parameter that changes too",
     {{"x.py",
       R"~(import os
import requests

def call(method, path):
    if path:
        method = other(path)
    if method == "GET":
        return requests.get("https://dev.azure.com/acme/shop/_apis/" + path, auth=("", os.environ["ADO_PAT"]))
    return requests.post("https://dev.azure.com/acme/shop/_apis/" + path, auth=("", os.environ["ADO_PAT"]))

call("GET", "build/builds")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:8\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.py:9\n"},
    {"who calls it is not known: its default is only one value",
     {{"x.py",
       R"~(import os
import requests

def call(path, method="GET"):
    if method == "GET":
        return requests.get("https://dev.azure.com/acme/shop/_apis/build/builds", auth=("", os.environ["ADO_PAT"]))
    return requests.post("https://dev.azure.com/acme/shop/_apis/build/builds", auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:6\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.py:7\n"},
    {"Ruby's unless is the other way round",
     {{"x.rb",
       R"~(require 'httparty'
def call(method)
  url = "https://dev.azure.com/acme/shop/_apis/build/builds"
  auth = { username: "", password: ENV["ADO_PAT"] }
  unless method == "GET"
    HTTParty.post(url, basic_auth: auth)
  end
end
call("POST")
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.rb:6\n"},
    {"what a case of Ruby is worth is what its clause for that text gives",
     {{"x.rb",
       R"~(require 'net/http'
def call(verb, path)
  uri = URI("https://dev.azure.com/acme/shop/_apis/#{path}")
  request = case verb
            when :get, :head then Net::HTTP::Get.new(uri)
            when :post then Net::HTTP::Post.new(uri)
            else Net::HTTP::Delete.new(uri)
            end
  request["Authorization"] = "Basic #{Base64.strict_encode64(":#{ENV['ADO_PAT']}")}"
  Net::HTTP.new(uri.host, uri.port).request(request)
end
call(:get, "build/builds")
call(:post, "git/repositories")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.rb:10\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/git/repositories | x.rb:10\n"},
    {"cases of JavaScript that go on with the next one are one with it",
     {{"x.js",
       R"~(const headers = { Authorization: "Basic " + btoa(":" + process.env.ADO_PAT) };
function call(verb) {
  const url = "https://dev.azure.com/acme/shop/_apis/build/builds";
  switch (verb) {
    case "list":
    case "get":
      return fetch(url, { headers });
    case "queue": {
      return fetch(url, { method: "POST", headers });
    }
    default:
      return fetch(url, { method: "DELETE", headers });
  }
}
call("list");
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.js:7\n"},
    {"one that does something first makes every case possible",
     {{"x.js",
       R"~(const headers = { Authorization: "Basic " + btoa(":" + process.env.ADO_PAT) };
function call(verb) {
  const url = "https://dev.azure.com/acme/shop/_apis/build/builds";
  switch (verb) {
    case "all":
      fetch(url, { headers });
    case "queue":
      fetch(url, { method: "POST", headers });
  }
}
call("all");
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.js:6\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.js:8\n"},
    {"a case of Python with a guard may not run",
     {{"x.py",
       R"~(import os
import requests

def call(verb, really):
    url = "https://dev.azure.com/acme/shop/_apis/build/builds"
    auth = ("", os.environ["ADO_PAT"])
    match verb:
        case "GET" if really:
            requests.get(url, auth=auth)
        case "GET" | "POST":
            requests.post(url, auth=auth)
        case "DELETE":
            requests.delete(url, auth=auth)
call("GET", 1)
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:9\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.py:11\n"},
    {"a switch of Go runs what the text says",
     {{"x.go",
       R"~(package main
import ("net/http"; "os")
func call(verb string) {
	url := "https://dev.azure.com/acme/shop/_apis/build/builds"
	var req *http.Request
	switch verb {
	case "list":
		req, _ = http.NewRequest("GET", url, nil)
	case "queue":
		req, _ = http.NewRequest("POST", url, nil)
	}
	req.SetBasicAuth("", os.Getenv("ADO_PAT"))
	http.DefaultClient.Do(req)
}
func main() { call("list") }
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.go:13\n"},
};

TEST_CASE("conditions of programs hold for what the call gives") {
  check(cases);
}

}  // namespace
}  // namespace patdown
