#pragma once

// When do two steps do the same?
//
// Templates put one step into many pipelines. Everything that its run depends on is its key; what
// the pipeline's variables hold as plain words (a folder, a name) is kept apart, as those are often
// all that differs.

#include "token/pipeline/step.h"

#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {

class StepKey {
 public:
  // `state` names what earlier steps of the job left.
  StepKey(const Pipeline& pipeline, const Step& step, const std::string& state);

  // Digests: of everything, and of all but the plain words.
  const std::string& exact() const { return exact_; }
  const std::string& general() const { return general_; }
  // Names and plain words, by name. Steps that are equal in general have the same names.
  const std::vector<std::pair<std::string, std::string>>& words() const { return words_; }

 private:
  std::string exact_;
  std::string general_;
  std::vector<std::pair<std::string, std::string>> words_;
};

}  // namespace patdown::trace
