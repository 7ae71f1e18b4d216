#pragma once

// What does a repository hold that only the `git` program can open (SHA-256, reftable)?
//
// The same questions as for libgit2's repositories, slower: one process a question, objects in one
// stream. Ids are hex digits here, 40 or 64 of them.

#include "core/problem.h"
#include "git/program/object_stream.h"
#include "git/provenance.h"
#include "git/repository.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::git_program {

class ForeignRepository {
 public:
  // Throws UnreadableRepository if the program is missing or cannot open it either; `why` is what
  // libgit2 lacks.
  ForeignRepository(RepositoryPaths paths, const std::string& why);

  const RepositoryPaths& paths() const { return paths_; }
  std::string head() const;    // empty if HEAD is unborn
  std::string branch() const;  // as branch_of() of git/branch.h
  std::string origin_address() const;

  // All objects but trees, from one thread. What cannot be read is in the result, what refs and
  // reflogs reach and nobody holds too.
  std::vector<Problem> visit_all(const ObjectVisitor& visitor) const;
  // These objects, `in_hook` as the hook's environment has them.
  std::vector<Problem> visit(const std::vector<std::string>& ids, bool in_hook,
                             const ObjectVisitor& visitor) const;

  // Ids of the objects below refs/notes.
  std::set<std::string, std::less<>> notes() const;

  struct Range {
    std::vector<std::string> commits;  // oldest first
    std::vector<std::string> blobs;    // that the commits hold and what is left out does not
  };
  // "A..B" or "REV". Throws Error if a revision is unknown.
  Range range(const std::string& text) const;

  struct Staged {
    std::string path;
    std::string id;
  };
  // Entries of the index that differ from HEAD; submodules are left out.
  std::vector<Staged> staged() const;

  // As provenance_of() of git/provenance.h.
  Provenance provenance_of(const std::set<std::string>& wanted,
                           const std::vector<std::string>& commits) const;

 private:
  RepositoryPaths paths_;
};

}  // namespace patdown::git_program
