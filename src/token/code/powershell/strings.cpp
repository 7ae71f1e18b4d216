#include "core/text.h"
#include "token/code/powershell/fold.h"
#include "token/code/powershell/pieces.h"
#include "token/code/powershell/reader.h"

#include <charconv>
#include <cstdint>

namespace patdown {
namespace {

// "about_Special_Characters"; 0 if the letter stands for itself.
char escaped(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    case 'e':
      return '\x1B';
    default:
      return '\0';
  }
}

// `u{1F600} with the cursor at the u.
std::string take_code_point(Cursor& cursor) {
  std::size_t length = 2;
  while (length < 9 && cursor.peek(length) != '}' && cursor.letter(length) != 0) ++length;
  const std::string_view digits = cursor.between(cursor.offset() + 2, cursor.offset() + length);
  std::uint32_t code = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  std::string letters;
  if (cursor.peek(length) != '}' || read.ptr != digits.data() + digits.size() || digits.empty()) {
    cursor.advance();
    return "u";
  }
  cursor.advance(length + 1);
  append_utf8(letters, code);
  return letters;
}

void add_escape(Pieces& pieces, Cursor& cursor) {
  const std::size_t begin = cursor.offset();
  cursor.advance();
  if (cursor.looking_at("u{")) {
    pieces.add(take_code_point(cursor), begin);
    return;
  }
  const char special = escaped(cursor.peek());
  if (special != 0) {
    pieces.add(std::string_view(&special, 1), begin);
  } else {
    pieces.add(cursor.between(begin + 1, std::min(begin + 2, cursor.end())), begin);
  }
  cursor.advance();
}

}  // namespace

Pieces::Pieces(ReaderBase& reader, std::size_t begin)
    : reader_(reader),
      join_(reader.make(NodeKind::join, begin)),
      text_(reader.make(NodeKind::text, begin)) {}

void Pieces::add(std::string_view letters, std::size_t offset) {
  if (text_.text.empty()) text_ = reader_.make(NodeKind::text, offset);
  text_.text += letters;
}

void Pieces::add(Node value) {
  if (!text_.text.empty()) add_piece(join_, std::move(text_));
  text_ = Node();
  add_piece(join_, std::move(value));
}

Node Pieces::take() {
  if (!text_.text.empty()) add_piece(join_, std::move(text_));
  return simplified(std::move(join_));
}

// One letter, escape, variable or subexpression of an expandable string.
void PowerShellReader::expand(Pieces& pieces) {
  if (cursor_.peek() == '`') {
    add_escape(pieces, cursor_);
  } else if (cursor_.looking_at("$(")) {
    pieces.add(subexpression());
  } else if (cursor_.peek() == '$' && variable_starts(0)) {
    pieces.add(variable());
  } else {
    const std::size_t begin = cursor_.offset();
    cursor_.advance();
    pieces.add(cursor_.between(begin, cursor_.offset()), begin);
  }
}

Node PowerShellReader::string() {
  return cursor_.quote().kind == '"' ? double_quoted() : single_quoted();
}

// A quote without its partner: only its line is given up, if that is affordable.
Node PowerShellReader::unterminated(std::size_t begin) {
  if (retries_ > 0 && !exhausted_) {
    --retries_;
    cursor_.move_to(begin);
    cursor_.skip_to_line_end();
  }
  unread(begin, "a string does not end");
  return hole_since(begin);
}

Node PowerShellReader::single_quoted() {
  const std::size_t begin = cursor_.offset();
  cursor_.advance(cursor_.quote().length);
  Node text = make(NodeKind::text, cursor_.offset());
  while (!cursor_.at_end()) {
    const Quote quote = cursor_.quote();
    const std::size_t length = quote.kind == '\'' ? quote.length : 0;
    if (length != 0) {
      cursor_.advance(length);
      if (cursor_.quote().kind != '\'') return text;
    }
    text.text += cursor_.peek();
    cursor_.advance(length == 0 ? 1 : cursor_.quote().length);
  }
  return unterminated(begin);
}

Node PowerShellReader::double_quoted() {
  const std::size_t begin = cursor_.offset();
  const std::size_t notes = code_.partly_read.size();
  const std::size_t bytes = code_.bytes_unread;
  const std::size_t unread_to = unread_to_;
  Pieces pieces(*this, begin);
  cursor_.advance(cursor_.quote().length);
  while (!cursor_.at_end()) {
    const Quote quote = cursor_.quote();
    if (quote.kind != '"') {
      expand(pieces);
      continue;
    }
    const std::size_t at = cursor_.offset();
    cursor_.advance(quote.length);
    if (cursor_.quote().kind != '"') return pieces.take();
    cursor_.advance(cursor_.quote().length);
    pieces.add(cursor_.between(at, at + quote.length), at);
  }
  if (retries_ > 0 && !exhausted_) {
    code_.partly_read.resize(notes);
    code_.bytes_unread = bytes;
    unread_to_ = unread_to;
  }
  return unterminated(begin);
}

// @" and @' up to a line that starts with the quote and @.
Node PowerShellReader::here_string() {
  const std::size_t begin = cursor_.offset();
  const bool expandable = cursor_.quote(1).kind == '"';
  cursor_.advance(1 + cursor_.quote(1).length);
  while (cursor_.peek() == ' ' || cursor_.peek() == '\t') cursor_.advance();
  const std::size_t header_end = cursor_.offset();
  const std::size_t last_line = here_strings_end_ && cursor_.at_line_end()
                                    ? cursor_.find(expandable ? "\n\"@" : "\n'@", header_end)
                                    : std::string_view::npos;
  if (last_line == std::string_view::npos) {
    if (cursor_.at_line_end()) here_strings_end_ = false;
    cursor_.skip_to_line_end();
    unread(begin, "a here-string does not end");
    return hole_since(begin);
  }
  const bool returns = last_line > header_end && cursor_.between(last_line - 1, last_line) == "\r";
  const std::size_t content_end = returns ? last_line - 1 : last_line;
  cursor_.advance(cursor_.looking_at("\r\n") ? 2 : 1);
  Pieces pieces(*this, cursor_.offset());
  if (expandable && cursor_.offset() < content_end) {
    const std::size_t end = cursor_.set_end(content_end);
    while (!cursor_.at_end()) expand(pieces);
    cursor_.set_end(end);
  } else {
    pieces.add(cursor_.between(cursor_.offset(), content_end), cursor_.offset());
  }
  cursor_.move_to(last_line + 3);
  return pieces.take();
}

}  // namespace patdown
