#pragma once

// How does a node of a syntax tree become one of the common form, and where does a reader stop?
//
// What the readers of syntax trees share: places and texts of nodes, what could not be read, and
// the bounds: 150 levels of nesting, 50 notes a file.

#include "token/code/form.h"
#include "token/code/syntax/tree.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class SyntaxNodes {
 public:
  SyntaxNodes(std::string_view text, Code& code) : text_(text), code_(code) {}  // must outlive it

  std::string_view source(const Syntax& syntax) const;
  Node make(NodeKind kind, const Syntax& at, std::string text = {}) const;
  Node hole(const Syntax& at) const;

 protected:
  // A level of recursion.
  class Level {
   public:
    explicit Level(SyntaxNodes& nodes) : depth_(nodes.depth_) { ++depth_; }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    Level(Level&&) = delete;
    Level& operator=(Level&&) = delete;

   private:
    int& depth_;
  };
  bool too_deep() const { return depth_ > 150; }

  void note(std::size_t line, const std::string& why);
  // That `errors` are no `language` that can be parsed; one note a line.
  void note_errors(const std::vector<Syntax>& errors, const std::string& language);
  // That a part of an error was read nevertheless.
  void note_read(const Syntax& part);

  std::string_view whole() const { return text_; }
  Code& code() { return code_; }

 private:
  std::string_view text_;
  Code& code_;
  int depth_ = 0;
};

}  // namespace patdown
