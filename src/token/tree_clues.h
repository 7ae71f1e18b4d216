#pragma once

// Do the files of a tree concern tokens at all, and which of its programs do?
//
// Filled file by file, by whoever reads them all anyway, while others wait for what they need to
// know. A tree in which no pipeline, script, program or settings file speaks of Azure DevOps has no
// use of its tokens: none of them needs to be read closely.

#include "core/tree.h"
#include "token/clues.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace patdown {

class TreeClues {
 public:
  TreeClues() = default;
  // Nobody reads all of `tree`: it is looked into when somebody asks, and any() is taken for true.
  explicit TreeClues(const Tree& tree) : asked_(&tree), any_(true) {}

  // Whether Clue::service says anything of a file: something here reads such ones for uses of
  // tokens.
  static bool follows(std::string_view path);

  // A file of `size` bytes; several threads may at once.
  void note(const std::string& path, std::size_t size, Clues clues);
  // A file that is larger than any that is looked into; likewise.
  void note_unread(const std::string& path);
  // A text in which somebody asks for a token: it may be the one of any code.
  void note_request();
  // Every file was noted; who waits need not wait longer. May be called twice.
  void finish();

  // Whether a use of a token may be anywhere. Waits until that is known.
  bool any() const;
  // The scripts, programs and build files that speak of Azure DevOps, by path. Waits for every
  // file. Null if that says nothing of the others: nobody read them all, or a token is asked for
  // that any code may use.
  const std::set<std::string, std::less<>>* speaking() const;
  // Whether a file is known to speak of Azure DevOps. Waits likewise; of a tree that nobody read,
  // no script is.
  bool speaks(const std::string& path) const;
  // The programs that call Azure DevOps, by path. Waits for every file.
  const std::set<std::string, std::less<>>& programs() const;
  // Of programs that call it, and of scripts, those that are too large to be read, by path. Waits
  // likewise.
  const std::set<std::string, std::less<>>& too_large() const;
  // Files that may be exported pipelines, by path; none if nobody read them all. Waits likewise.
  const std::set<std::string, std::less<>>& exports() const;
  // Small files of settings of any program that speak of Azure DevOps; likewise.
  const std::set<std::string, std::less<>>& configurations() const;

 private:
  void set_any();
  void look(const Tree& tree) const;

  const Tree* const asked_ = nullptr;
  mutable std::mutex guard_;
  mutable std::condition_variable changed_;
  bool any_ = false;
  bool requested_ = false;
  mutable bool finished_ = false;
  std::set<std::string, std::less<>> speaking_;
  std::set<std::string, std::less<>> exports_;
  std::set<std::string, std::less<>> configurations_;
  mutable std::set<std::string, std::less<>> programs_;
  mutable std::set<std::string, std::less<>> too_large_;
};

}  // namespace patdown
