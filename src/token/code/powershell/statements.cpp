#include "token/code/powershell/keywords.h"
#include "token/code/powershell/reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace patdown {
namespace {

bool at_statement_end(const Cursor& cursor) {
  const char c = cursor.peek();
  return cursor.at_end() || cursor.at_line_end() || c == ';' || c == ')' || c == '}' || c == ']';
}

bool is_closer(char c) {
  return c == ')' || c == '}' || c == ']';
}

void append(std::vector<Node>& to, std::vector<Node>& more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
  more.clear();
}

// A block of one statement is that statement's value.
Node unwrapped(Node block) {
  if (block.kind != NodeKind::block || block.children.size() != 1) return block;
  Node only = std::move(block.children.front());
  return only;
}

// Takes a `|`, here or on a line below.
bool take_pipe(Cursor& cursor) {
  cursor.skip_blanks();
  const std::size_t begin = cursor.offset();
  cursor.skip_lines();
  if (cursor.peek() == '|' && cursor.peek(1) != '|') {
    cursor.advance();
    return true;
  }
  cursor.move_to(begin);
  return false;
}

std::string assignment_at(const Cursor& cursor) {
  for (const char* operation : {"=", "+=", "-=", "*=", "/=", "%=", "?\?="}) {
    if (cursor.looking_at(operation)) return operation;
  }
  return {};
}

}  // namespace

void PowerShellReader::statements(char closer, std::vector<Node>& out) {
  Deeper deeper(*this);
  std::vector<Node> outer = std::move(hoisted_);
  hoisted_.clear();
  if (closer != 0) open_.push_back(closer);
  if (too_deep()) {
    const std::size_t begin = cursor_.offset();
    scan_to(closer);
    unread(begin, "nested too deeply");
  } else {
    while (statement_follows(closer)) complete_statement(out);
  }
  if (closer != 0) open_.pop_back();
  hoisted_ = std::move(outer);
}

// Skips to the next statement; false at the end of the block or of what is around it.
bool PowerShellReader::statement_follows(char closer) {
  while (true) {
    cursor_.skip_lines();
    if (cursor_.at_end()) return false;
    const char c = cursor_.peek();
    if (is_closer(c)) {
      if (c == closer || open_.find(c) != std::string::npos) return false;
      skip_one();
      if (c != '}') skip_rest();
    } else if (!cursor_.take(";")) {
      return true;
    }
  }
}

// One statement, with what must run before it and its end.
void PowerShellReader::complete_statement(std::vector<Node>& out) {
  const std::size_t begin = cursor_.offset();
  std::vector<Node> read;
  const bool closed = statement(read);
  append(out, hoisted_);
  append(out, read);
  if (!closed) {
    cursor_.skip_blanks();
    if (!at_statement_end(cursor_)) {
      note(cursor_.offset(), "the statement is not understood");
      skip_rest();
    }
  }
  if (cursor_.offset() == begin) skip_one();
}

// True if the statement ends by itself, with its braces.
bool PowerShellReader::statement(std::vector<Node>& out) {
  if (cursor_.peek() == ':' && cursor_.letter(1) != 0) {  // a loop's label
    cursor_.advance();
    cursor_.take_name();
    cursor_.skip_lines();
  }
  skip_attributes();
  const KeywordEnd keyword = read_keyword(*this, out);
  if (keyword == KeywordEnd::no_keyword) chain(out);
  return keyword == KeywordEnd::closed;
}

// [CmdletBinding()] and the like in front of param, function or class.
void PowerShellReader::skip_attributes() {
  constexpr int most = 20;
  const std::size_t begin = cursor_.offset();
  for (int i = 0; i < most && cursor_.peek() == '[' && !type_span().empty(); ++i) {
    cursor_.skip_lines();
  }
  const std::size_t end = cursor_.offset();
  for (const char* word : {"param", "function", "filter", "class", "enum"}) {
    if (!take_keyword(cursor_, word)) continue;
    cursor_.move_to(end);
    return;
  }
  cursor_.move_to(begin);
}

// a && b || c: what stands behind an operator may run.
void PowerShellReader::chain(std::vector<Node>& out) {
  out.push_back(pipeline());
  while (true) {
    cursor_.skip_blanks();
    const std::size_t begin = cursor_.offset();
    if (!cursor_.take("&&") && !cursor_.take("||")) break;
    cursor_.skip_lines();
    Node block = make(NodeKind::block, begin);
    block.children.push_back(pipeline());
    out.push_back(std::move(block));
  }
  cursor_.take("&");  // in the background
}

Node PowerShellReader::value() {
  Deeper deeper(*this);
  const std::size_t begin = cursor_.offset();
  if (too_deep()) return make(NodeKind::hole, begin);
  std::vector<Node> nodes;
  if (read_keyword(*this, nodes) == KeywordEnd::no_keyword) {
    chain(nodes);
    if (nodes.size() == 1) return std::move(nodes.front());
    Node block = make(NodeKind::block, begin);
    block.children = std::move(nodes);
    return block;
  }
  Node choice = make(NodeKind::choice, begin);
  if (nodes.size() == 1 && nodes.front().kind == NodeKind::branch) {
    nodes = std::exchange(nodes.front().children, {});
  }
  for (Node& node : nodes) {
    const bool nothing = node.kind == NodeKind::block && node.children.empty();
    if (!nothing) choice.children.push_back(unwrapped(std::move(node)));
  }
  return choice;
}

Node PowerShellReader::pipeline() {
  const std::size_t begin = cursor_.offset();
  bool is_expression = false;
  Node node = element(is_expression);
  cursor_.skip_blanks();
  if (is_expression) {
    const std::string operation = assignment_at(cursor_);
    if (!operation.empty()) {
      cursor_.advance(operation.size());
      cursor_.skip_lines();
      return assigned(operation, std::move(node), value());
    }
    if (cursor_.take("++") || cursor_.take("--")) {
      return assigned("++", std::move(node), hole_since(begin));
    }
    while (redirection()) cursor_.skip_blanks();
  }
  for (int links = 1; take_pipe(cursor_); ++links) {
    cursor_.skip_lines();
    const std::size_t next_begin = cursor_.offset();
    Node next = element(is_expression);
    const bool call = next.kind == NodeKind::call && links % longest_chain != 0;
    if (call) {
      next.input.clear();
      next.input.push_back(std::move(node));
      node = std::move(next);
    } else {
      note(next_begin, "a pipe leads to no command");
      node = hole_since(begin);
      node.children.push_back(std::move(next));
    }
  }
  return node;
}

Node PowerShellReader::element(bool& is_expression) {
  is_expression = starts_expression();
  if (is_expression) return expression(true);
  const char c = cursor_.peek();
  if (cursor_.at_end() || std::string_view("=<>@],+-|^:;)}").find(c) != std::string_view::npos) {
    return missing("a statement");
  }
  return command();
}

// `name` is the operator; several targets become assignments in a row.
Node PowerShellReader::assigned(const std::string& name, Node target, Node value) {
  Node assign;
  assign.kind = NodeKind::assign;
  assign.line = target.line;
  assign.column = target.column;
  assign.text = name == "++" || name == "--" ? "=" : name;
  if (target.kind != NodeKind::list || target.children.empty()) {
    assign.children.push_back(std::move(target));
    assign.children.push_back(std::move(value));
    return assign;
  }
  Node whole = std::move(value);
  const bool literal =
      whole.kind == NodeKind::list && whole.children.size() == target.children.size();
  const std::size_t last = target.children.size() - 1;
  for (std::size_t i = 0; i <= last; ++i) {
    Node one = make(NodeKind::assign, 0, assign.text);
    one.line = assign.line;
    one.column = assign.column;
    one.children.push_back(std::move(target.children[i]));
    one.children.push_back(literal  ? std::move(whole.children[i])
                           : i == 0 ? std::exchange(whole, Node())
                                    : make(NodeKind::hole, 0, "another part"));
    if (i == last) return one;
    hoisted_.push_back(std::move(one));
  }
  return assign;
}

}  // namespace patdown
