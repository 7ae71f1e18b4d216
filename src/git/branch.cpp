#include "git/branch.h"

#include <git2.h>

namespace patdown {

std::string branch_of(const Repository& repository) {
  git_reference* head = nullptr;
  if (git_reference_lookup(&head, repository.references(), "HEAD") != 0) return {};
  const char* target = git_reference_symbolic_target(head);
  std::string name = target == nullptr ? "" : branch_named(target);
  git_reference_free(head);
  return name;
}

std::string branch_named(std::string_view reference) {
  constexpr std::string_view branches = "refs/heads/";
  return reference.starts_with(branches) ? std::string(reference.substr(branches.size())) : "";
}

}  // namespace patdown
