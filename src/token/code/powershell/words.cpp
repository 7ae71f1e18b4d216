#include "token/code/powershell/pieces.h"
#include "token/code/powershell/reader.h"

namespace patdown {
namespace {

bool ends_word(const Cursor& cursor) {
  const char c = cursor.peek();
  return cursor.at_space() || std::string_view(";|&(){},<>").find(c) != std::string_view::npos;
}

}  // namespace

// a, b and c in `Get-Item a, b, c`; one word is itself.
Node PowerShellReader::words() {
  const std::size_t begin = cursor_.offset();
  Node first = word();
  cursor_.skip_blanks();
  if (cursor_.peek() != ',') return first;
  Node list = make(NodeKind::list, begin);
  list.children.push_back(std::move(first));
  while (cursor_.take(",")) {
    cursor_.skip_lines();
    if (cursor_.peek() == ',' || cursor_.peek() == ';') continue;
    list.children.push_back(word());
    cursor_.skip_blanks();
  }
  return list;
}

// One argument: a value with its members, letters with variables in them, or both glued together.
Node PowerShellReader::word() {
  const std::size_t begin = cursor_.offset();
  const char c = cursor_.peek();
  const char next = cursor_.peek(1);
  if (c == '{') return script_block(true);
  const bool at = c == '@' && (next == '(' || next == '{' || cursor_.quote(1).kind != 0);
  const bool dollar = c == '$' && (next == '(' || variable_starts(0));
  Pieces pieces(*this, begin);
  if (c == '(' || at || dollar || cursor_.quote().kind != 0) {
    Node value = postfix(primary(), true);
    if (ends_word(cursor_)) return value;
    pieces.add(std::move(value));
  }
  bare_word(pieces);
  return pieces.take();
}

void PowerShellReader::bare_word(Pieces& pieces) {
  while (!ends_word(cursor_)) {
    if (cursor_.peek() == '`' && (cursor_.peek(1) == '\n' || cursor_.peek(1) == '\r')) return;
    if (cursor_.quote().kind != 0) {
      pieces.add(string());
    } else {
      expand(pieces);
    }
  }
}

}  // namespace patdown
