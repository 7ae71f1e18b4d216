#pragma once

// Where did a text come from? The names are the JSON's `source` (docs/output.md).

#include <string_view>

namespace patdown {

enum class Origin {
  worktree,        // a file of the work tree
  index,           // an entry of the git index
  history,         // a blob that a commit of a branch, tag, other ref or reflog holds
  commit_message,  // the message of a commit
  commit_author,   // the author or committer line of a commit
  tag_message,     // the message or the tagger line of an annotated tag
  note,            // a note below refs/notes
  stash,           // a blob that only refs/stash (its reflog included) holds
  unreachable,     // a blob or commit that no ref and no reflog reaches
  git_config,      // a remote's URL in the repository's own configuration
  reflog,          // the message of a line of a reflog
  standard_input,
};

// "worktree", "index", "history", "commit-message", "commit-author", "tag-message", "note",
// "stash", "unreachable", "git-config", "reflog", "stdin".
std::string_view name_of(Origin origin);

}  // namespace patdown
