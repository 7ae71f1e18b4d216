#pragma once

// What do the pipelines of a tree run, whatever system they belong to?

#include "core/tree.h"
#include "token/pipeline/step.h"

#include <vector>

namespace patdown {

// Azure pipelines and GitHub workflows, in this order, each ordered by path.
std::vector<Pipeline> read_pipelines(const Tree& tree);

}  // namespace patdown
