#pragma once

// What does one GitHub workflow or action run, with the actions and workflows of its repository?

#include "token/pipeline/azure_files.h"
#include "token/pipeline/step.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown {

class GithubWalk {
 public:
  GithubWalk(AzureFiles& files, std::string path);  // `files` must outlive it

  // The workflow in the file, or the composite action: its inputs come from outside then. Once
  // only.
  Pipeline read();
  // Reusable workflows and actions that it consists of, itself included.
  const std::set<std::string>& used() const { return used_; }

 private:
  using Named = std::vector<std::pair<std::string, PipelineText>>;
  // What names mean in a called file: "inputs.x", "secrets.x", lower case.
  using Meanings = std::map<std::string, std::vector<PipelineText>>;

  struct Place {  // what surrounds a step
    std::string path;
    std::string where;
    std::string shell;              // of `defaults:`
    std::string working_directory;  // likewise
    bool windows = false;
    Named env;
    Meanings meanings;
    int depth = 0;
  };

  void workflow(const std::string& path, const Yaml& root, Place place);
  void action(const Yaml& root, const Named& given, const Place& around, Place inner);
  void job(const std::string& name, const Yaml& job, Place place);
  void steps(const Yaml& list, Place& place);
  void step(const Yaml& step, Place& place);
  void run(const Yaml& step, const Yaml& text, Step made, Place& place);
  void use(const Yaml& step, const std::string& name, Step made, const Place& place);
  void call_workflow(const std::string& name, const Yaml& job, const Place& place);
  bool call_action(const std::string& name, const Step& made, const Place& place);
  bool start_action(const std::string& folder, const Yaml& root, Step made, const Place& place);
  void defaults(const Yaml& map, Place& place) const;
  void add_env(const Yaml& map, Named& env);
  void add_exports(const std::string& script, const PipelineText& at, Place& place);
  Meanings meanings_of(const Yaml* declared, const Named& given, const std::string& prefix,
                       const Place& place);
  PipelineText hide(const Yaml& scalar);
  void keep(Step step);
  void say(const std::string& path, std::size_t line, const std::string& why);

  AzureFiles& files_;
  Pipeline pipeline_;
  std::set<std::string> used_;
  std::vector<std::string> open_;  // files that the walk is inside of
};

}  // namespace patdown
