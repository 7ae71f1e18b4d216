#pragma once

// What do files say about tokens besides what their code does? Documents ask for grants, any other
// text may hold a request that creates a token, or widen what the job's token may reach. And which
// files are worth reading for what their code does?
//
// Every file of a tree is shown to it, by whoever reads them all anyway.

#include "core/tree.h"
#include "token/clues.h"
#include "token/documented_grant.h"
#include "token/job_scope_text.h"
#include "token/mint_text.h"
#include "token/tree_clues.h"

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class OtherTexts {
 public:
  // Looks at one file; several threads may at once.
  void look(const std::string& path, std::string_view text);
  // Every file was shown.
  void finish() { clues_.finish(); }
  // Looks at every file of `tree`, from up to `threads` threads, and finishes.
  void look_at_all(const Tree& tree, unsigned threads);
  // At every document of it.
  void look_at_documents(const Tree& tree, unsigned threads);

  // May be asked while files are shown.
  const TreeClues& clues() const { return clues_; }

  // In the order of their paths, once all was looked at.
  std::vector<DocumentedGrant> documented() const;
  const std::map<std::string, MintText>& minting() const { return minting_; }
  const std::map<std::string, MintedLife>& living() const { return living_; }
  const std::map<std::string, JobScopeText>& widening() const { return widening_; }

 private:
  // Those that anybody asks for in such a file.
  Clues clues_in(const std::string& path, std::string_view text) const;
  void look_at_document(const std::string& path, std::string_view text);

  ClueSearch search_;
  TreeClues clues_;
  std::mutex guard_;
  std::map<std::string, std::vector<DocumentedGrant>> documented_;
  std::map<std::string, MintText> minting_;
  std::map<std::string, MintedLife> living_;
  std::map<std::string, JobScopeText> widening_;
};

}  // namespace patdown
