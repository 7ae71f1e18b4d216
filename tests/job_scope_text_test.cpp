#include "token/job_scope_text.h"

#include "catch.h"

namespace patdown {
namespace {

struct Case {
  const char* name;
  const char* path;
  const char* text;
  const char* setting;  // empty: nothing
};

const Case cases[] = {
    {"the general settings, switched off", "set.ps1",
     "$body = @{ enforceJobAuthScope = $false } | ConvertTo-Json", "enforceJobAuthScope: false"},
    {"the same in a body of JSON", "set.sh",
     R"(curl -d '{"enforceReferencedRepoScopedToken": false}')",
     "enforceReferencedRepoScopedToken: false"},
    {"Terraform", "project.tf", "  enforce_job_scope                    = false\n",
     "enforce_job_scope: false"},
    {"Terraform, for releases", "project.tf", "enforce_job_scope_for_release = false",
     "enforce_job_scope_for_release: false"},
    {"an exported definition", "build/definition.json",
     R"("jobAuthorizationScope": "projectCollection",)",
     "jobAuthorizationScope: projectCollection"},
    {"limited", "project.tf", "enforce_job_scope = true", ""},
    {"limited, exported", "definition.json", R"("jobAuthorizationScope": "project")", ""},
    {"decided by a variable", "project.tf", "enforce_job_scope = var.limit", ""},
    {"what a test compares with", "tests/definition.json",
     R"("jobAuthorizationScope": "projectCollection")", ""},
    {"a document", "README.md", "enforceJobAuthScope: false", ""},
    {"another key", "a.json", R"("myEnforceJobAuthScope": false)", ""},
    {"nothing", "a.json", "", ""},
};

TEST_CASE("find_wide_job_scope sees who widens the job's token") {
  for (const Case& c : cases) {
    INFO(c.name);
    const auto found = find_wide_job_scope(c.path, c.text);
    CHECK((found ? found->setting : "") == c.setting);
  }
}

TEST_CASE("find_wide_job_scope names the first place") {
  const auto found = find_wide_job_scope(
      "p.tf", "\nenforce_job_scope_for_release = false\nenforce_job_scope = false\n");
  REQUIRE(found);
  CHECK(found->at.line == 2);
  CHECK(found->at.column == 1);
}

}  // namespace
}  // namespace patdown
