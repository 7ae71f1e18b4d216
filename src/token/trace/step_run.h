#pragma once

// What does one step of a pipeline do with its tokens?

#include "token/code/readers.h"
#include "token/pipeline/step.h"
#include "token/trace/machine.h"
#include "token/trace/text_map.h"

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

// `machine` is a new one, in the session of the step's job.
void run_step(Machine machine, StepTexts& texts, const Pipeline& pipeline, const Step& step);

}  // namespace patdown::trace
