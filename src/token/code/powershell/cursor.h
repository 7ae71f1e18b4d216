#pragma once

// Where does the reader stand in a script, and what is there?
//
// The lexer's lowest layer: bytes, blanks, comments, and the few characters that PowerShell takes
// in several forms (curly quotes, long dashes; see "about_Quoting_Rules" and CharTraits.cs of
// PowerShell). Offsets are bytes. Borrows the text. All loops make progress and stop at the end.

#include <cstddef>
#include <string_view>
#include <vector>

namespace patdown {

// A quote character: '"' or '\'' (0 if there is none), and the bytes that it takes.
struct Quote {
  char kind = 0;
  std::size_t length = 0;
};

class Cursor {
 public:
  explicit Cursor(std::string_view text);

  std::size_t offset() const { return offset_; }
  std::size_t end() const { return end_; }
  bool at_end() const { return offset_ >= end_; }
  // The byte `ahead` of the cursor; 0 behind the end.
  char peek(std::size_t ahead = 0) const {
    return offset_ + ahead < end_ ? text_[offset_ + ahead] : '\0';
  }
  // The byte before the cursor; a line feed at the start.
  char before() const { return offset_ == 0 ? '\n' : text_[offset_ - 1]; }
  bool looking_at(std::string_view expected) const;
  bool take(std::string_view expected);

  void advance(std::size_t bytes = 1);
  void move_to(std::size_t offset) { offset_ = offset; }
  // Nothing is seen behind `end` from now on. Returns the end until now.
  std::size_t set_end(std::size_t end);

  std::string_view between(std::size_t begin, std::size_t end) const;
  // Offset of the next `what`, or npos.
  std::size_t find(std::string_view what, std::size_t from) const;
  std::size_t line_end() const;                     // offset of the end of the cursor's line
  std::size_t line_of(std::size_t offset) const;    // 1-based
  std::size_t column_of(std::size_t offset) const;  // 1-based, bytes

  // The bytes of the character `ahead`, if it may stand in a name (a letter, digit, underscore or a
  // byte of a macro's placeholder) or if it is a dash; else 0.
  std::size_t letter(std::size_t ahead = 0) const;
  std::size_t dash(std::size_t ahead = 0) const;
  Quote quote(std::size_t ahead = 0) const;

  bool at_line_end() const { return peek() == '\n' || peek() == '\r'; }
  // Blank, line end or end of the text.
  bool at_space() const;
  // Blanks, comments and continued lines.
  void skip_blanks();
  // Those and line ends.
  void skip_lines();
  void skip_to_line_end();
  // The bytes of a name, taken; may be empty.
  std::string_view take_name();

 private:
  bool skip_continuation();
  bool skip_block_comment();

  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t end_;
  std::vector<std::size_t> line_starts_;
  bool comments_end_ = true;  // false once a block comment had no end
  // The last skip_lines(), so that nested constructs that end together do not repeat it.
  std::size_t skipped_from_ = std::string_view::npos;
  std::size_t skipped_to_ = 0;
};

}  // namespace patdown
