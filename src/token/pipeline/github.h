#pragma once

// What does a GitHub workflow run?
//
// Reads .github/workflows, and workflows that lie in other folders of that name: jobs, steps,
// `env:` of workflow, job and step, `run:` in its shell, actions with their inputs; composite
// actions and reusable workflows of the same repository, their `inputs.x` and `secrets.x` bound to
// what the caller gives. `echo "X=…" >> $GITHUB_ENV` sets a variable for the steps behind. What is
// called in another repository stands as a task with what it is given. Bounded: 8 calls deep, 5,000
// steps a workflow.
//
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax

#include "core/tree.h"
#include "token/path_set.h"
#include "token/pipeline/step.h"

#include <string_view>
#include <vector>

namespace patdown {

bool is_github_workflow(std::string_view path);
bool is_github_action(std::string_view path);

// All workflows and composite actions of `tree`, ordered by path. Reusable workflows and actions
// that a workflow here calls are read where they are called.
std::vector<Pipeline> read_github_workflows(const Tree& tree, const PathSet* only = nullptr);

}  // namespace patdown
