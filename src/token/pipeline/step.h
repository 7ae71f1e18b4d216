#pragma once

// What does a pipeline run, step by step? The form that readers of CI systems share.

#include "core/problem.h"
#include "token/pipeline/macro.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace patdown {

enum class StepKind {
  script,    // inline text: `body` in `language`
  file,      // runs a script file: `file`, `arguments`
  task,      // any other task or action: `task`, `inputs`
  checkout,  // checks the repository out: `inputs`
};

// Text of the pipeline with its macros hidden (macro.h).
struct PipelineText {
  std::string text;
  std::size_t line = 0;    // of its first character in the pipeline file, 1-based
  std::size_t column = 0;  // likewise; of an inline script's first line
  bool unknown = false;    // stands for any text; `text` says nothing then
};

struct Step {
  StepKind kind = StepKind::script;
  std::string path;      // of the pipeline or template file that holds the step
  std::size_t line = 0;  // where the step begins
  std::string where;     // "stage build, job pack" for people; may be empty
  std::string task;  // "AzureCLI@2", "Bash@3"; "bash", "script", "powershell", "pwsh", "checkout"
  std::string language;  // "bash", "powershell", "cmd", "python", "javascript"; empty if not known
  PipelineText body;     // for script; line k of the body is line body.line + k of the file
  std::string file;      // for file: as written, with hidden macros
  PipelineText arguments;
  std::string working_directory;  // as written, with hidden macros; empty: the checkout's root
  std::vector<std::pair<std::string, PipelineText>> env;
  std::vector<std::pair<std::string, PipelineText>> inputs;  // names lower case
  // What the macros of this step mean where the pipeline says so, names lower case: "parameters.x"
  // from the caller or the default, "variables.x" and "x" from `variables:` of root, stage, job. A
  // name with several possible values (conditions, several callers) has several.
  std::map<std::string, std::vector<PipelineText>> bindings;
};

// Another repository that the pipeline fetches, of templates or to check out.
struct RepositoryResource {
  std::string alias;     // what steps call it
  std::string name;      // "project/repository"; empty if the file does not say
  std::string type;      // "git", "github", …; lower case
  std::string endpoint;  // the service connection; empty without one
  std::size_t line = 0;
};

enum class CiSystem { azure, github, gitlab, jenkins };

struct Pipeline {
  CiSystem system = CiSystem::azure;
  std::string path;   // of the file that starts it
  MacroTable macros;  // of every text below
  std::vector<Step> steps;
  std::vector<PartlyRead> partly_read;
  // Templates and variable groups that are not in this repository, for the report's words.
  std::vector<std::string> outside;
  std::vector<std::string> variable_groups;
  std::vector<RepositoryResource> repositories;
};

}  // namespace patdown
