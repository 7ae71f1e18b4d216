#pragma once

// What do the pipelines of a tree run, whatever system they belong to?

#include "core/tree.h"
#include "token/path_set.h"
#include "token/pipeline/step.h"

#include <vector>

namespace patdown {

// Azure pipelines, GitHub workflows, GitLab's and Jenkins' pipelines, in this order, each ordered
// by path. With `only`, those of these files; what they include is read all the same.
std::vector<Pipeline> read_pipelines(const Tree& tree, const PathSet* only = nullptr);
// All but Azure's.
std::vector<Pipeline> read_other_pipelines(const Tree& tree, const PathSet* only = nullptr);

}  // namespace patdown
