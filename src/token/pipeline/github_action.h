#pragma once

// Which program of this repository does an action run that is no composite one?

#include "token/pipeline/azure_files.h"
#include "token/pipeline/step.h"
#include "token/pipeline/yaml.h"

#include <optional>
#include <string>
#include <vector>

namespace patdown {

struct ActionProgram {
  std::string file;
  bool node = false;           // it asks for its inputs by name
  const Yaml* args = nullptr;  // of `runs:`; null if there are none
};

// `folder`: where the action's file lies. nullopt where the program is not here, or is put together
// by a packer, which nobody can read.
std::optional<ActionProgram> program_of_action(const AzureFiles& files, const std::string& folder,
                                               const Yaml& root);

// Makes a step of it, whose bindings are the inputs of the action.
void start(Step& step, const ActionProgram& program, const std::vector<PipelineText>& args);

}  // namespace patdown
