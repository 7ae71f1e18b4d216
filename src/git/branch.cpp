#include "git/branch.h"

#include <string_view>

#include <git2.h>

namespace patdown {

std::string branch_of(const Repository& repository) {
  constexpr std::string_view branches = "refs/heads/";
  git_reference* head = nullptr;
  if (git_reference_lookup(&head, repository.raw(), "HEAD") != 0) return {};
  const char* target = git_reference_symbolic_target(head);
  std::string name = target == nullptr ? "" : target;
  git_reference_free(head);
  return name.starts_with(branches) ? name.substr(branches.size()) : std::string();
}

}  // namespace patdown
