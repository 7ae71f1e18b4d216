#pragma once

// Which files of a tree name which?
//
// For a change to some files: who runs, imports or includes one of them does so by its name, so
// whoever holds the name may; where several files have it, who also names the folder or stands
// below it. Names are words, so more files are found than there are users; names that are put
// together at run time are missed, as the tracer misses them. Pipelines, scripts, build files and
// Terraform are read at once, programs (those that the tracer would look at by themselves) when one
// is asked for.

#include "core/tree.h"
#include "token/dotnet_projects.h"
#include "token/path_set.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {
class Library;
}

namespace patdown {

class Mentions {
 public:
  // `library` is of `tree`.
  Mentions(const Tree& tree, trace::Library& library, unsigned threads)
      : tree_(tree), library_(library), threads_(threads) {}

  // A function or type, and the file that it stands in.
  struct Declared {
    std::string name;
    std::string path;
  };
  // `files`, who names one of them or one of `declared`, and in turn who names those.
  PathSet with_users(const PathSet& files, const std::vector<Declared>& declared);
  // Who names one of `words`, in any case of letters.
  PathSet holding(const std::set<std::string>& words);

 private:
  struct File {
    std::string path;
    std::string_view family;           // of its language; empty if it is no program
    std::size_t project;               // that it belongs to, of C#
    std::vector<std::uint64_t> words;  // that stand in it, hashed, ordered
  };
  // What somebody calls a file.
  struct Name {
    std::uint64_t word = 0;
    bool anywhere = true;          // who holds the word means the file
    std::uint64_t folder = 0;      // else who holds this too,
    std::string below = {};        // or stands below here
    std::string_view family = {};  // programs of other languages do not mean it; empty: any may
    std::size_t project = DotnetProjects::none;
  };
  enum class Kind { steering, program };

  void read(Kind kind);
  void add_names(const std::string& path, std::vector<Name>& names) const;
  std::size_t project_of(std::string_view path) const;
  Name name_of_type(std::uint64_t word, const std::string& path) const;
  bool is_named(const std::vector<Name>& names, const File& file) const;

  const Tree& tree_;
  trace::Library& library_;
  unsigned threads_;
  std::optional<DotnetProjects> projects_;  // read with the programs
  bool steering_read_ = false;
  bool programs_read_ = false;
  std::vector<File> files_;
  std::map<std::uint64_t, int> namesakes_;  // by a file's name, and by a program's stem
};

}  // namespace patdown
