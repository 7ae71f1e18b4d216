#include "token/pipeline/azure_export.h"

#include "catch.h"
#include "memory_tree.h"
#include "token/assess.h"
#include "token/other_texts.h"
#include "token/trace/tracer.h"
#include "traced.h"

#include <string>
#include <utility>
#include <vector>

namespace patdown {
namespace {

std::string uses_in(const std::vector<std::pair<std::string, std::string>>& files) {
  MemoryTree tree({});
  for (const auto& [path, text] : files) tree.add(path, text);
  OtherTexts texts;
  texts.look_at_all(tree, 1);
  const TokenTrace trace = trace_tree(tree, texts.clues(), false, {});
  std::string lines;
  for (const TokenUse& use : trace.traced.uses) lines += shown(use) + "\n";
  return lines;
}

const std::string build = R"~({
	"process": {
		"phases": [{
			"steps": [
				{
					"environment": {"MY_PAT": "$(Other.Pat)"},
					"enabled": true,
					"task": {"id": "e213ff0f-5d5c-4791-802d-52ea3e7be1f1", "versionSpec": "2.*", "definitionType": "task"},
					"inputs": {
						"targetType": "inline",
						"filePath": "",
						"script": "$h = @{Authorization = \"Bearer $env:SYSTEM_ACCESSTOKEN\"}\nInvoke-RestMethod \"$(base)/_apis/build/builds\" -Headers $h\ngit clone https://x:$env:MY_PAT@dev.azure.com/acme/shop/_git/lib"
					}
				},
				{
					"enabled": false,
					"task": {"id": "6c731c3c-3c68-459a-a5c9-bde6e6595b5b", "versionSpec": "3.*", "definitionType": "task"},
					"inputs": {"targetType": "inline", "script": "curl -u :$(Off) https://dev.azure.com/acme/_apis/projects"}
				}
			]
		}]
	},
	"variables": {
		"base": {"value": "https://dev.azure.com/acme/shop"},
		"Other.Pat": {"value": null, "isSecret": true}
	},
	"name": "Build"
})~";

const std::string release = R"~({"name": "Release", "variables": {}, "environments": [
  {"name": "A", "variables": {"org": {"value": "acme"}}, "deployPhases": [{
    "deploymentInput": {"agentSpecification": {"identifier": "ubuntu-latest"}},
    "workflowTasks": [
      {"taskId": "d9bafed4-0b18-4f58-968d-86655b4d2ce9", "version": "2.*", "enabled": true,
       "inputs": {"script": "curl -u \":$(PAT)\" https://dev.azure.com/$(org)/_apis/projects"}},
      {"taskId": "e213ff0f-5d5c-4791-802d-52ea3e7be1f1", "version": "2.*",
       "inputs": {"targetType": "filePath", "filePath": "$(System.DefaultWorkingDirectory)/tag.ps1", "arguments": "-Pat $(TAG_PAT)"}}]}]},
  {"name": "B", "variables": {"org": {"value": "other"}}, "deployPhases": [{"workflowTasks": [
      {"taskId": "6c731c3c-3c68-459a-a5c9-bde6e6595b5b", "version": "3.*",
       "inputs": {"targetType": "inline", "script": "curl -u \":$(PAT)\" https://dev.azure.com/$(org)/_apis/projects"}}]}]}
]})~";

TEST_CASE("exported definitions") {
  CHECK(uses_in({{"ci/build.json", build}}) ==
        "$(Other.Pat) | git fetch https://dev.azure.com/acme/shop/_git/lib | ci/build.json:12\n"
        "$env:SYSTEM_ACCESSTOKEN | GET https://dev.azure.com/acme/shop/_apis/build/builds | "
        "ci/build.json:12\n");
  CHECK(uses_in({{"release.json", release}, {"tag.ps1", R"~(param($Pat)
$h = @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat"))}
Invoke-RestMethod https://dev.azure.com/acme/shop/_apis/git/repositories -Headers $h)~"}}) ==
        "$(PAT) | GET https://dev.azure.com/acme/_apis/projects | release.json:6\n"
        "$(PAT) | GET https://dev.azure.com/other/_apis/projects | release.json:11\n"
        "$(TAG_PAT) | GET https://dev.azure.com/acme/shop/_apis/git/repositories | tag.ps1:3\n");
}

TEST_CASE("JSON that is no definition") {
  for (const char* text : {"", "[]", "{", R"([1, {"definitionType": "task"}])", "\"workflowTasks\"",
                           R"~({"workflowTasks": [{"taskId": "x"}], "inputs": []})~",
                           R"~({"workflowTasks": {"taskId": "x", "inputs": {}}})~"}) {
    CAPTURE(text);
    const MemoryTree tree({{"a.json", text}});
    CHECK(read_azure_exports(tree, {"a.json", "missing.json"}).empty());
  }
}

}  // namespace
}  // namespace patdown
