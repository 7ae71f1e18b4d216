#include "core/letters.h"
#include "token/code/powershell/reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace patdown {

Node PowerShellReader::primary() {
  const char c = cursor_.peek();
  const char next = cursor_.peek(1);
  if (cursor_.looking_at("$(")) return subexpression();
  if (c == '$' && variable_starts(0)) return variable();
  if (cursor_.quote().kind != 0) return string();
  if (c == '@' && cursor_.quote(1).kind != 0) return here_string();
  if (c == '@' && next == '(') return array();
  if (c == '@' && next == '{') return table();
  if (c == '(') return paren();
  if (c == '{') return script_block(true);
  if (is_digit(c) || (c == '.' && next >= '0' && next <= '9')) return number();
  if (c == '\x01') {  // a pipeline's macro, whose value nobody knows yet
    const std::size_t begin = cursor_.offset();
    return make(NodeKind::text, begin, std::string(cursor_.take_name()));
  }
  return missing("a value");
}

Node PowerShellReader::number() {
  const std::size_t begin = cursor_.offset();
  const bool hex = cursor_.peek() == '0' && (cursor_.peek(1) | 0x20) == 'x';
  cursor_.take_name();
  if (!hex && cursor_.peek() == '.' && is_digit(cursor_.peek(1))) {
    cursor_.advance();
    cursor_.take_name();
  } else if (cursor_.peek() == '.' && cursor_.peek(1) != '.' && cursor_.letter(1) == 0) {
    cursor_.advance();
  }
  const bool exponent = !hex && cursor_.offset() > begin && (cursor_.before() | 0x20) == 'e';
  if (exponent && (cursor_.peek() == '-' || cursor_.peek() == '+') && is_digit(cursor_.peek(1))) {
    cursor_.advance();
    cursor_.take_name();
  }
  return make(NodeKind::text, begin, std::string(cursor_.between(begin, cursor_.offset())));
}

// $( … ): one statement is its value.
Node PowerShellReader::subexpression() {
  const std::size_t begin = cursor_.offset();
  cursor_.advance(2);
  Node block = make(NodeKind::block, begin);
  statements(')', block.children);
  close(')');
  if (block.children.empty()) return make(NodeKind::text, begin);
  if (block.children.size() > 1) return block;
  Node only = std::move(block.children.front());
  return only;
}

// @( … ): the elements of literal lists, and what the other statements give.
Node PowerShellReader::array() {
  const std::size_t begin = cursor_.offset();
  cursor_.advance(2);
  std::vector<Node> inside;
  statements(')', inside);
  close(')');
  Node list = make(NodeKind::list, begin);
  for (Node& node : inside) {
    if (node.kind == NodeKind::list) {
      std::move(node.children.begin(), node.children.end(), std::back_inserter(list.children));
    } else {
      list.children.push_back(std::move(node));
    }
  }
  return list;
}

Node PowerShellReader::table() {
  Node map = make(NodeKind::map, cursor_.offset());
  cursor_.advance(2);
  open_.push_back('}');
  while (true) {
    cursor_.skip_lines();
    const char c = cursor_.peek();
    if (cursor_.at_end() || c == '}' || (c == ')' && open_.find(c) != std::string::npos)) break;
    const std::size_t begin = cursor_.offset();
    if (cursor_.take(";")) continue;
    if (std::optional<Arg> entry = table_entry()) map.args.push_back(std::move(*entry));
    cursor_.skip_blanks();
    const bool ended =
        cursor_.at_end() || cursor_.at_line_end() || cursor_.peek() == ';' || cursor_.peek() == '}';
    if (!ended) skip_rest();
    if (cursor_.offset() == begin) skip_one();
  }
  open_.pop_back();
  close('}');
  return map;
}

std::optional<Arg> PowerShellReader::table_entry() {
  const std::size_t begin = cursor_.offset();
  Arg entry;
  Node key;
  if (cursor_.letter() != 0) {
    while (cursor_.letter() != 0 || cursor_.peek() == '-' || cursor_.peek() == '.') {
      cursor_.advance();
    }
    key = make(NodeKind::text, begin, std::string(cursor_.between(begin, cursor_.offset())));
  } else {
    key = operand(false);
  }
  cursor_.skip_blanks();
  if (!cursor_.take("=")) return std::nullopt;
  if (key.kind == NodeKind::text) {
    entry.name = std::move(key.text);
  } else {
    entry.key.push_back(std::move(key));
  }
  cursor_.skip_lines();
  entry.value = value();
  return entry;
}

Node PowerShellReader::paren() {
  const std::size_t begin = cursor_.offset();
  cursor_.advance();
  open_.push_back(')');
  cursor_.skip_lines();
  Node inside = cursor_.peek() == ')' ? make(NodeKind::list, begin) : value();
  open_.pop_back();
  close(')');
  return inside;
}

Node PowerShellReader::script_block(bool own_parameters) {
  Node block = make(NodeKind::block, cursor_.offset());
  if (!cursor_.take("{")) return block;
  std::vector<Arg>* const outer = parameters_;
  std::vector<Arg> own;
  if (own_parameters) parameters_ = &own;
  statements('}', block.children);
  close('}');
  parameters_ = outer;
  block.args = std::move(own);
  return block;
}

std::string PowerShellReader::type_span() {
  const std::size_t begin = cursor_.offset();
  cursor_.advance();
  if (!scan_to(']')) {
    cursor_.move_to(begin);
    return {};
  }
  cursor_.advance();
  return std::string(cursor_.between(begin, cursor_.offset()));
}

}  // namespace patdown
