#pragma once

// What do the reflogs of a repository say? (`git reflog`; gitrepository-layout(5), "logs")
//
// "clone: from https://user:token@host/…" and the titles of commits that are long gone stand there.

#include "core/problem.h"
#include "git/repository.h"

#include <string>
#include <vector>

namespace patdown {

// A reflog in which everything but the messages is blank, so that lines and columns stay those of
// the file.
struct Reflog {
  std::string path;  // ".git/logs/HEAD", "logs/HEAD" in a bare repository
  std::string text;
};

// Of all checkouts, sorted by checkout and path. A file that cannot be read is added to `problems`.
std::vector<Reflog> reflogs(const RepositoryPaths& paths, std::vector<Problem>& problems);

}  // namespace patdown
