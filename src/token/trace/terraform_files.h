#pragma once

// What does Terraform code do with tokens of Azure DevOps?
//
// A provider "azuredevops" names its token, or takes AZDO_PERSONAL_ACCESS_TOKEN, as does one that
// no block describes, where Terraform may be run; every resource and
// data source of its folder, and of the modules below it that stand in this repository, is a use.
// So are the requests of data "http" and what provisioner "local-exec" runs. terraform_code.h says
// what expressions are worth.

#include "core/tree.h"
#include "token/trace/library.h"
#include "token/trace/recorder.h"

namespace patdown::trace {

// To be called when everything else was traced: `library` knows by then what was set.
void trace_terraform(const Tree& tree, Library& library, Recorder& recorder);

}  // namespace patdown::trace
