#pragma once

// What does a classic pipeline run, as JSON exports it?
//
// Build and release definitions and task groups that were downloaded, or that somebody posts: steps
// are tasks by their ids. They are read as the YAML pipeline that does the same. What a JSON string
// holds is on one line.
//
// https://learn.microsoft.com/rest/api/azure/devops/build/definitions/get

#include "core/tree.h"
#include "token/pipeline/step.h"

#include <set>
#include <string>
#include <vector>

namespace patdown {

// Of those among `paths` that are exports, by path.
std::vector<Pipeline> read_azure_exports(const Tree& tree,
                                         const std::set<std::string, std::less<>>& paths);

}  // namespace patdown
