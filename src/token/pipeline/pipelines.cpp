#include "token/pipeline/pipelines.h"

#include "token/pipeline/azure.h"
#include "token/pipeline/github.h"

#include <iterator>
#include <utility>

namespace patdown {

std::vector<Pipeline> read_pipelines(const Tree& tree, const PathSet* only) {
  std::vector<Pipeline> pipelines = read_azure_pipelines(tree, only);
  std::vector<Pipeline> workflows = read_github_workflows(tree, only);
  pipelines.insert(pipelines.end(), std::make_move_iterator(workflows.begin()),
                   std::make_move_iterator(workflows.end()));
  return pipelines;
}

}  // namespace patdown
