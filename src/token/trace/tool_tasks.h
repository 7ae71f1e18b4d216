#pragma once

// Which tasks run a program with the words that their inputs hold?
//
// Gradle@3 with `tasks: publish` is `gradle publish`; Npm@1, DotNetCoreCLI@2 and NuGetCommand@2 run
// any command if their own is "custom"; CmdLine@1 has the program's name in an input, too.

#include "token/pipeline/step.h"

#include <optional>

namespace patdown::trace {

// The command line, with the line of the input that begins it; nullopt for other tasks.
std::optional<PipelineText> command_of_task(const Step& step);

}  // namespace patdown::trace
