#pragma once

// What did the user ask for? The command line as values; flags.h says how it is written.

#include <string>
#include <utility>
#include <vector>

namespace patdown {

enum class When { automatic, always, never };

struct Options {
  std::string command;                // "scan", "scopes", …; never empty after parsing
  std::vector<std::string> operands;  // paths, or what the command takes

  // Input
  bool worktree = false;
  bool history = false;
  bool staged = false;
  bool standard_input = false;
  std::string range;
  std::string since;
  std::string state;
  std::vector<std::string> inventories;
  std::vector<std::string> rule_folders;
  bool full_scan = false;
  unsigned threads = 0;  // 0: one for each processor

  // Findings
  std::string config;  // empty: the repository's own .patdown.yml
  bool no_repo_config = false;
  std::string baseline;
  bool reveal = false;
  bool allow_incomplete = false;
  std::string today;  // YYYY-MM-DD; empty: the system's

  // Output
  std::string format = "text";
  std::string output;
  std::vector<std::pair<std::string, std::string>> reports;  // format, file
  bool suggest = false;                                      // scopes: a `tokens:` block
  When color = When::automatic;
  std::string batch;

  bool help = false;
  bool version = false;
};

}  // namespace patdown
