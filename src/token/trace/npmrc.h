#pragma once

// Which tokens do the .npmrc files of a repository take?
//
// //pkgs.dev.azure.com/…/:_password=${X} and :_authToken=${X}: what a workflow or a pipeline binds
// X to. Workflows are looked at line by line for `X: ${{ secrets.Y }}`.

#include "core/tree.h"
#include "token/pipeline/step.h"
#include "token/trace/library.h"
#include "token/trace/recorder.h"

#include <vector>

namespace patdown::trace {

void trace_npmrc(const Tree& tree, const std::vector<Pipeline>& pipelines, const Library& library,
                 Recorder& recorder);

}  // namespace patdown::trace
