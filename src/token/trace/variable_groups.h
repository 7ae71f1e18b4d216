#pragma once

// Which variables of one name are one token?
//
// `$(PAT)` is what the pipeline's variable groups say. Two pipelines that share a group may mean
// the same one; a pipeline without group may mean any of them. Only where no such chain connects
// two uses are they two tokens: "azure-pipelines:pat@release" beside "azure-pipelines:pat@review".
// https://learn.microsoft.com/azure/devops/pipelines/library/variable-groups

#include "token/token_use.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// The id of variable `name` in a pipeline with those groups.
std::string id_in_groups(std::string_view name, const std::vector<std::string>& groups);
// Gives uses of one token one id, and names the group where that matters: "$(PAT@release)".
void settle_groups(const std::vector<TokenUse*>& uses);

}  // namespace patdown::trace
