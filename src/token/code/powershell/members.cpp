#include "token/code/powershell/fold.h"
#include "token/code/powershell/reader.h"

#include <utility>

namespace patdown {
namespace {

bool is_gap(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool ends_line(char c) {
  return c == '\r' || c == '\n';
}

// The bytes of blanks, line ends and comments that start `ahead` of the cursor.
std::size_t gap(const Cursor& cursor, std::size_t ahead) {
  const std::size_t begin = ahead;
  bool comment = false;
  while (cursor.peek(ahead) != 0) {
    const char c = cursor.peek(ahead);
    if (ends_line(c)) {
      comment = false;
    } else if (c == '#' && ahead > begin) {
      comment = true;
    }
    const bool continued = c == '`' && ends_line(cursor.peek(ahead + 1));
    if (!comment && !continued && !is_gap(c)) break;
    ++ahead;
  }
  return ahead - begin;
}

}  // namespace

// Is there `.x`, `?.x`, `::x` at the cursor? In commands nothing may stand between.
bool PowerShellReader::member_follows(bool in_command) const {
  std::size_t at = cursor_.peek() == '.' ? 1 : 0;
  if (cursor_.looking_at("::") || cursor_.looking_at("?.")) at = 2;
  if (at == 0) return false;
  const std::size_t blanks = in_command ? 0 : gap(cursor_, at);
  at += blanks;
  const char c = cursor_.peek(at);
  if (cursor_.letter(at) != 0) return true;
  return blanks == 0 && (c == '$' || c == '(' || cursor_.quote(at).kind != 0);
}

// What may follow a value without a blank: members, calls, indices, ++.
Node PowerShellReader::postfix(Node object, bool in_command) {
  for (int links = 1;; ++links) {
    const std::size_t begin = cursor_.offset();
    if (member_follows(in_command)) {
      object = member(std::move(object), in_command);
    } else if (cursor_.peek() == '[' || (!in_command && cursor_.looking_at("?["))) {
      object = index(std::move(object));
    } else if (!in_command && (cursor_.looking_at("++") || cursor_.looking_at("--"))) {
      cursor_.advance(2);
      return assigned("++", std::move(object), hole_since(begin));
    } else {
      return object;
    }
    if (links % longest_chain == 0) {
      note(begin, "too many members in a row");
      object = hole_since(begin);
    }
  }
}

Node PowerShellReader::member(Node object, bool in_command) {
  cursor_.advance(cursor_.peek() == '.' ? 1 : 2);
  if (!in_command) cursor_.skip_lines();
  Node node = make(NodeKind::field, cursor_.offset());
  node.line = object.line;
  node.column = object.column;
  Node computed;
  if (cursor_.letter() != 0) {
    node.text = cursor_.take_name();
    skip_type_arguments();
  } else {
    computed = computed_member();
    node.text = computed.text;
    if (computed.kind != NodeKind::text) node.kind = NodeKind::index;
  }
  node.children.push_back(std::move(object));
  const bool called = cursor_.peek() == '(' || (!in_command && cursor_.peek() == '{');
  if (node.kind == NodeKind::index) {
    node.text.clear();
    node.children.push_back(std::move(computed));
    if (called) {  // $object.$name(…)
      Node callee = std::exchange(node, Node());
      node.line = callee.line;
      node.column = callee.column;
      node.children.push_back(std::move(callee));
    }
  }
  if (!called) return node;
  node.kind = NodeKind::call;
  call_arguments(node);
  return folded_call(std::move(node));
}

// $list.Select[int, string]( … )
void PowerShellReader::skip_type_arguments() {
  const std::size_t begin = cursor_.offset();
  if (cursor_.peek() != '[' || cursor_.letter(1) == 0) return;
  const bool digit = cursor_.peek(1) >= '0' && cursor_.peek(1) <= '9';
  if (digit || cursor_.peek(1) == '\x01' || type_span().empty() || cursor_.peek() != '(') {
    cursor_.move_to(begin);
  }
}

Node PowerShellReader::computed_member() {
  if (cursor_.peek() == '(') return paren();
  if (cursor_.quote().kind != 0) return string();
  if (cursor_.looking_at("$(")) return subexpression();
  if (variable_starts(0)) return variable();
  return missing("a member's name");
}

// (a, b) or the script block of .ForEach{ }.
void PowerShellReader::call_arguments(Node& call) {
  if (cursor_.peek() == '{') {
    call.args.push_back({.name = "", .spelled = "", .key = {}, .value = script_block(true)});
    return;
  }
  cursor_.advance();
  open_.push_back(')');
  do {
    cursor_.skip_lines();
    if (cursor_.at_end() || cursor_.peek() == ')') break;
    call.args.push_back({.name = "", .spelled = "", .key = {}, .value = expression(false)});
    cursor_.skip_lines();
  } while (cursor_.take(","));
  open_.pop_back();
  close(')');
}

Node PowerShellReader::index(Node object) {
  Node node = make(NodeKind::index, cursor_.offset());
  node.line = object.line;
  node.column = object.column;
  node.children.push_back(std::move(object));
  cursor_.advance(cursor_.peek() == '[' ? 1 : 2);
  open_.push_back(']');
  cursor_.skip_lines();
  node.children.push_back(expression(true));
  open_.pop_back();
  close(']');
  return node;
}

}  // namespace patdown
