#pragma once

// What does one operand stand for? A folder, a file, a repository: its sources, its tree of files,
// and what the history adds.

#include "cli/options.h"
#include "core/tree.h"
#include "git/history_objects.h"
#include "git/program/repository.h"
#include "git/provenance.h"
#include "git/repository.h"
#include "source/scan_state.h"
#include "source/source.h"

#include <iosfwd>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace patdown {

struct Target {
  std::string name;                        // as the user wrote it
  std::unique_ptr<Repository> repository;  // null outside git
  // Instead of it, where only the git program can open it.
  std::unique_ptr<git_program::ForeignRepository> foreign;
  std::shared_ptr<HistoryObjects> objects;  // of a whole history in `repository`; else null
  std::vector<std::unique_ptr<Source>> sources;
  std::unique_ptr<Tree> tree;    // in which token uses are looked for; null for --stdin
  bool tree_in_sources = false;  // whether the sources visit every file of the tree
  // The files that --staged is about: of the tree, only what concerns them is reported.
  std::optional<std::set<std::string>> changed;
  bool history = false;                   // whether provenance is wanted
  std::unique_ptr<HistoryMemory> memory;  // of --state; else null
  std::vector<std::string> commits;       // of --range and --since; empty: all
  unsigned threads = 1;
  Coverage coverage;  // what is known before looking: an unreadable format
};

// How many threads may work: --threads, else one for each processor.
unsigned threads_of(const Options& options);

// Throws Error if there is nothing at `path`, or the mode needs a repository and there is none.
// `in` is what --stdin reads.
Target open_target(const std::string& path, const Options& options, std::istream& in);

}  // namespace patdown
