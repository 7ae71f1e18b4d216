#pragma once

// What all parts of the PowerShell reader share: the cursor, the notes and the bounds.
//
// Nesting stops at `deepest`, nodes at `most_nodes`, a chain of members or pipes at
// `longest_chain`: more is not written by people, and each bound is noted when hit.

#include "token/code/form.h"
#include "token/code/powershell/cursor.h"

#include <string>

namespace patdown {

class ReaderBase {
 public:
  static constexpr std::size_t deepest = 300;  // some brackets take two levels, most trees one
  static constexpr int longest_chain = 32;
  static constexpr std::size_t most_nodes = 500'000;  // made, not kept; some 60 MB

  explicit ReaderBase(std::string_view text)
      : cursor_(text), whole_(text.size()), budget_(8 * text.size()) {}

  Node make(NodeKind kind, std::size_t offset, std::string text = {});
  // What stood between `begin` and here, shortened.
  Node hole_since(std::size_t begin);
  // Notes that something at `offset` is not understood.
  void note(std::size_t offset, const std::string& why);
  // The same, and that what stands between there and here was skipped.
  void unread(std::size_t begin, const std::string& why);
  // A hole for what should stand here and does not; noted.
  Node missing(const char* what);
  // True, with a note, if nesting has reached its bound.
  bool too_deep();
  // Takes the closer of the bracket that is being read, skipping what stands in front of it.
  bool close(char closer);
  // Skips what is left of a statement that could not be read to its end.
  void skip_rest();
  // Skips one byte that fits nowhere.
  void skip_one();
  // Moves to the `closer` of the bracket that the cursor stands in, or not at all.
  bool scan_to(char closer);
  // Keeps what runs before the statement that is being read, if it does something.
  void hoist(Node node);

  Cursor& cursor() { return cursor_; }
  std::vector<Node>& hoisted() { return hoisted_; }
  // The closers waited for, innermost last.
  std::string& open() { return open_; }

  // One level deeper while it lives.
  class Deeper {
   public:
    explicit Deeper(ReaderBase& reader) : reader_(reader) { ++reader_.depth_; }
    ~Deeper() { --reader_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    Deeper(Deeper&&) = delete;
    Deeper& operator=(Deeper&&) = delete;

   private:
    ReaderBase& reader_;
  };

 private:
  friend class PowerShellReader;

  void stop_at(std::size_t offset);

  Cursor cursor_;
  Code code_;
  std::vector<Node> hoisted_;
  std::string open_;
  int retries_ = 20;  // unterminated strings that are read again as one line

  bool exhausted_ = false;     // most_nodes were made
  std::size_t unread_to_ = 0;  // up to here bytes_unread is counted

  std::size_t whole_;
  std::size_t budget_;  // of failed scans, see recovery.h
  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
};

// A copy of `text` that fits a hole.
std::string shortened(std::string_view text);

// Does a call or an assignment happen in here?
bool does_work(const Node& node);

}  // namespace patdown
