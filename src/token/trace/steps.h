#pragma once

// What do the steps of a pipeline do with their tokens?

#include "token/pipeline/step.h"
#include "token/trace/library.h"
#include "token/trace/machine.h"
#include "token/trace/recorder.h"

#include <map>
#include <string>

namespace patdown::trace {

// Runs every step in order; the steps of one job share a session. A step that says the same as one
// that ran before, in the same state, is not run again: templates are used by many pipelines.
class StepTracer {
 public:
  StepTracer(Library& library, Recorder& recorder) : library_(library), recorder_(recorder) {}
  void trace(const Pipeline& pipeline);

 private:
  struct State {
    Session session;
    std::string key;  // names the session; empty for a new one
  };
  void run(const Pipeline& pipeline, const Step& step, State& state);

  Library& library_;
  Recorder& recorder_;
  std::map<std::string, State> after_;  // by the digest of state and step
};

}  // namespace patdown::trace
