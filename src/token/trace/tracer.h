#pragma once

// Which credential reaches which call?
//
// Evaluates the common form of scripts, file by file and step by step: strings with holes,
// hashtables, headers and Basic encodings are followed from where a token is named to the call that
// sends it. Knows the callees that matter (curl, wget, Invoke-RestMethod, Invoke-WebRequest, az,
// git, npm …) and no language: that is the readers' work. Bounded in calls inlined, depth and
// steps; a bound that is hit makes uses near it unresolved, never silently complete.

#include "core/problem.h"
#include "core/tree.h"
#include "token/path_set.h"
#include "token/pipeline/step.h"
#include "token/token_use.h"
#include "token/tree_clues.h"

#include <map>
#include <string>
#include <vector>

namespace patdown {

namespace trace {
struct ParsedScripts;
}

struct Tracing {
  // Of the scripts and programs these alone are looked at by themselves; what they call is followed
  // all the same. Null stands for all.
  const PathSet* only = nullptr;
  unsigned threads = 1;  // from which files are read at once
  // Null, or scripts that were read already, and those that will be.
  trace::ParsedScripts* parsed = nullptr;
  // Nodes evaluated for all scripts and functions that are looked at by themselves: half a minute
  // or so. Most large trees take less than 9 million. Files that speak of the service may take half
  // as many again.
  std::size_t most_steps = 20'000'000;
};

struct Traced {
  std::vector<TokenUse> uses;  // ordered by path, line, column
  std::vector<PartlyRead> partly_read;
};

// Every use in `tree`: the steps of `pipelines` (scripts that they run are followed, with arguments
// and environment bound), then the script files that none of them reaches, on their own. `clues`
// are those of `tree`.
Traced trace_tokens(const Tree& tree, const std::vector<Pipeline>& pipelines,
                    const TreeClues& clues, const Tracing& how = {});

}  // namespace patdown
