#include "token/trace/steps.h"

#include "core/digest.h"
#include "core/letters.h"
#include "token/trace/effects.h"
#include "token/trace/setup_actions.h"
#include "token/trace/task_tokens.h"
#include "token/trace/variant.h"
#include "token/trace/written_files.h"

#include <algorithm>

namespace patdown::trace {
namespace {

constexpr std::size_t max_rehearsals = 4;  // of one kind of steps
constexpr std::size_t max_in_vain = 1;     // likewise, of those that did something else
// A rehearsal costs as much as a run: it is worth it where there are many of a kind.
constexpr std::size_t met_before = 6;

// Whether the repository is one of another service: then what the checkout keeps is the credential
// of its service connection.
bool is_elsewhere(const Pipeline& pipeline, const std::string& alias) {
  return std::any_of(pipeline.repositories.begin(), pipeline.repositories.end(),
                     [&alias](const RepositoryResource& one) {
                       const bool other = one.type.starts_with("github") || one.type == "bitbucket";
                       return other && same_ignoring_case(one.alias, alias);
                     });
}

// https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps-checkout
bool keeps_job_token(const Pipeline& pipeline, const Step& step) {
  bool keeps = false;
  bool elsewhere = false;
  for (const auto& [name, value] : step.inputs) {
    keeps = keeps || (name == "persistcredentials" && lower(value.text) == "true");
    elsewhere = elsewhere || (name == "repository" && is_elsewhere(pipeline, value.text));
  }
  return keeps && !elsewhere;
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
  const Changes changes = changes_of(before.session, trial.after);
  if (!journal.full()) {
    trial.did = sha256(journal.text() + described(trial.seen) + changes.names);
  }
  trial.left = sha256(changes.values);
  trial.leaves = !(trial.after == before.session);
  return trial;
}

const StepTracer::Rehearsal* StepTracer::rehearsed(Kind& kind, const Pipeline& pipeline,
                                                   const Step& step, const StepKey& key,
                                                   const State& state) {
  if (kind.first.did.empty() || ++kind.met < met_before) return nullptr;
  std::vector<std::string> differ;
  for (std::size_t k = 0; k < key.words().size(); ++k) {
    if (key.words()[k] != kind.words[k]) differ.push_back(key.words()[k].first);
  }
  const auto known = kind.rehearsals.find({differ, state.without});
  if (known != kind.rehearsals.end()) return &known->second;
  if (kind.rehearsals.size() == max_rehearsals || kind.in_vain == max_in_vain) return nullptr;
  Step any = step;
  for (const std::string& name : differ) {
    any.bindings[name] = {PipelineText{.text = "", .unknown = true}};
  }
  Trial trial = perform(pipeline, any, state, true);
  Rehearsal rehearsal{trial.did == kind.first.did, trial.left == kind.first.left, trial.leaves,
                      std::move(trial.after)};
  return &kind.rehearsals.emplace(std::pair(std::move(differ), state.without), std::move(rehearsal))
              .first->second;
}

void StepTracer::run_whole(const Pipeline& pipeline, const Step& step, const StepKey& key,
                           State& state) {
  Trial trial = perform(pipeline, step, state, false);
  recorder_.add(std::move(trial.seen));
  if (trial.leaves) state = {trial.after, key.exact(), ""};
  Kind& kind = kinds_[key.general()];
  if (kind.first.did.empty()) kind = {key.words(), std::move(trial), state.key, 0, 0, {}};
}

bool StepTracer::run(const Pipeline& pipeline, const Step& step, State& state) {
  const StepKey key(pipeline, step, state.key);
  const std::string exact = key.exact() + state.without;
  const auto known = after_.find(exact);
  if (known != after_.end()) {
    state = known->second;
    return true;
  }
  Kind& kind = kinds_[key.general()];
  const Rehearsal* rehearsal = rehearsed(kind, pipeline, step, key, state);
  if (rehearsal != nullptr && rehearsal->does_the_same) {
    const bool whole = state.without.empty() && rehearsal->leaves_the_same;
    if (whole) {
      // Of the two sessions the first one's: others go on from there.
      if (kind.first.leaves) state = {kind.first.after, kind.key, ""};
    } else if (rehearsal->leaves || kind.first.leaves) {
      state = {rehearsal->after, kind.key, sha256(state.without + key.general())};
    }
  } else if (state.without.empty()) {
    run_whole(pipeline, step, key, state);
  } else {
    return false;
  }
  after_.emplace(exact, state);
  return true;
}

void StepTracer::trace_job(const Pipeline& pipeline, std::size_t first, std::size_t end) {
  State state;
  bool whole = false;  // from the start
  for (std::size_t k = first; k < end; ++k) {
    const Step& step = pipeline.steps[k];
    if (step.kind == StepKind::checkout) {
      if (state.session.persisted || !keeps_job_token(pipeline, step)) continue;
      state.session.persisted = true;
      state.key += "persisted";
    } else if (whole) {
      run_whole(pipeline, step, StepKey(pipeline, step, state.key), state);
    } else if (!run(pipeline, step, state)) {
      // Once more, with every word known.
      whole = true;
      state = State();
      k = first - 1;
    }
  }
  note_unread_files(recorder_, state.session);
}

void StepTracer::trace(const Pipeline& pipeline) {
  note_repositories(recorder_, pipeline);
  const std::vector<Step>& steps = pipeline.steps;
  for (std::size_t first = 0; first < steps.size();) {
    std::size_t end = first + 1;
    while (end < steps.size() && steps[end].where == steps[first].where) ++end;
    trace_job(pipeline, first, end);
    first = end;
  }
}

}  // namespace patdown::trace
