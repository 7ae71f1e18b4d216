#pragma once

// What does a program do with a token when it fetches or pushes through a library?
//
// LibGit2Sharp's `Repository.Clone(url, folder, options)`, JGit's `git.push().call()`: the same as
// `git` of a shell. Of a remote that is not named only the token tells whose it is: such a use
// counts beside others that are sure to concern Azure DevOps.

#include "token/trace/client_args.h"

namespace patdown::trace {

// Of a row: `verb` is fetch or push, `url` the remote, `auth` what authenticates: a credential, an
// object that holds one, or a function that gives one.
ValueRef transferred(const LibraryCall& call);

}  // namespace patdown::trace
