#pragma once

// Which step does a map under `steps:` describe?

#include "token/pipeline/binding.h"
#include "token/pipeline/expand.h"
#include "token/pipeline/script_task.h"
#include "token/pipeline/step.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace patdown {

// What surrounds a step.
struct StepPlace {
  const VariableScope* scope = nullptr;
  bool windows = false;  // the pool's system
  std::string where;     // for people
};

// Collects the steps of one pipeline. The same step met again (a template used twice) stands once
// for each different meaning of its references, at most 8 times; what is met later joins the last.
class AzureSteps {
 public:
  // Both must outlive it.
  AzureSteps(Pipeline& pipeline, Expander& expander)
      : pipeline_(pipeline), expander_(expander), binder_(expander, pipeline.macros) {}

  void add(const FramedYaml& step, const StepPlace& place);
  // What is passed to a template that is not here stands as a task's inputs.
  void add_outside(const FramedYaml& reference, const std::string& name,
                   const std::vector<Entry>& passed, const StepPlace& place);
  // A variable that the pipeline declares somewhere; lower case.
  void declare(const std::string& variable) { declared_.insert(variable); }
  bool full() const { return full_; }  // 5,000 steps are there

 private:
  using Inputs = std::vector<Entry>;

  Step begin(const FramedYaml& step, const StepPlace& place, const Inputs& entries);
  std::vector<PipelineText> shown(Step& step, const FramedYaml& value);
  PipelineText first_shown(Step& step, const Inputs& inputs, std::string_view names);
  void add_inputs(Step& step, const Inputs& inputs, std::string_view but);
  void add_passed(Step& step, const std::string& name, const FramedYaml& value, int depth);
  void add_script(const Step& begun, const FramedYaml& script);
  void add_task(const Step& begun, const Inputs& inputs, const StepPlace& place);
  void add_script_task(Step begun, const ScriptTask& row, const Inputs& inputs, bool windows);
  std::string language_of(const ScriptTask& row, const Inputs& inputs, bool windows);
  void keep(Step step);

  Pipeline& pipeline_;
  Expander& expander_;
  Binder binder_;
  const TemplateFrame* file_ = nullptr;  // the frame of the step at hand
  std::set<std::string> declared_;
  std::map<std::pair<std::string, std::size_t>, std::vector<std::size_t>> by_place_;
  // Of each step of the pipeline: its bindings without those that it does not name.
  std::vector<std::map<std::string, std::vector<PipelineText>>> named_;
  bool full_ = false;
};

}  // namespace patdown
