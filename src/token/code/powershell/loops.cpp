#include "token/code/powershell/keywords.h"

#include <iterator>

namespace patdown {
namespace {

// What a condition does runs as often as the loop: it belongs inside.
void add_work(Node condition, std::vector<Node>& to) {
  if (does_work(condition)) to.push_back(std::move(condition));
}

void append(std::vector<Node>& to, std::vector<Node> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Node loop_at(PowerShellReader& reader, std::size_t begin) {
  Node block = reader.make(NodeKind::block, begin);
  block.repeats = true;
  return block;
}

// The loop's variable: one of the literal elements, or some element of what is looped over.
Node element_of(PowerShellReader& reader, Node all, std::size_t begin) {
  if (all.kind == NodeKind::list && !all.children.empty()) {
    Node choice = reader.make(NodeKind::choice, begin);
    choice.children = std::move(all.children);
    return choice;
  }
  Node index = reader.make(NodeKind::index, begin);
  index.children.push_back(std::move(all));
  index.children.push_back(reader.make(NodeKind::hole, begin, "each"));
  return index;
}

// One of the three parts of for ( ; ; ).
void read_part(PowerShellReader& reader, std::vector<Node>& to) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  if (!cursor.at_end() && cursor.peek() != ';' && cursor.peek() != ')') reader.chain(to);
  cursor.skip_lines();
}

}  // namespace

// foreach ($x in …) { }
void read_foreach(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  while (cursor.dash() != 0) {  // -parallel, -throttlelimit 5
    cursor.advance(cursor.dash());
    cursor.take_name();
    cursor.skip_lines();
    cursor.take_name();
    cursor.skip_lines();
  }
  Node block = loop_at(reader, begin);
  const std::size_t target_begin = cursor.offset() + 1;
  if (!cursor.take("(")) {
    reader.note(begin, "a condition is missing");
  } else {
    reader.open().push_back(')');
    cursor.skip_lines();
    if (cursor.peek() == '$' && reader.variable_starts(0)) {
      Node assign = reader.make(NodeKind::assign, target_begin, "=");
      assign.children.push_back(reader.variable());
      if (take_keyword_below(cursor, "in")) {
        cursor.skip_lines();
        const std::size_t all = cursor.offset();
        assign.children.push_back(element_of(reader, reader.value(), all));
        block.children.push_back(std::move(assign));
      }
    }
    reader.open().pop_back();
    reader.close(')');
  }
  append(block.children, std::move(read_body(reader).children));
  out.push_back(std::move(block));
}

// for (init; condition; step) { }
void read_for(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  Node block = loop_at(reader, begin);
  std::vector<Node> condition;
  std::vector<Node> step;
  if (cursor.take("(")) {
    reader.open().push_back(')');
    read_part(reader, out);
    if (cursor.take(";")) read_part(reader, condition);
    if (cursor.take(";")) read_part(reader, step);
    reader.open().pop_back();
    reader.close(')');
  }
  for (Node& node : condition) add_work(std::move(node), block.children);
  append(block.children, std::move(read_body(reader).children));
  append(block.children, std::move(step));
  out.push_back(std::move(block));
}

void read_while(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  Node block = loop_at(reader, begin);
  if (cursor.peek() == '(') add_work(reader.paren(), block.children);
  append(block.children, std::move(read_body(reader).children));
  out.push_back(std::move(block));
}

// do { } while ( ) and do { } until ( )
void read_do(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  Node block = loop_at(reader, begin);
  block.children = std::move(read_body(reader).children);
  if (take_keyword_below(cursor, "while") || take_keyword_below(cursor, "until")) {
    cursor.skip_lines();
    if (cursor.peek() == '(') add_work(reader.paren(), block.children);
  } else {
    reader.note(begin, "a loop's condition is missing");
  }
  out.push_back(std::move(block));
}

}  // namespace patdown
