// Values: names, members, operators, collections.

#include "token/code/syntax/join.h"
#include "token/code/syntax/reader.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

constexpr std::string_view never = "what is thrown";  // a hole where code leaves

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_worth_it(const Node& node) {
  return node.kind != NodeKind::text && (node.kind != NodeKind::hole || !node.children.empty());
}

bool leaves(const Node& node) {
  return node.kind == NodeKind::hole && node.text == never;
}

bool is_string(const Node& node) {
  return node.kind == NodeKind::text || node.kind == NodeKind::join;
}

Arg positional(Node value) {
  return {.name = "", .spelled = "", .key = {}, .value = std::move(value)};
}

// "…" % (a, b)
Node formatted(Node call, Node format, Node values) {
  call.text = "format";
  call.children.push_back(std::move(format));
  if (values.kind == NodeKind::list)
    for (Node& each : values.children) call.args.push_back(positional(std::move(each)));
  else
    call.args.push_back(positional(std::move(values)));
  return call;
}

}  // namespace

Node SyntaxReader::name(const Syntax& syntax) {
  return meant(syntax, std::string(source(syntax)));
}

Node SyntaxReader::meant(const Syntax& at, std::string name) const {
  if (!self_.empty() && name == self_) return make(NodeKind::name, at, "this");
  if (dialect_.members_by_name && !locals_.contains(name) && members_.contains(name))
    return member_of(at, make(NodeKind::name, at, "this"), name);
  const bool lower = !name.empty() && (name[0] == '_' || (name[0] >= 'a' && name[0] <= 'z'));
  const NodeKind kind = dialect_.names_call && lower && name != "super" && !locals_.contains(name)
                            ? NodeKind::call
                            : NodeKind::name;
  return make(kind, at, std::move(name));
}

// These stand in a table of members that are not const.
// NOLINTBEGIN(readability-make-member-function-const)
Node SyntaxReader::self(const Syntax& syntax) {
  return make(NodeKind::name, syntax, "this");
}

Node SyntaxReader::null(const Syntax& syntax) {
  return make(NodeKind::name, syntax, "null");
}

Node SyntaxReader::text(const Syntax& syntax) {
  return make(NodeKind::text, syntax, std::string(source(syntax)));
}

Node SyntaxReader::type(const Syntax& syntax) {
  Node made = make(NodeKind::name, syntax, spelled(syntax));
  made.scope = "type";
  return made;
}

// NOLINTEND(readability-make-member-function-const)

Node SyntaxReader::through(const Syntax& syntax) {
  if (const auto inner = part(syntax, SyntaxPart::value)) return value(*inner);
  const std::vector<Syntax> inside = children(syntax);
  return inside.empty() ? hole(syntax) : value(inside.front());
}

Node SyntaxReader::member_of(const Syntax& at, const Node& object, const std::string& name) const {
  Node field = make(NodeKind::field, at, name);
  field.children.push_back(object);
  return field;
}

Node SyntaxReader::member(const Syntax& syntax) {
  const auto object = part(syntax, SyntaxPart::object);
  const auto name = part(syntax, SyntaxPart::name);
  if (!name) return object ? value(*object) : hole(syntax);
  Node field = make(NodeKind::field, syntax, member_name(*name));
  field.children.push_back(object ? value(*object) : make(NodeKind::name, syntax, "this"));
  return field;
}

Node SyntaxReader::indexed(const Syntax& syntax) {
  const auto object = part(syntax, SyntaxPart::object);
  const auto key = part(syntax, SyntaxPart::key);
  if (!object || !key) return unknown(syntax);
  Node index = make(NodeKind::index, syntax);
  index.children.push_back(value(*object));
  index.children.push_back(value(*key));
  return index;
}

Node SyntaxReader::list(const Syntax& syntax) {
  Node list = make(NodeKind::list, syntax);
  for (const Syntax& child : children(syntax)) {
    Node element = value(child);
    if (role(child) == SyntaxRole::spread) {
      Node spread = hole(child);
      spread.scope = "spread";
      spread.children.push_back(std::move(element));
      element = std::move(spread);
    }
    list.children.push_back(std::move(element));
  }
  return list;
}

Node SyntaxReader::map(const Syntax& syntax) {
  Node map = make(NodeKind::map, syntax);
  entries(syntax, map.args);
  return map;
}

// `throw …` where a value is wanted: there is none.
Node SyntaxReader::leave(const Syntax& syntax) {
  Node left = unknown(syntax);
  left.text = never;
  return left;
}

// What a choice is worth where it is worth anything.
static Node without_leaving(Node choice) {
  std::vector<Node>& all = choice.children;
  if (std::all_of(all.begin(), all.end(), leaves)) return choice;
  std::erase_if(all, leaves);
  if (all.size() > 1) return choice;
  Node only = std::move(all.front());
  return only;
}

// c ? a : b, and a ?? b where that is a node of its own.
Node SyntaxReader::choice(const Syntax& syntax) {
  if (const auto condition = part(syntax, SyntaxPart::condition)) settle(value(*condition), *sink_);
  Node choice = make(NodeKind::choice, syntax);
  for (const SyntaxPart which : {SyntaxPart::then, SyntaxPart::otherwise})
    if (const auto one = part(syntax, which)) choice.children.push_back(value(*one));
  return without_leaving(std::move(choice));
}

// Chains of one operator nest to the left, as long as they are: read from the left without
// recursion.
Node SyntaxReader::binary(const Syntax& syntax) {
  std::vector<Syntax> right;
  Syntax left = syntax;
  std::string_view operation;
  while (role(left) == SyntaxRole::binary) {
    const auto sign = part(left, SyntaxPart::operation);
    const auto first = part(left, SyntaxPart::left);
    const auto second = part(left, SyntaxPart::right);
    if (!sign || !first || !second) break;
    if (!right.empty() && source(*sign) != operation) break;
    operation = source(*sign);
    right.push_back(*second);
    left = *first;
    if (operation == "%") break;
  }
  if (right.empty()) return unknown(syntax);
  Nodes operands;
  operands.push_back(value(left));
  for (std::size_t i = right.size(); i-- > 0;) operands.push_back(value(right[i]));
  return combined(syntax, operation, std::move(operands));
}

Node SyntaxReader::combined(const Syntax& syntax, std::string_view operation,
                            Nodes operands) const {
  if (operation == "+") {
    const bool lists = std::all_of(operands.begin(), operands.end(), [](const Node& operand) {
      return operand.kind == NodeKind::list;
    });
    Node join = make(lists ? NodeKind::list : NodeKind::join, syntax);
    for (Node& operand : operands) {
      if (operand.kind == NodeKind::join || lists)
        std::move(operand.children.begin(), operand.children.end(),
                  std::back_inserter(join.children));
      else
        join.children.push_back(std::move(operand));
    }
    return lists ? join : joined(std::move(join));
  }
  if (is_one_of(operation, {"||", "??", "or", "?:"})) {
    Node choice = make(NodeKind::choice, syntax, "or");
    choice.children = std::move(operands);
    return without_leaving(std::move(choice));
  }
  if (operation == "%" && operands.size() == 2 && is_string(operands[0]))
    return formatted(make(NodeKind::call, syntax), std::move(operands[0]), std::move(operands[1]));
  Node unknown = hole(syntax);
  const bool guards = is_one_of(operation, {"&&", "and"});
  Node choice = make(NodeKind::choice, syntax);
  if (guards) {
    choice.children.push_back(std::move(operands.back()));
    operands.pop_back();
  }
  for (Node& operand : operands)
    if (is_worth_it(operand)) unknown.children.push_back(std::move(operand));
  if (!guards) return unknown;
  choice.children.insert(choice.children.begin(), std::move(unknown));
  return choice;
}

// [f(x) for x in y]: a list of what one turn gives; {k(x): f(x) for x in y}: a map of it.
Node SyntaxReader::comprehension(const Syntax& syntax) {
  const auto body = part(syntax, SyntaxPart::body);
  for (const Syntax& clause : children(syntax)) {
    if (body && ts_node_eq(clause.node, body->node)) continue;
    const auto left = part(clause, SyntaxPart::left);
    const auto right = part(clause, SyntaxPart::right);
    if (left && right)
      assign(*left, each_of(*right, value(*right)), "=", *sink_);
    else
      settle(unknown(clause), *sink_);
  }
  if (body && role(*body) == SyntaxRole::pair) {
    Node map = make(NodeKind::map, syntax);
    entries(*body, map.args);
    return map;
  }
  Node list = make(NodeKind::list, syntax);
  if (body) list.children.push_back(value(*body));
  return list;
}

Node SyntaxReader::special(const Syntax& syntax) {
  Nodes made;
  table_.row(syntax).special->read(*this, syntax, made);
  if (made.empty()) return hole(syntax);
  Node last = std::move(made.back());
  made.pop_back();
  std::move(made.begin(), made.end(), std::back_inserter(*sink_));
  if (last.kind == NodeKind::assign && !last.children.empty()) {
    Node target = last.children[0];
    sink_->push_back(std::move(last));
    return target;
  }
  return last;
}

Node SyntaxReader::unknown(const Syntax& syntax) {
  Node unknown = hole(syntax);
  for (const Syntax& child : children(syntax)) {
    Node inside = value(child);
    if (is_worth_it(inside)) unknown.children.push_back(std::move(inside));
  }
  return unknown;
}

// What a branch of an expression ends with; what it does before goes to `before`.
Node SyntaxReader::last_of(Node block, Nodes& before) {
  Node last;
  last.text = "nothing";
  if (!block.children.empty() && block.children.back().kind == NodeKind::ret &&
      !block.children.back().children.empty()) {
    last = std::move(block.children.back().children[0]);
    block.children.pop_back();
  }
  std::move(block.children.begin(), block.children.end(), std::back_inserter(before));
  return last;
}

// `x = y` is worth x; `if` and `switch` are worth what their branches end with.
Node SyntaxReader::done(const Syntax& syntax) {
  Nodes made;
  act(syntax, made, true);
  if (made.empty()) return hole(syntax);
  Node last = std::move(made.back());
  made.pop_back();
  std::move(made.begin(), made.end(), std::back_inserter(*sink_));
  if (last.kind == NodeKind::ret && !last.children.empty()) return std::move(last.children[0]);
  if (last.kind == NodeKind::assign) {
    Node target = last.children[0];
    sink_->push_back(std::move(last));
    return target;
  }
  if (last.kind == NodeKind::block) return last_of(std::move(last), *sink_);
  if (last.kind != NodeKind::branch) {
    sink_->push_back(std::move(last));
    return hole(syntax);
  }
  const bool decided = std::any_of(last.children.begin(), last.children.end(),
                                   [](const Node& block) { return !block.scope.empty(); });
  if (decided && dialect_.cases_compare) return chosen(syntax, std::move(last));
  Node choice = make(NodeKind::choice, syntax);
  for (Node& block : last.children) {
    Node one = last_of(std::move(block), *sink_);
    if (leaves(one)) continue;
    if (is_worth_it(one) || one.kind == NodeKind::text) choice.children.push_back(std::move(one));
  }
  if (choice.children.size() == 1) return choice.children[0];
  return choice.children.empty() ? hole(syntax) : choice;
}

// A branch whose sides may be decided where it runs, which is worth what they end with: they keep
// it under a name that no code has.
Node SyntaxReader::chosen(const Syntax& syntax, Node branch) {
  Node name = make(NodeKind::name, syntax);
  name.text = "{" + std::to_string(syntax.begin()) + "}";
  for (Node& block : branch.children) {
    if (block.children.empty() || block.children.back().kind != NodeKind::ret) continue;
    Node last = std::move(block.children.back());
    block.children.pop_back();
    if (last.children.empty() || leaves(last.children[0])) continue;
    Node set = make(NodeKind::assign, syntax, "=");
    set.children.push_back(name);
    set.children.push_back(std::move(last.children[0]));
    block.children.push_back(std::move(set));
  }
  sink_->push_back(std::move(branch));
  return name;
}

Node SyntaxReader::each_of(const Syntax& at, Node list) const {
  if (list.kind == NodeKind::list && !list.children.empty()) {
    list.kind = NodeKind::choice;
    return list;
  }
  Node index = make(NodeKind::index, at);
  index.children.push_back(std::move(list));
  index.children.push_back(make(NodeKind::hole, at, "each"));
  return index;
}

}  // namespace patdown
