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
};

TEST_CASE("conditions of programs hold for what the call gives") {
  check(cases);
}

}  // namespace
}  // namespace patdown
