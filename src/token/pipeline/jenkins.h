#pragma once

// What do the steps of a Jenkinsfile run?
//
// Not Groovy: the texts of `sh`, `bat`, `powershell` and `pwsh` in order, each a step, and the
// texts that variables and `environment` are set to, in front of each. What Groovy puts into a text
// (`${env.X}`, `${x}`) becomes a variable of the shell of that name: credentials that Jenkins binds
// are variables of the environment too. Bounded: 1 MiB, 500 steps a file.
//
// https://www.jenkins.io/doc/book/pipeline/syntax/

#include "core/tree.h"
#include "token/path_set.h"
#include "token/pipeline/step.h"

#include <string_view>
#include <vector>

namespace patdown {

// "Jenkinsfile", "release.Jenkinsfile", and Groovy: shared libraries have steps too.
bool is_jenkins_pipeline(std::string_view path);

// Ordered by path; those without such a step are left out.
std::vector<Pipeline> read_jenkins_pipelines(const Tree& tree, const PathSet* only = nullptr);

}  // namespace patdown
