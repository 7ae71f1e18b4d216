#pragma once

// What do libraries for git send, LibGit2Sharp, JGit, go-git, isomorphic-git and the like?
//
// They are given a URL and, somewhere in their options, a credential or a function that says it.

#include "token/trace/client_args.h"

namespace patdown::trace {

// `url` is the repository, "origin" if there is none; `verb` "fetch" or "push"; `auth` holds the
// credential, at most a few objects deep.
ValueRef git_library_call(const LibraryCall& call);

}  // namespace patdown::trace
