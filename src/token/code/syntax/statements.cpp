// Statements: sequences, branches, loops, assignments.

#include "token/code/syntax/comparison.h"
#include "token/code/syntax/reader.h"

#include <iterator>
#include <utility>

namespace patdown {
namespace {

bool acts(const Node& node) {
  return node.kind == NodeKind::call || node.kind == NodeKind::assign ||
         node.kind == NodeKind::block || node.kind == NodeKind::branch ||
         node.kind == NodeKind::ret || (node.kind == NodeKind::function && !node.text.empty());
}

// The outermost nodes in `node` that do something.
void take_acts(Node& node, std::vector<Node>& out) {
  if (acts(node)) {
    out.push_back(std::move(node));
    return;
  }
  if (node.kind == NodeKind::function) return;  // a lambda that nobody calls
  for (Node& child : node.children) take_acts(child, out);
  for (Arg& arg : node.args) {
    for (Node& key : arg.key) take_acts(key, out);
    take_acts(arg.value, out);
  }
}

}  // namespace

void SyntaxReader::settle(Node value, Nodes& out) {
  if (value.kind != NodeKind::choice) {
    take_acts(value, out);
    return;
  }
  Nodes inside;
  take_acts(value, inside);
  if (inside.empty()) return;
  value.kind = NodeKind::block;
  value.children = std::move(inside);
  out.push_back(std::move(value));
}

void SyntaxReader::statements(const Syntax& parent, Nodes& out, bool returns) {
  statements(children(parent), out, returns);
}

void SyntaxReader::statements(const std::vector<Syntax>& parts, Nodes& out, bool returns) {
  for (const Syntax& part : parts) act(part, out, returns && &part == &parts.back());
}

void SyntaxReader::run(const Syntax& syntax, Nodes& out, bool returns) {
  statements(syntax, out, returns);
}

void SyntaxReader::run_through(const Syntax& syntax, Nodes& out, bool returns) {
  const auto inner = part(syntax, SyntaxPart::value);
  if (inner)
    act(*inner, out, returns);
  else
    statements(syntax, out, returns);
}

void SyntaxReader::run_special(const Syntax& syntax, Nodes& out, bool returns) {
  Nodes made;
  table_.row(syntax).special->read(*this, syntax, made);
  for (Node& node : made) {
    const bool last = returns && &node == &made.back() && node.kind != NodeKind::assign &&
                      (node.kind == NodeKind::call || !acts(node));
    if (last) {
      Node ret = make(NodeKind::ret, syntax);
      ret.children.push_back(std::move(node));
      out.push_back(std::move(ret));
    } else {
      settle(std::move(node), out);
    }
  }
}

void SyntaxReader::drop(const Syntax& /*syntax*/, Nodes& /*out*/, bool /*returns*/) {}

void SyntaxReader::assignment(const Syntax& syntax, Nodes& out, bool returns) {
  const auto left = part(syntax, SyntaxPart::left);
  const auto right = part(syntax, SyntaxPart::right);
  if (!left || !right) return;
  const auto sign = part(syntax, SyntaxPart::operation);
  std::string operation = sign ? std::string(source(*sign)) : "=";
  if (operation == ":=" || operation.empty()) operation = "=";
  Node worth = value(*right);
  if (operation == "||=" || operation == "\?\?=" || operation == "?=") {
    Node choice = make(NodeKind::choice, syntax);
    choice.children.push_back(value(*left));
    choice.children.push_back(std::move(worth));
    worth = std::move(choice);
    operation = "=";
  }
  assign(*left, std::move(worth), operation, out);
  // Ruby's assignments are values: `@x ||= make` gives what @x holds.
  if (returns && dialect_.names_call) {
    Node ret = make(NodeKind::ret, syntax);
    ret.children.push_back(value(*left));
    out.push_back(std::move(ret));
  }
}

void SyntaxReader::declaration(const Syntax& syntax, Nodes& out, bool /*returns*/) {
  const std::vector<Syntax> names = parts(syntax, SyntaxPart::name);
  const auto right = part(syntax, SyntaxPart::value);
  annotations_.clear();
  if (names.empty()) return;
  if (!right) {
    for (const Syntax& name : names)
      if (!in_class_) locals_.insert(std::string(source(name)));
    if (dialect_.without_value != nullptr) dialect_.without_value(*this, syntax, out);
    return;
  }
  Node worth = value(*right);
  for (const Syntax& name : names)
    if (!in_class_ && role(name) == SyntaxRole::name) locals_.insert(std::string(source(name)));
  if (!dialect_.first_of_many || worth.kind != NodeKind::list)
    return assign(names[0], std::move(worth), "=", out);
  for (std::size_t i = 0; i < names.size() && i < worth.children.size(); ++i)
    assign(names[i], std::move(worth.children[i]), "=", out);
}

void SyntaxReader::optional(const Syntax& syntax, Nodes& out, bool returns) {
  Node block = make(NodeKind::block, syntax);
  if (const auto inner = part(syntax, SyntaxPart::body)) {
    for (const Syntax& child : children(syntax)) {
      if (ts_node_eq(child.node, inner->node))
        act(child, block.children, returns);
      else if (role(child) == SyntaxRole::optional)
        continue;
      else if (role(child) != SyntaxRole::unknown)
        statement(child, block.children);
    }
  } else {
    statements(syntax, block.children, returns);
  }
  out.push_back(std::move(block));
  // What catches, and what runs at the end, stands beside it.
  if (!part(syntax, SyntaxPart::body)) return;
  for (const Syntax& child : children(syntax))
    if (role(child) == SyntaxRole::optional) act(child, out, returns);
}

// What must hold for the block of an `if` to run.
std::string SyntaxReader::condition_of(const Syntax& syntax) const {
  const auto condition = part(syntax, SyntaxPart::condition);
  // Ruby's `unless` means the opposite.
  const bool plain = condition && !syntax.type().starts_with("unless");
  return plain ? comparison_in(source(*condition)) : std::string();
}

void SyntaxReader::branch(const Syntax& syntax, Nodes& out, bool returns) {
  const auto condition = part(syntax, SyntaxPart::condition);
  const bool guard = condition && !dialect_.main_guard.empty() &&
                     source(*condition).find(dialect_.main_guard) != std::string_view::npos;
  if (const auto first = part(syntax, SyntaxPart::initializer)) statement(*first, out);
  if (condition && !guard) settle(value(*condition), out);
  if (guard) {
    for (const Syntax& then : parts(syntax, SyntaxPart::then)) statement(then, out);
    return;
  }
  Node branch = make(NodeKind::branch, syntax);
  bool otherwise = false;
  Node first = make(NodeKind::block, syntax);
  first.scope = condition_of(syntax);
  for (const Syntax& then : parts(syntax, SyntaxPart::then)) act(then, first.children, returns);
  branch.children.push_back(std::move(first));
  alternatives(syntax, branch, otherwise, returns);
  if (branch.children.size() == 1) {
    out.push_back(std::move(branch.children[0]));
    return;
  }
  if (!otherwise) branch.children.push_back(make(NodeKind::block, syntax));
  out.push_back(std::move(branch));
}

// else, elif, else if: as long as the chain is.
void SyntaxReader::alternatives(const Syntax& syntax, Node& branch, bool& otherwise, bool returns) {
  std::vector<Syntax> waiting = parts(syntax, SyntaxPart::otherwise);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    Syntax other = waiting[i];
    if (role(other) == SyntaxRole::clause) {
      const std::vector<Syntax> inside = children(other);
      if (inside.size() == 1 && role(inside[0]) == SyntaxRole::conditional) other = inside[0];
    }
    Node block = make(NodeKind::block, other);
    if (role(other) == SyntaxRole::conditional) {
      block.scope = condition_of(other);
      if (const auto condition = part(other, SyntaxPart::condition))
        settle(value(*condition), block.children);
      for (const Syntax& then : parts(other, SyntaxPart::then)) act(then, block.children, returns);
      const std::vector<Syntax> more = parts(other, SyntaxPart::otherwise);
      waiting.insert(waiting.end(), more.begin(), more.end());
    } else {
      act(other, block.children, returns);
      otherwise = true;
    }
    branch.children.push_back(std::move(block));
  }
}

void SyntaxReader::loop(const Syntax& syntax, Nodes& out, bool /*returns*/) {
  Syntax head = syntax;
  for (const Syntax& child : children(syntax))
    if (role(child) == SyntaxRole::clause && child.field.empty()) head = child;
  if (const auto first = part(head, SyntaxPart::initializer)) statement(*first, out);
  Node block = make(NodeKind::block, syntax);
  Nodes* const outer = std::exchange(sink_, &block.children);
  auto left = part(head, SyntaxPart::left);
  const auto right = part(head, SyntaxPart::right);
  if (right) {
    Node each = each_of(*right, value(*right));
    // for i, v := range x
    const std::vector<Syntax> names =
        left && dialect_.first_of_many ? children(*left) : std::vector<Syntax>{};
    if (names.size() == 2) left = names[1];
    if (left && role(*left) == SyntaxRole::name) locals_.insert(std::string(source(*left)));
    if (left)
      assign(*left, std::move(each), "=", block.children);
    else
      settle(std::move(each), block.children);
  }
  if (const auto condition = part(head, SyntaxPart::condition); condition && condition->named())
    settle(value(*condition), block.children);
  for (const Syntax& body : parts(syntax, SyntaxPart::body)) statement(body, block.children);
  sink_ = outer;
  out.push_back(std::move(block));
  for (const Syntax& other : parts(syntax, SyntaxPart::otherwise)) statement(other, out);
}

void SyntaxReader::returned(const Syntax& syntax, Nodes& out, bool /*returns*/) {
  Node ret = make(NodeKind::ret, syntax);
  const auto inner = part(syntax, SyntaxPart::value);
  const std::vector<Syntax> inside = children(syntax);
  if (inner)
    ret.children.push_back(value(*inner));
  else if (!inside.empty())
    ret.children.push_back(value(inside.front()));
  if (dialect_.first_of_many && !ret.children.empty() && ret.children[0].kind == NodeKind::list &&
      ret.children[0].children.size() == 1)
    ret.children[0] = Node(ret.children[0].children[0]);
  out.push_back(std::move(ret));
}

}  // namespace patdown
