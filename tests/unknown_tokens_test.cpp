// Tokens that nobody knows: what an unknown function gives, what is empty and filled in later.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase unknown[] = {
    {"a token that an unknown function gives, as an argument",
     {{"x.py",
       R"~(import requests

def builds(token):
    requests.get("https://dev.azure.com/acme/shop/_apis/build/builds", auth=("", token))

def main():
    builds(lookup("x"))

main()
)~"}},
     "$token | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:4\n"},
    {"a default that is empty",
     {{"x.py",
       R"~(import requests

def builds(key=""):
    requests.get("https://dev.azure.com/acme/shop/_apis/build/builds", auth=("", key))

builds()
)~"}},
     "$key | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:4\n"},
    {"an empty field of a table that somebody fills later",
     {{"x.ts",
       R"~(const cfg = { org: 'acme', token: '' };
export function configure(options) { Object.assign(cfg, options); }
async function builds() {
  const headers = { Authorization: 'Basic ' + btoa(':' + cfg.token) };
  return fetch(`https://dev.azure.com/${cfg.org}/shop/_apis/build/builds`, { headers });
}
builds();
)~"}},
     "$cfg.token | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.ts:5\n"},
    {"an empty field that the constructor takes over from options",
     {{"x.ts",
       R"~(class Client {
  token = '';
  constructor(options) { Object.assign(this, options); }
  builds() {
    const auth = Buffer.from(`:${this.token}`).toString('base64');
    return fetch('https://dev.azure.com/acme/shop/_apis/build/builds', { headers: { Authorization: `Basic ${auth}` } });
  }
}
export async function main(options) { await new Client(options).builds(); }
)~"}},
     "$this.token | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.ts:6\n"},
    {"what the encoding is given stands there as a call",
     {{"x.js",
       R"~(const axios = require('axios');
async function builds() {
  const auth = Buffer.from(':' + store.lookup('ado')).toString('base64');
  return axios.get('https://dev.azure.com/acme/shop/_apis/build/builds', { headers: { Authorization: 'Basic ' + auth } });
}
builds();
)~"}},
     "$store.lookup() | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.js:4\n"},
    {"nothing is meant as a token",
     {{"x.py",
       R"~(import requests
requests.get("https://dev.azure.com/acme/shop/_apis/build/builds")
requests.get("https://dev.azure.com/acme/shop/_apis/build/builds", auth=None)
)~"}},
     ""},
};

TEST_CASE("calls do not vanish when nobody knows their token") {
  check(unknown);
}

}  // namespace
}  // namespace patdown
