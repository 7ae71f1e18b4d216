#pragma once

// Does a text widen what the job's own token may reach?
//
// "Limit job authorization scope" is a setting of the project, which no pipeline shows. What shows
// it is code that sets it, and exports: `enforceJobAuthScope: false` of the general settings,
// `enforce_job_scope = false` of the Terraform provider, `"jobAuthorizationScope":
// "projectCollection"` of a build definition. A setting that is named nowhere is not known, and is
// no finding.

#include "core/position.h"

#include <optional>
#include <string>
#include <string_view>

namespace patdown {

struct JobScopeText {
  Position at;
  std::string setting;  // as people know it: "jobAuthorizationScope: projectCollection"
};

// Whether a file of this name is looked at.
bool may_set_job_scope(std::string_view path);

// The first such place. Looks at JSON, YAML, Terraform and scripts; not at what the path calls test
// data, nor at texts over 1 MiB.
std::optional<JobScopeText> find_wide_job_scope(std::string_view path, std::string_view text);

}  // namespace patdown
