// Tokens that go from one module of JavaScript to another.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase modules[] = {
    {"a client that is the default of its module, passed on by another",
     {{"client.ts",
       R"~(import axios from "axios";
const client = axios.create({ headers: { Authorization: `Bearer ${process.env.ADO_PAT}` } });
export default client;
)~"},
      {"index.ts", "export { default as client } from './client';\n"},
      {"main.ts",
       R"~(import { client } from "./index";
client.get("https://dev.azure.com/acme/_apis/projects");
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | main.ts:2\n"},
    {"a default class; all names of a module passed on, twice",
     {{"lib/adoProjects.ts",
       R"~(import axios from "axios";
export default class Ado {
    constructor(pat) { this.http = axios.create({ headers: { Authorization: "Bearer " + pat } }); }
    projects() { return this.http.get("https://dev.azure.com/acme/_apis/projects"); }
}
export const token = process.env.ADO_PAT;
)~"},
      {"lib/all.ts",
       "export * from './adoProjects';\nexport { default as adoProjects } from './adoProjects';\n"},
      {"lib/index.ts", "export * from './all';\n"},
      {"main.ts",
       R"~(import { adoProjects, token } from "./lib";
new adoProjects(token).projects();
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | lib/adoProjects.ts:4\n"},
    {"what a module of CommonJS is: a client, a function",
     {{"client.js",
       R"~(const axios = require("axios");
module.exports = axios.create({ headers: { Authorization: `Bearer ${process.env.ADO_PAT}` } });
)~"},
      {"list.js",
       R"~(const client = require("./client");
module.exports = function list(project) {
    return client.get(`https://dev.azure.com/acme/${project}/_apis/build/builds`);
};
)~"},
      {"main.js", "const list = require('./list');\nlist('shop');\n"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | list.js:3\n"},
    {"members of exports, one by one",
     {{"headers.js",
       R"~(exports.headers = { Authorization: `Bearer ${process.env.ADO_PAT}` };
module.exports.base = "https://dev.azure.com/acme";
)~"},
      {"main.js",
       R"~(const { headers, base } = require("./headers");
fetch(`${base}/_apis/projects`, { headers });
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | main.js:2\n"},
    {"a class of Ruby whose file has its name in small letters",
     {{"app/azure_base.rb",
       R"~(class AzureBase
  def azure_url(repository)
    "https://dev.azure.com/#{repository.owner}/shop/_apis/"
  end
end
)~"},
      {"app/pull.rb",
       R"~(class Pull < AzureBase
  def get(repository, pat)
    url = "#{azure_url(repository)}git/repositories/#{repository.name}/pullrequests/7"
    RestClient.get(url, { Authorization: "Bearer #{pat}" })
  end
end
)~"}},
     "$pat | GET https://dev.azure.com/{}/shop/_apis/git/repositories/{}/pullrequests/7 | "
     "app/pull.rb:4\n"},
    {"a module that gives on what another declares, and one with a dot in its name",
     {{"src/client/api.client.ts",
       R"~(import * as azdev from 'azure-devops-node-api';
export class AdoApi {
  private connection: azdev.WebApi;
  constructor(config: { pat: string }) {
    const handler = azdev.getPersonalAccessTokenHandler(config.pat);
    this.connection = new azdev.WebApi('https://dev.azure.com/acme', handler);
  }
  core() { return this.connection.getCoreApi(); }
}
)~"},
      {"src/client/index.ts", "export * from './api.client.js';\n"},
      {"src/tools/list.ts",
       R"~(import { AdoApi } from '../client/index.js';
export class ListTool {
  constructor(private api: AdoApi) {}
  async execute() {
    const core = await this.api.core();
    return core.getProjects();
  }
}
)~"}},
     "$config.pat | GET https://dev.azure.com/{}/_apis/projects | src/tools/list.ts:6\n"},
};

TEST_CASE("modules of JavaScript give what they export") {
  check(modules);
}

}  // namespace
}  // namespace patdown
