#pragma once

// Which packs does a repository have, its alternates' included?

#include "core/problem.h"
#include "git/mapped_file.h"
#include "git/pack_file.h"

#include <string>
#include <vector>

namespace patdown::pack {

class PackSet {
 public:
  // The packs of these folders of objects, in this order and by name.
  explicit PackSet(const std::vector<std::string>& folders);

  const std::vector<PackFile>& packs() const { return packs_; }  // without flaws
  // Packs and indexes that cannot be used.
  const std::vector<Problem>& problems() const { return problems_; }
  bool holds(const ObjectId& id) const;

 private:
  void add_folder(const std::string& folder);
  void add(const std::string& base, bool has_index, const MultiIndex& shared);

  std::vector<MappedFile> shared_indexes_;  // the packs borrow them
  std::vector<PackFile> packs_;
  std::vector<Problem> problems_;
};

}  // namespace patdown::pack
