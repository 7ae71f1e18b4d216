#pragma once

// What do the steps of a pipeline do with their tokens?

#include "token/code/readers.h"
#include "token/pipeline/step.h"
#include "token/trace/library.h"
#include "token/trace/machine.h"
#include "token/trace/recorder.h"
#include "token/trace/text_map.h"

#include <map>
#include <memory>
#include <string>

namespace patdown::trace {

// The scripts of steps, each read once: templates put the same text into many pipelines.
class StepTexts {
 public:
  std::shared_ptr<const Code> read(Language language, const std::string& path,
                                   const std::string& text);

 private:
  TextMap<std::shared_ptr<const Code>> read_;
};

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
  StepTexts texts_;
  std::map<std::string, State> after_;  // by the digest of state and step
};

}  // namespace patdown::trace
