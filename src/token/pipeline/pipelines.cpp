#include "token/pipeline/pipelines.h"

#include "token/pipeline/azure.h"
#include "token/pipeline/github.h"
#include "token/pipeline/gitlab.h"
#include "token/pipeline/jenkins.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace patdown {

std::vector<Pipeline> read_pipelines(const Tree& tree, const PathSet* only) {
  std::vector<Pipeline> pipelines = read_azure_pipelines(tree, only);
  std::vector<Pipeline> others = read_other_pipelines(tree, only);
  std::move(others.begin(), others.end(), std::back_inserter(pipelines));
  return pipelines;
}

std::vector<Pipeline> read_other_pipelines(const Tree& tree, const PathSet* only) {
  std::vector<Pipeline> pipelines = read_github_workflows(tree, only);
  std::vector<Pipeline> gitlab = read_gitlab_pipelines(tree, only);
  std::move(gitlab.begin(), gitlab.end(), std::back_inserter(pipelines));
  std::vector<Pipeline> jenkins = read_jenkins_pipelines(tree, only);
  std::move(jenkins.begin(), jenkins.end(), std::back_inserter(pipelines));
  return pipelines;
}

}  // namespace patdown
