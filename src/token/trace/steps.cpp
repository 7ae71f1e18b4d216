#include "token/trace/steps.h"

#include "core/digest.h"
#include "token/trace/effects.h"
#include "token/trace/setup_actions.h"
#include "token/trace/task_tokens.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

constexpr std::size_t max_rehearsals = 4;  // of one kind of steps

bool keeps_credentials(const Step& step) {
  return std::any_of(step.inputs.begin(), step.inputs.end(), [](const auto& input) {
    return input.first == "persistcredentials" && lower(input.second.text) == "true";
  });
}

}  // namespace

// Runs a step apart from all others and keeps what it did to itself.
StepTracer::Trial StepTracer::perform(const Pipeline& pipeline, const Step& step,
                                      const State& before, bool rehearsal) {
  const std::string root = recorder_.root();
  recorder_.begin(Recorder::trial);
  Journal journal;
  journal.rehearsal = rehearsal;
  library_.keep_journal(&journal);
  Trial trial;
  trial.after = before.session;
  run_step({library_, recorder_, trial.after}, texts_, pipeline, step);
  library_.keep_journal(nullptr);
  trial.seen = recorder_.take(Recorder::trial);
  recorder_.begin(root);
  if (!journal.full()) {
    trial.effects = sha256(journal.text() + described(trial.seen, trial.after));
  }
  return trial;
}

void StepTracer::run(const Pipeline& pipeline, const Step& step, State& state) {
  const StepKey key(pipeline, step, state.key);
  const auto known = after_.find(key.exact());
  if (known != after_.end()) {
    state = known->second;
    return;
  }
  Kind& kind = kinds_[key.general()];
  if (does_the_same(kind, pipeline, step, key, state)) {
    state = kind.after;
  } else {
    Trial trial = perform(pipeline, step, state, false);
    recorder_.add(std::move(trial.seen));
    if (!(trial.after == state.session)) state = {std::move(trial.after), key.exact()};
    if (kind.effects.empty()) kind = {key.words(), std::move(trial.effects), state, {}};
  }
  after_.emplace(key.exact(), state);
}

// Whether the words in which the step differs from the first of its kind decide nothing: one in
// which they are not known does what the first one did.
bool StepTracer::does_the_same(Kind& kind, const Pipeline& pipeline, const Step& step,
                               const StepKey& key, const State& state) {
  if (kind.effects.empty()) return false;
  std::vector<std::string> differ;
  for (std::size_t k = 0; k < key.words().size(); ++k) {
    if (key.words()[k] != kind.words[k]) differ.push_back(key.words()[k].first);
  }
  const auto rehearsed = kind.same.find(differ);
  if (rehearsed != kind.same.end()) return rehearsed->second;
  if (kind.same.size() == max_rehearsals) return false;
  Step any = step;
  for (const std::string& name : differ) {
    any.bindings[name] = {PipelineText{.text = "", .unknown = true}};
  }
  const bool same = perform(pipeline, any, state, true).effects == kind.effects;
  kind.same.emplace(std::move(differ), same);
  return same;
}

void StepTracer::trace(const Pipeline& pipeline) {
  note_repositories(recorder_, pipeline);
  State state;
  std::string job;
  for (const Step& step : pipeline.steps) {
    if (step.where != job) {
      state = State();
      job = step.where;
    }
    if (step.kind != StepKind::checkout) {
      run(pipeline, step, state);
    } else if (!state.session.persisted && keeps_credentials(step)) {
      state.session.persisted = true;
      state.key += "persisted";
    }
  }
}

}  // namespace patdown::trace
