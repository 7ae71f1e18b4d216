// Variables of a module that a function of it sets.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase late[] = {
    {"let, set by a function that something else calls",
     {{"x.js",
       R"~(let token;
function signIn() { token = process.env.ADO_PAT; }
async function builds() {
  const headers = { Authorization: "Basic " + btoa(":" + token) };
  await fetch("https://dev.azure.com/acme/shop/_apis/build/builds", { method: "POST", headers });
}
document.getElementById("go").addEventListener("click", builds);
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.js:5\n"},
    {"None, set under global",
     {{"x.py",
       R"~(import os
import requests
session = None

def projects():
    return session.get("https://dev.azure.com/acme/_apis/projects")

def connect():
    global session
    session = requests.Session()
    session.auth = ("", os.environ["ADO_PAT"])
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:6\n"},
    {"set by a callback that cannot be asked: named as it is written",
     {{"x.js",
       R"~(let token;
document.addEventListener("DOMContentLoaded", () => { token = localStorage.getItem("pat"); });
document.getElementById("go").addEventListener("click", async () => {
  await fetch("https://dev.azure.com/acme/_apis/projects",
    { headers: { Authorization: "Basic " + btoa(":" + token) } });
});
)~"}},
     "$token | GET https://dev.azure.com/acme/_apis/projects | x.js:4\n"},
};

TEST_CASE("a variable that holds nothing holds what a function sets") {
  check(late);
}

}  // namespace
}  // namespace patdown
