#pragma once

// What does one Azure pipeline run, its templates included?
//
// Walks stages, jobs, deployments and steps in file order with the Expander, and keeps track of
// what surrounds a step: variables, pool, names.

#include "token/pipeline/azure_files.h"
#include "token/pipeline/azure_step.h"
#include "token/pipeline/expand.h"
#include "token/pipeline/step.h"

#include <deque>
#include <set>
#include <string>
#include <vector>

namespace patdown {

class AzureWalk {
 public:
  AzureWalk(AzureFiles& files, std::string path);  // `files` must outlive it

  // The pipeline that the file starts. Once only.
  Pipeline read();
  // Files that it consists of, itself included.
  const std::set<std::string>& used() const { return used_; }

 private:
  struct Job : StepPlace {  // what surrounds the place at hand
    int depth = 0;          // of YAML containers and templates
  };

  void file(const std::string& path, const std::vector<Entry>& passed, Job job);
  void container(const std::vector<Entry>& entries, Job job);
  void members(const Entry& entry, const Job& job);
  void resources(const FramedYaml& value);
  void list(const FramedYaml& value, const Job& job, bool steps);
  void reference(const std::vector<Entry>& entries, const Job& job);
  void outside(const std::string& name, const std::vector<Entry>& passed, const Job& job);
  void loose_item(const FramedYaml& item, const Job& job);
  void variables(const FramedYaml& value, VariableScope& scope, int depth);
  void variable_file(const std::vector<Entry>& item, VariableScope& scope, int depth);
  void matrix(const FramedYaml& value, VariableScope& scope);
  void pool(const FramedYaml& value, Job& job, int depth);
  std::vector<Entry> passed_to(const std::vector<Entry>& entries);
  const TemplateFrame* enter(const std::string& path, const std::vector<Entry>& passed);
  std::string label(const FramedYaml& value);
  void say(const std::string& path, std::size_t line, const std::string& why);

  AzureFiles& files_;
  std::string path_;
  Pipeline pipeline_;
  Expander expander_;
  AzureSteps steps_;
  std::deque<VariableScope> scopes_;
  std::vector<std::string> open_;  // templates that the walk is inside of
  std::set<std::string> used_;
  std::set<std::string> outside_;
  std::set<std::string> groups_;
};

}  // namespace patdown
