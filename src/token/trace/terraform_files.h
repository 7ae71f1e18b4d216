#pragma once

// What does Terraform code do with tokens of Azure DevOps?
//
// A provider "azuredevops" names its token, or takes AZDO_PERSONAL_ACCESS_TOKEN; every resource and
// data source of its folder, and of the modules below it that stand in this repository, is a use.
// A variable is whatever pipelines and scripts give it: TF_VAR_x, -var x=….

#include "core/tree.h"
#include "token/trace/library.h"
#include "token/trace/recorder.h"

namespace patdown::trace {

// To be called when everything else was traced: `library` knows by then what was set.
void trace_terraform(const Tree& tree, const Library& library, Recorder& recorder);

}  // namespace patdown::trace
