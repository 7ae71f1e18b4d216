// What programs make of decorators, records, options, files and empty names.

#include "catch.h"
#include "token/trace/tracer.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase values[] = {
    {"a name that is empty here and is given there",
     {{"a.py",
       R"~(import os, requests

class Git:
    def __init__(self, repo=""):
        self.repo = repo
        self.auth = ("", os.environ["ADO_PAT"])

    def threads(self, number):
        url = f"https://dev.azure.com/acme/shop/_apis/git/repositories/{self.repo}/pullRequests/{number}/threads"
        return requests.get(url, auth=self.auth)

Git().threads(4)
Git("web").threads(4)
)~"}},
     "$ADO_PAT | GET "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/web/pullRequests/4/threads | a.py:10\n"
     "$ADO_PAT | GET "
     "https://dev.azure.com/acme/shop/_apis/git/repositories/{}/pullRequests/4/threads | "
     "a.py:10\n"},
    {"a name that is empty wherever it is known",
     {{"a.ts",
       R"~(import axios from "axios";
let id = "";
async function close() {
  const token = process.env.ADO_PAT;
  await axios.patch(`https://dev.azure.com/acme/shop/_apis/wit/workitems/${id}?api-version=7.1`, [], { headers: { Authorization: `Bearer ${token}` } });
}
close();
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/shop/_apis/wit/workitems/{} | a.ts:5\n"},
};

}  // namespace

TEST_CASE("values of programs") {
  check(values);
}

}  // namespace patdown
