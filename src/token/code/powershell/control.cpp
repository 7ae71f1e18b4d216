#include "core/letters.h"
#include "token/code/powershell/keywords.h"

namespace patdown {
namespace {

constexpr std::size_t longest_condition = 200;

// `( … )` behind if, switch and the like: kept in front if it does something. What stands inside,
// if it is short and speaks of a variable.
std::string read_condition(PowerShellReader& reader) {
  Cursor& cursor = reader.cursor();
  const std::size_t begin = cursor.offset();
  cursor.skip_lines();
  if (cursor.peek() != '(') {
    cursor.move_to(begin);
    reader.note(begin, "a condition is missing");
    return {};
  }
  const std::size_t open = cursor.offset();
  reader.hoist(reader.paren());
  const std::size_t end = cursor.offset();
  if (end < open + 2 || end - open > longest_condition) return {};
  const std::string_view inside = cursor.between(open + 1, end - 1);
  return inside.find('$') == std::string_view::npos ? std::string() : std::string(inside);
}

bool take_elseif(Cursor& cursor) {
  if (take_keyword_below(cursor, "elseif")) return true;
  const std::size_t begin = cursor.offset();
  if (take_keyword_below(cursor, "else") && take_keyword_below(cursor, "if")) return true;
  cursor.move_to(begin);
  return false;
}

// -regex, -file x and the like in front of what is switched on.
void skip_switch_options(PowerShellReader& reader) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  while (const std::size_t dash = cursor.dash()) {
    cursor.advance(dash);
    const bool file = lower(cursor.take_name()) == "file";
    cursor.skip_lines();
    if (file && cursor.peek() != '(') reader.hoist(reader.word());
    cursor.skip_lines();
  }
}

// Does one clause; false at the end of them.
bool read_clause(PowerShellReader& reader, Node& branch, bool& has_default) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  const std::size_t begin = cursor.offset();
  if (cursor.at_end() || cursor.peek() == '}' || cursor.peek() == ')') return false;
  if (cursor.take(";")) return true;
  if (take_keyword(cursor, "default")) {
    has_default = true;
  } else {
    reader.hoist(reader.words());
  }
  cursor.skip_lines();
  if (cursor.peek() == '{') {
    branch.children.push_back(reader.script_block(false));
  } else {
    reader.skip_rest();
  }
  if (cursor.offset() == begin) reader.skip_one();
  return true;
}

// A catch or finally block, or the body of a trap, whose types say nothing about tokens.
Node read_body_behind_types(PowerShellReader& reader) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  while (cursor.peek() == '[' && !reader.type_span().empty()) {
    cursor.skip_lines();
    if (cursor.take(",")) cursor.skip_lines();
  }
  return read_body(reader);
}

void read_value_if_any(PowerShellReader& reader, std::vector<Node>& to) {
  Cursor& cursor = reader.cursor();
  cursor.skip_blanks();
  const char c = cursor.peek();
  if (cursor.at_end() || cursor.at_line_end() || c == ';' || c == '}' || c == ')') return;
  to.push_back(reader.value());
}

}  // namespace

void read_if(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  Node branch = reader.make(NodeKind::branch, begin);
  do {
    const std::string condition = read_condition(reader);
    branch.children.push_back(read_body(reader));
    branch.children.back().scope = condition;
  } while (take_elseif(cursor));
  if (take_keyword_below(cursor, "else")) {
    branch.children.push_back(read_body(reader));
  } else if (branch.children.size() == 1) {
    Node only = std::move(branch.children.front());
    branch = std::move(only);
  } else {
    branch.children.push_back(reader.make(NodeKind::block, cursor.offset()));
  }
  out.push_back(std::move(branch));
}

void read_switch(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  skip_switch_options(reader);
  if (cursor.peek() == '(') read_condition(reader);
  cursor.skip_lines();
  Node branch = reader.make(NodeKind::branch, begin);
  if (!cursor.take("{")) {
    reader.note(cursor.offset(), "a block is missing");
    return;
  }
  reader.open().push_back('}');
  bool has_default = false;
  while (read_clause(reader, branch, has_default)) continue;
  reader.open().pop_back();
  reader.close('}');
  if (!has_default) branch.children.push_back(reader.make(NodeKind::block, cursor.offset()));
  out.push_back(std::move(branch));
}

void read_try(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  out.push_back(read_body(reader));
  while (take_keyword_below(cursor, "catch")) out.push_back(read_body_behind_types(reader));
  if (take_keyword_below(cursor, "finally")) out.push_back(read_body(reader));
}

void read_trap(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& out) {
  out.push_back(read_body_behind_types(reader));
}

void read_return(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Node node = reader.make(NodeKind::ret, begin);
  read_value_if_any(reader, node.children);
  out.push_back(std::move(node));
}

// What is thrown, or the exit code, is no value of the function.
void read_throw(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  std::vector<Node> inside;
  read_value_if_any(reader, inside);
  Node node = reader.hole_since(begin);
  node.children = std::move(inside);
  out.push_back(std::move(node));
}

void read_jump(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& /*out*/) {
  std::vector<Node> label;
  read_value_if_any(reader, label);
}

}  // namespace patdown
