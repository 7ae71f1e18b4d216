#pragma once

// What do the steps of a pipeline do with their tokens?

#include "token/pipeline/step.h"
#include "token/trace/library.h"
#include "token/trace/recorder.h"
#include "token/trace/step_key.h"
#include "token/trace/step_run.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {

// Runs every step in order; the steps of one job share a session. A step that says the same as one
// that ran before, in the same state, is not run again: templates are used by many pipelines. Nor
// is one that differs in plain words alone, such as the folder that a pipeline is for, if they
// decide nothing: where they are not known, the step asks, calls, sees and leaves the same.
class StepTracer {
 public:
  StepTracer(Library& library, Recorder& recorder) : library_(library), recorder_(recorder) {}
  void trace(const Pipeline& pipeline);

 private:
  struct State {
    Session session;
    std::string key;  // names the session; empty for a new one
  };
  // Steps that are equal but for plain words.
  struct Kind {
    std::vector<std::pair<std::string, std::string>> words;  // of the first one
    std::string effects;                                     // of it; empty: not known
    State after;                                             // likewise
    // By the names that differ from the first one's: whether they decide nothing.
    std::map<std::vector<std::string>, bool> same;
  };
  struct Trial {
    Recorder::Seen seen;
    Session after;
    std::string effects;  // a digest; empty if they are too many to be compared
  };

  void run(const Pipeline& pipeline, const Step& step, State& state);
  bool does_the_same(Kind& kind, const Pipeline& pipeline, const Step& step, const StepKey& key,
                     const State& state);
  Trial perform(const Pipeline& pipeline, const Step& step, const State& before, bool rehearsal);

  Library& library_;
  Recorder& recorder_;
  StepTexts texts_;
  std::map<std::string, State> after_;  // by the digest of state and step
  std::map<std::string, Kind> kinds_;   // by the digest of both without plain words
};

}  // namespace patdown::trace
