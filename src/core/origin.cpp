#include "core/origin.h"

namespace patdown {

std::string_view name_of(Origin origin) {
  switch (origin) {
    case Origin::worktree:
      return "worktree";
    case Origin::index:
      return "index";
    case Origin::history:
      return "history";
    case Origin::commit_message:
      return "commit-message";
    case Origin::commit_author:
      return "commit-author";
    case Origin::tag_message:
      return "tag-message";
    case Origin::note:
      return "note";
    case Origin::stash:
      return "stash";
    case Origin::unreachable:
      return "unreachable";
    case Origin::git_config:
      return "git-config";
    case Origin::reflog:
      return "reflog";
    case Origin::standard_input:
      return "stdin";
  }
  return "";
}

}  // namespace patdown
