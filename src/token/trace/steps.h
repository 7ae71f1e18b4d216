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
// decide nothing: where they are not known, the step asks, calls and sees the same. What it leaves
// may hold such words; then they are unknown to the steps behind it, until one of those does
// something else without them: the job is run again as it stands.
class StepTracer {
 public:
  StepTracer(Library& library, Recorder& recorder) : library_(library), recorder_(recorder) {}
  void trace(const Pipeline& pipeline);

 private:
  struct State {
    Session session;
    std::string key;      // names the session; empty for a new one
    std::string without;  // names what it has not of the one that `key` names; empty: it is whole
  };
  struct Trial {
    Recorder::Seen seen;
    Session after;
    // Digests: of what it asked, called, saw, and of the names under which it left something
    // (empty if that is too much); of what it left there.
    std::string did;
    std::string left;
    bool leaves = false;
  };
  // A step whose words are not known.
  struct Rehearsal {
    bool does_the_same = false;
    bool leaves_the_same = false;
    bool leaves = false;
    Session after;
  };
  // Steps that are equal but for plain words.
  struct Kind {
    std::vector<std::pair<std::string, std::string>> words;  // of the first one
    Trial first;                                             // without what it saw
    std::string key;                                         // of the state behind it
    std::size_t met = 0;
    std::size_t in_vain = 0;  // rehearsals that did something else
    // By the names that differ from the first one's, and by what the state is without.
    std::map<std::pair<std::vector<std::string>, std::string>, Rehearsal> rehearsals;
  };

  void trace_job(const Pipeline& pipeline, std::size_t first, std::size_t end);
  // Whether that could be done in a state that is not whole.
  bool run(const Pipeline& pipeline, const Step& step, State& state);
  void run_whole(const Pipeline& pipeline, const Step& step, const StepKey& key, State& state);
  // Null: the kind is not known well enough, or it has been rehearsed often enough.
  const Rehearsal* rehearsed(Kind& kind, const Pipeline& pipeline, const Step& step,
                             const StepKey& key, const State& state);
  Trial perform(const Pipeline& pipeline, const Step& step, const State& before, bool rehearsal);

  Library& library_;
  Recorder& recorder_;
  StepTexts texts_;
  std::map<std::string, State> after_;  // by the digest of state and step
  std::map<std::string, Kind> kinds_;   // by the digest of both without plain words
};

}  // namespace patdown::trace
