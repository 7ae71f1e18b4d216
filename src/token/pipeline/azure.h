#pragma once

// What does an Azure pipeline run?
//
// Reads azure-pipelines YAML: steps, jobs, deployments, stages, `template:` with parameters across
// the files of `tree`, `extends`, variables (root, stage, job, groups, templates), `env:`, inline
// scripts and the tasks that run scripts (Bash@3, PowerShell@2, AzureCLI@2, AzurePowerShell@5,
// CmdLine@2, …). Every branch of
// `${{ if }}` and `${{ each }}` is taken. Bounded: 64 templates deep, 20,000 YAML nodes visited a
// file.
//
// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema

#include "core/tree.h"
#include "token/path_set.h"
#include "token/pipeline/step.h"

#include <string_view>
#include <vector>

namespace patdown {

// Whether the YAML file starts an Azure pipeline or is a template of one (has steps, jobs, stages
// or extends at its root, and no shape of another CI system).
bool is_azure_pipeline(std::string_view path, std::string_view text);

// All pipelines of `tree`: one for each file that starts one; templates that no pipeline here uses
// are read as pipelines of their own, with their parameters' defaults.
std::vector<Pipeline> read_azure_pipelines(const Tree& tree, const PathSet* only = nullptr);

}  // namespace patdown
