#pragma once

// Which uses were seen? Collects them, root by root, so that the uses of a script that another one
// runs can be dropped in favour of the bound ones.

#include "core/problem.h"
#include "token/token_use.h"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {

// A variable of the environment by which a token is read, or may be by somebody who is not
// followed.
struct ReadAs {
  std::string variable;  // upper case; empty if there is none
  std::string family;    // of the reader's code (own_programs.h); empty if that is not known
  bool tests = false;    // whose tests it runs
};

// A use, and how sure it is that it concerns Azure DevOps.
struct SeenUse {
  TokenUse use;
  bool certain = true;  // false: kept only if the credential has a certain use besides
  ReadAs read_as = {};
};

// In the order of the report, duplicates once.
void order(std::vector<TokenUse>& uses);

class Recorder {
 public:
  // What runs only so that a file's names are known.
  static constexpr const char* scratch = "\nscratch";
  // A run that is looked at before it counts.
  static constexpr const char* trial = "\ntrial";

  struct Seen {
    std::vector<SeenUse> uses;
    std::set<PartlyRead> problems;
  };

  // What follows belongs to this root: a script's path, or "" for pipelines.
  void begin(std::string root) { root_ = std::move(root); }
  const std::string& root() const { return root_; }

  void add(SeenUse use);
  void add(PartlyRead problem);
  void add(Seen seen);
  // What a root saw; it has seen nothing then.
  Seen take(const std::string& root);
  // How many uses the root has so far, and whether one of those behind `count` is of a credential.
  std::size_t count() const;
  bool used_since(std::size_t count, const std::string& credential) const;

  // Looks at every use of every root, and drops those for which `keep` says no.
  void revise(const std::function<bool(SeenUse&)>& keep);
  // Everything but what roots in `dropped` saw at places where other roots saw a use too;
  // duplicates once; uncertain uses only beside certain ones. Nothing of the root `scratch`.
  // Ordered.
  void finish(const std::set<std::string>& dropped, std::vector<TokenUse>& uses,
              std::vector<PartlyRead>& partly_read) const;

 private:
  std::vector<SeenUse> kept(const std::set<std::string>& dropped) const;

  std::string root_;
  std::map<std::string, std::vector<SeenUse>> uses_;
  std::map<std::string, std::set<PartlyRead>> problems_;
};

}  // namespace patdown::trace
