#include "token/code/powershell/keywords.h"

#include <iterator>

namespace patdown {
namespace {

// $Name = value: what every object of the class starts with.
void read_property(PowerShellReader& reader, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  const std::size_t begin = cursor.offset();
  const Node name = reader.variable();
  cursor.skip_blanks();
  if (!cursor.take("=")) return;
  cursor.skip_lines();
  Node assign = reader.make(NodeKind::assign, begin, "=");
  Node field = reader.make(NodeKind::field, begin, name.text);
  field.children.push_back(reader.make(NodeKind::name, begin, "this"));
  assign.children.push_back(std::move(field));
  assign.children.push_back(reader.value());
  out.push_back(std::move(assign));
}

// `: Base, IThing` up to the brace.
void skip_base_types(Cursor& cursor) {
  cursor.skip_lines();
  while (cursor.letter() != 0 ||
         (!cursor.at_end() && std::string_view(":,.[]").find(cursor.peek()) != std::string::npos)) {
    cursor.advance();
    cursor.skip_lines();
  }
}

// The part behind a method's name.
void read_method(PowerShellReader& reader, Node method, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  read_parameters(reader, method.args);
  cursor.skip_lines();
  if (cursor.take(":")) {  // : base(…)
    cursor.skip_lines();
    cursor.take_name();
    cursor.skip_lines();
    if (cursor.peek() == '(') reader.hoist(reader.paren());
    cursor.skip_lines();
  }
  if (cursor.peek() == '{') {
    Node body = reader.script_block(true);
    method.children = std::move(body.children);
  }
  out.push_back(std::move(method));
}

void read_member(PowerShellReader& reader, const std::string& type, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  while (take_keyword_below(cursor, "static") || take_keyword_below(cursor, "hidden") ||
         (cursor.peek() == '[' && !reader.type_span().empty())) {
    cursor.skip_lines();
  }
  const std::size_t begin = cursor.offset();
  if (cursor.peek() == '$' && reader.variable_starts(0)) {
    read_property(reader, out);
  } else if (cursor.letter() != 0) {
    Node method = reader.make(NodeKind::function, begin);
    method.text = type + "." + std::string(cursor.take_name());
    cursor.skip_lines();
    if (cursor.peek() == '(') read_method(reader, std::move(method), out);
  }
}

}  // namespace

void read_class(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  const std::string type(cursor.take_name());
  skip_base_types(cursor);
  if (!cursor.take("{")) {
    reader.unread(begin, "a class has no body");
    return;
  }
  reader.open().push_back('}');
  while (true) {
    cursor.skip_lines();
    const std::size_t at = cursor.offset();
    if (cursor.at_end() || cursor.peek() == '}') break;
    if (cursor.take(";")) continue;
    read_member(reader, type, out);
    cursor.skip_blanks();
    if (cursor.offset() == at) reader.skip_rest();
    if (cursor.offset() == at) reader.skip_one();
  }
  reader.open().pop_back();
  reader.close('}');
}

// Names of numbers: nothing to trace.
void read_enum(PowerShellReader& reader, std::size_t begin, std::vector<Node>& /*out*/) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  cursor.take_name();
  skip_base_types(cursor);
  if (cursor.take("{") && reader.scan_to('}')) {
    cursor.advance();
  } else {
    reader.unread(begin, "an enumeration does not end");
  }
}

}  // namespace patdown
