#pragma once

// What is known at one moment of a run, in the functions and scripts that are running?
//
// Copied at every branch: copies share each frame and each table until one of them changes it.

#include "token/trace/name_table.h"
#include "token/trace/shared.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {

// Of a function that is called, in PowerShell with all its arguments by their names: what
// conditions about its parameters may be decided by.
struct Decided {
  bool decides = false;              // PowerShell's
  std::set<std::string> parameters;  // lower case, as long as they hold what they were given; as
                                     // they are spelled in programming languages
  std::set<std::string> given;       // those of them that the call names
};

struct Frame {
  NameTable names;  // lower case in PowerShell
  bool function = false;
  Shared<std::set<std::string>> fixed;  // names that the script cannot change: make X=1
  Shared<Decided> decided;
  // Of a function of a programming language:
  std::size_t serial = 0;  // unique
  std::size_t outer = 0;   // the serial of the frame around it
  NameTable around;        // what was known there
};

// The frame of the outermost script first.
class Frames {
 public:
  std::size_t size() const { return frames_.size(); }
  bool empty() const { return frames_.empty(); }
  // Valid until that frame changes.
  const Frame& operator[](std::size_t at) const { return *frames_[at]; }
  const Frame& front() const { return *frames_.front(); }
  const Frame& back() const { return *frames_.back(); }
  Frame& change(std::size_t at) { return frames_[at].change(); }
  Frame& change_back() { return frames_.back().change(); }
  void push(Frame frame) { frames_.emplace_back(std::move(frame)); }
  void pop() { frames_.pop_back(); }

  // The place of the innermost frame that `suits`; size() if there is none.
  template <typename Suits>
  std::size_t innermost(Suits suits) const {
    for (std::size_t k = frames_.size(); k-- > 0;) {
      if (suits(*frames_[k])) return k;
    }
    return frames_.size();
  }
  // Whether both are known to have an equal frame there.
  bool same(const Frames& other, std::size_t at) const {
    return frames_[at].same(other.frames_[at]);
  }

 private:
  std::vector<Shared<Frame>> frames_;
};

struct Memory {
  Frames frames;
  std::size_t script = 0;  // the frame of the current script
  NameTable process;       // the environment, upper case
  ModuleTable modules;     // of programming languages, by path
};

}  // namespace patdown::trace
