#pragma once

// What does the `git` program print about a repository that libgit2 cannot open?
//
// The repository is untrusted, so the program gets an environment of its own: no configuration of
// the user or the system, no prompt, no pager, no replace objects, no lock, and no protocol to
// fetch what a partial clone lacks (git(1), "Environment Variables"). Callers use plumbing commands
// only, which read no `log.*` or `diff.*` setting that runs a program.

#include "git/repository.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::git_program {

// The first `git` in an absolute folder of PATH; empty if there is none.
std::string find();

struct Command {
  std::vector<std::string> words;  // behind "git": "rev-list", "--all"
  std::string input;               // for its standard input
  // Whether the hook's GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES
  // hold for it.
  bool in_hook = false;
};

struct Ended {
  bool good = false;  // ran and exited with 0
  std::string error;  // else one clause: what it printed first on standard error
};

// Runs it and hands what it prints to `take`, piece by piece. Throws nothing of its own.
Ended run(const RepositoryPaths& paths, const Command& command,
          const std::function<void(std::string_view)>& take);

// What it prints, whole: for answers of a line or a list of ids.
struct Printed {
  Ended ended;
  std::string text;
};
Printed print(const RepositoryPaths& paths, const Command& command);

}  // namespace patdown::git_program
