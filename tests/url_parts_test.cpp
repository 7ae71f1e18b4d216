// URLs that programs take apart and put together again, and names in them that may be empty.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"the parts of a URL whose base comes from a file",
     {{"x.js",
       R"~(const https = require("https");
const cfg = JSON.parse(require("fs").readFileSync("azure-devops.json"));
function send(url, method = "GET") {
    const parsed = new URL(url);
    https.request({
        hostname: parsed.hostname,
        path: parsed.pathname + parsed.search,
        method,
        headers: { Authorization: `Basic ${Buffer.from(":" + cfg.pat).toString("base64")}` },
    }).end();
}
send(`${cfg.org}/${cfg.project}/_apis/wit/wiql?api-version=7.1`, "POST");
)~"}},
     "$cfg.pat | POST https://{}/{}/{}/_apis/wit/wiql | x.js:5\n"},
    {"a name that is empty if nobody gives it",
     {{"x.ts",
       R"~(export async function refs(pr: any, pat: string) {
    const id = pr.repository?.id ?? '';
    await fetch(`https://dev.azure.com/acme/shop/_apis/git/repositories/${id}/refs`, {
        headers: { Authorization: `Basic ${btoa(`:${pat}`)}` },
    });
}
)~"}},
     "$pat | GET https://dev.azure.com/acme/shop/_apis/git/repositories/{}/refs | x.ts:3\n"},
    {"a name that the script leaves to its reader",
     {{"x.ts",
       R"~(const id = '';
fetch(`https://dev.azure.com/acme/shop/_apis/git/repositories/${id}/refs`, {
    headers: { Authorization: `Basic ${btoa(`:${process.env.PAT}`)}` },
});
)~"}},
     "$PAT | GET https://dev.azure.com/acme/shop/_apis/git/repositories/refs | x.ts:2\n"},
    {"a server of a test of Go",
     {{"x.go",
       R"~(package x

import (
	"net/http"
	"net/http/httptest"
)

func Demo(handler http.Handler) {
	server := httptest.NewServer(handler)
	req, _ := http.NewRequest("GET", server.URL+"/shop/_apis/git/repositories", nil)
	req.SetBasicAuth("", "azdo-demo-pat")
	http.DefaultClient.Do(req)
}
)~"}},
     ""},
};

TEST_CASE("URLs are put together from parts") {
  check(cases);
}

}  // namespace
}  // namespace patdown
