#pragma once

// Which scripts may have to do with tokens of Azure DevOps, whoever runs them?
//
// Following a script costs far more than reading it, and a repository may hold a thousand of them,
// each of which runs the same large library. One for Bash that does not speak of the service, but
// in a comment, and names no file that does or leads to one that does, reaches nothing of it.

#include "core/tree.h"
#include "token/path_set.h"
#include "token/tree_clues.h"

#include <optional>

namespace patdown::trace {

// The files of `tree` without the scripts for Bash that cannot; nullopt stands for all files.
std::optional<PathSet> concerned_files(const Tree& tree, const TreeClues& clues);

}  // namespace patdown::trace
