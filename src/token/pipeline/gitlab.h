#pragma once

// What does GitLab CI run?
//
// Reads .gitlab-ci.yml, with the files of the tree that it includes: of each job its variables, its
// `before_script`, `script` and `after_script` as one script for Bash, with `extends`, `default:`
// and `!reference` followed. Variables are written in front of the script, for they may name each
// other. Bounded: 8 files deep, 8 jobs that extend each other, 5,000 lines a job.
//
// https://docs.gitlab.com/ci/yaml/

#include "core/tree.h"
#include "token/path_set.h"
#include "token/pipeline/step.h"

#include <string_view>
#include <vector>

namespace patdown {

bool is_gitlab_pipeline(std::string_view path);

// Ordered by path. Files that another one here includes are read where they are included.
std::vector<Pipeline> read_gitlab_pipelines(const Tree& tree, const PathSet* only = nullptr);

}  // namespace patdown
