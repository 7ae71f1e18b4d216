#pragma once

// What did a run see, and what did it leave to the next? As bytes that are equal if all of it is.
//
// Branches are told apart by their order, not by their numbers, which differ from run to run.

#include "token/trace/machine.h"

#include <string>

namespace patdown::trace {

std::string described(const Recorder::Seen& seen);
// What the run that got the session `before` changed in it: under which names, and to what.
struct Changes {
  std::string names;
  std::string values;
};
Changes changes_of(const Session& before, const Session& after);

}  // namespace patdown::trace
