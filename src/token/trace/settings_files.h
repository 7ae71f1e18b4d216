#pragma once

// Which feeds, remotes and agents get a token by settings files?
//
// A variable in such a file is whatever pipelines and scripts set under its name; if none does, a
// variable of the environment. What is written out is a token like any other. Feeds are read; they
// are written too if something publishes with their tool. Settings of other programs that name a
// variable of the environment leave its token open: who reads them is not known.

#include "core/tree.h"
#include "token/trace/library.h"
#include "token/trace/recorder.h"

namespace patdown::trace {

// To be called when everything else was traced: `library` knows by then what publishes.
void trace_settings(const Tree& tree, const TreeClues& clues, Library& library, Recorder& recorder);

}  // namespace patdown::trace
