#include "token/trace/held_functions.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

constexpr const char* connection =
    R"~(import { WebApi, getPersonalAccessTokenHandler } from "azure-devops-node-api";
export async function getGitApi(config) {
    const handler = getPersonalAccessTokenHandler(process.env.ADO_PAT);
    return new WebApi("https://dev.azure.com/acme", handler).getGitApi();
}
)~";

const TraceCase cases[] = {
    {"a table that is exported, which nobody in the tree reads",
     {{"connection.ts", connection},
      {"tool.ts",
       R"~(import { getGitApi } from "./connection.js";
export const listRepos = {
    name: "list_repos",
    async execute(id: string, params: any, ctx: Context) {
        const git = await getGitApi(ctx.config);
        return git.getRepositories(ctx.config.project);
    },
    nested: { handlers: [async (ctx: any) => (await getGitApi(ctx)).getPullRequestsByProject("x")] },
};
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/git/repositories | tool.ts:6\n"
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/git/pullrequests | tool.ts:8\n"},
    {"a module's exports",
     {{"tool.js",
       R"~(const base = "https://dev.azure.com/acme/shop/_apis";
const headers = { Authorization: `Basic ${Buffer.from(`:${process.env.ADO_PAT}`).toString("base64")}` };
module.exports = {
    builds: () => fetch(`${base}/build/builds`, { headers }),
    start: (id) => fetch(`${base}/build/builds`, { method: "POST", headers }),
};
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | tool.js:4\n"
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | tool.js:5\n"},
    {"what a function gives back to whoever calls it",
     {{"client.ts",
       R"~(import axios from "axios";
export function createClient(config: { token: string }) {
    const http = axios.create({
        baseURL: "https://dev.azure.com/acme/shop",
        headers: { Authorization: `Bearer ${config.token}` },
    });
    return {
        async list() { return http.get("_apis/git/repositories"); },
        async remove(id: string) { return http.delete(`_apis/git/repositories/${id}`); },
    };
}
)~"}},
     "$config.token | GET https://dev.azure.com/acme/shop/_apis/git/repositories | client.ts:8\n"
     "$config.token | DELETE https://dev.azure.com/acme/shop/_apis/git/repositories/{} | "
     "client.ts:9\n"},
    {"lists of functions, of which a word chooses one",
     {{"x.js",
       R"~(const options = { headers: { Authorization: `Bearer ${process.env.ADO_PAT}` } };
const projects = (o) => fetch("https://dev.azure.com/acme/_apis/projects", o);
const teams = (o) => fetch("https://dev.azure.com/acme/_apis/teams", o);
const modules = { a: [projects], b: [teams, projects] };
for (const name of enabled()) {
    for (const run of modules[name]) run(options);
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:2\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | x.js:3\n"},
    {"a function that somebody calls has run already",
     {{"x.js",
       R"~(const api = {
    get: (id) => fetch(`https://dev.azure.com/acme/_apis/projects/${id}`, {
        headers: { Authorization: `Bearer ${process.env.ADO_PAT}` },
    }),
};
api.get("shop");
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects/shop | x.js:2\n"},
    {"methods of Rust, of which some come before the constructor",
     {{"Cargo.toml", "[dependencies]\nazure_devops_rust_api = \"0.30\"\n"},
      {"src/client.rs",
       R"~(use azure_devops_rust_api::{git, wit, Credential};

pub struct Client { organization: String, git_client: git::Client, wit_client: wit::Client }

impl Client {
    pub async fn history(&self, id: i32) -> Result<()> {
        self.wit_client.updates_client().list(&self.organization, id, "shop").await?;
        Ok(())
    }
    pub async fn label(&self, id: i32, name: &str) -> Result<()> {
        self.git_client.pull_request_labels_client().create(&self.organization, name, "web", id, "shop").await?;
        Ok(())
    }
    pub fn new(organization: String, pat: String) -> Result<Self> {
        let credential = Credential::Pat(pat);
        let git_client = git::ClientBuilder::new(credential.clone()).build();
        let wit_client = wit::ClientBuilder::new(credential).build();
        Ok(Self { organization, git_client, wit_client })
    }
}
)~"}},
     "$pat | GET https://dev.azure.com/{}/{}/_apis/wit/workItems/{}/updates | src/client.rs:7\n"
     "$pat | POST https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/labels | "
     "src/client.rs:11\n"},
};

TEST_CASE("functions that tables hold run, though nobody calls them") {
  check(cases);
}

}  // namespace
}  // namespace patdown
