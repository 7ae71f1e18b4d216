// What is assigned to: names, members, and patterns that take a value apart.

#include "token/code/syntax/reader.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

bool is_import(const Node& node) {
  return node.kind == NodeKind::call && node.text == "import" && node.args.size() == 1;
}

bool is_target(const Node& node) {
  return node.kind == NodeKind::name || node.kind == NodeKind::field ||
         node.kind == NodeKind::index;
}

}  // namespace

void SyntaxReader::assign(const Syntax& left, Node value, const std::string& operation,
                          Nodes& out) {
  const Level level(*this);
  if (is_deep(left)) return;
  switch (role(left)) {
    case SyntaxRole::list:
      return assign_list(left, std::move(value), operation, out);
    case SyntaxRole::map:
      return assign_map(left, std::move(value), out);
    case SyntaxRole::drop:
      return settle(std::move(value), out);
    case SyntaxRole::rest:
    case SyntaxRole::spread:
    case SyntaxRole::through: {
      const auto inner = part(left, SyntaxPart::value);
      const std::vector<Syntax> inside = children(left);
      if (inner || !inside.empty())
        assign(inner ? *inner : inside.front(), std::move(value), operation, out);
      return;
    }
    case SyntaxRole::argument:
      if (const auto inner = part(left, SyntaxPart::value))
        assign(*inner, std::move(value), operation, out);
      return;
    case SyntaxRole::declare:
    case SyntaxRole::parameter:
    case SyntaxRole::has_default: {
      const auto name = part(left, SyntaxPart::name);
      const auto other = part(left, SyntaxPart::value);
      if (!name) return;
      Node choice = make(NodeKind::choice, left);
      choice.children.push_back(std::move(value));
      if (other) choice.children.push_back(this->value(*other));
      return assign(*name, other ? std::move(choice) : Node(choice.children[0]), operation, out);
    }
    default:
      return assign_one(left, std::move(value), operation, out);
  }
}

// To a name or a member.
void SyntaxReader::assign_one(const Syntax& left, Node value, const std::string& operation,
                              Nodes& out) {
  const bool plain = role(left) == SyntaxRole::name || role(left) == SyntaxRole::text;
  const std::string word = plain ? spelled(left) : "";
  // A function by another notation.
  if (plain && value.kind == NodeKind::function && value.text.empty() && operation == "=") {
    value.text = in_class_ ? class_ + "." + word : word;
    out.push_back(std::move(value));
    return;
  }
  // `field = new(x)` of C#.
  const bool untyped =
      value.kind == NodeKind::call && value.text == "new" && value.children.empty();
  const auto type = member_types_.find(word);
  if (plain && untyped && type != member_types_.end() && !locals_.contains(word)) {
    value.children.push_back(make(NodeKind::name, left, type->second));
    value.children.back().scope = "type";
  }
  Node target;
  if (plain && !in_class_ && !members_.contains(word)) locals_.insert(word);
  if (in_class_ && plain) {
    Node instance = make(NodeKind::name, left, "this");
    instance.scope = class_;
    target = member_of(left, instance, word);
  } else {
    target = this->value(left);
    const auto outside = outside_.find(target.text);
    if (target.kind == NodeKind::name && outside != outside_.end()) target.scope = outside->second;
  }
  // `a.b = x` sets what the call a.b reads.
  if (target.kind == NodeKind::call && target.args.empty() && target.children.size() == 1)
    target.kind = NodeKind::field;
  if (!is_target(target)) return settle(std::move(value), out);
  Node assign = make(NodeKind::assign, left, operation);
  assign.children.push_back(std::move(target));
  assign.children.push_back(std::move(value));
  out.push_back(std::move(assign));
}

// Something that may be named more than once.
Node SyntaxReader::simple(const Syntax& at, Node value, Nodes& out) {
  if (value.kind == NodeKind::name || value.kind == NodeKind::field || is_import(value))
    return value;
  Node assign = make(NodeKind::assign, at, "=");
  assign.children.push_back(make(NodeKind::name, at, fresh_name()));
  assign.children.push_back(std::move(value));
  Node name = assign.children[0];
  out.push_back(std::move(assign));
  return name;
}

// "err", "ok", "parseErr": what says whether there is a value beside it.
static bool tells_of_error(std::string_view name) {
  return name == "_" || name == "ok" || name == "found" || name == "exists" ||
         name.starts_with("err") || name.ends_with("Err");
}

// Go's `core, git := clients()`: which value is whose, the function says.
bool SyntaxReader::assign_results(const Syntax& pattern, Node& call, Nodes& out) {
  const std::vector<Syntax> targets = children(pattern);
  if (call.kind != NodeKind::call || targets.size() < 2) return false;
  if (std::all_of(targets.begin() + 1, targets.end(),
                  [this](const Syntax& one) { return tells_of_error(source(one)); })) {
    return false;
  }
  Node list = make(NodeKind::list, pattern);
  for (const Syntax& target : targets) {
    Nodes made;
    if (source(target) != "_") assign(target, make(NodeKind::hole, target), "=", made);
    const bool plain = made.size() == 1 && made[0].kind == NodeKind::assign;
    list.children.push_back(plain ? Node(made[0].children[0]) : make(NodeKind::hole, target));
  }
  Node assigned = make(NodeKind::assign, pattern, "=");
  assigned.children.push_back(std::move(list));
  assigned.children.push_back(std::move(call));
  out.push_back(std::move(assigned));
  return true;
}

void SyntaxReader::assign_list(const Syntax& pattern, Node value, const std::string& operation,
                               Nodes& out) {
  const std::vector<Syntax> targets = children(pattern);
  if (value.kind == NodeKind::list && value.children.size() == targets.size()) {
    for (std::size_t i = 0; i < targets.size(); ++i)
      assign(targets[i], std::move(value.children[i]), operation, out);
    return;
  }
  if (dialect_.first_of_many && value.kind == NodeKind::list && value.children.size() == 1)
    value = Node(value.children[0]);
  if (dialect_.first_of_many) {
    if (assign_results(pattern, value, out)) return;
    if (targets.empty() || source(targets.front()) == "_")
      settle(std::move(value), out);
    else
      assign(targets.front(), std::move(value), "=", out);
    for (std::size_t i = 1; i < targets.size(); ++i)
      if (source(targets[i]) != "_")
        assign(targets[i], make(NodeKind::hole, targets[i], "another value"), "=", out);
    return;
  }
  const Node whole = simple(pattern, std::move(value), out);
  std::size_t at = 0;  // commas are counted: `[a, , b] = x`
  for (const Syntax& target : children_of(pattern)) {
    if (source(target) == ",") ++at;
    if (!target.named() || role(target) == SyntaxRole::drop) continue;
    if (role(target) == SyntaxRole::rest || role(target) == SyntaxRole::spread) {
      assign(target, whole, "=", out);
      continue;
    }
    Node element = make(NodeKind::index, target);
    element.children.push_back(whole);
    element.children.push_back(make(NodeKind::text, target, std::to_string(at)));
    assign(target, std::move(element), "=", out);
  }
}

// {a, b: c} = x
void SyntaxReader::assign_map(const Syntax& pattern, Node value, Nodes& out) {
  const Node whole = simple(pattern, std::move(value), out);
  const auto member = [&](const Syntax& at, const std::string& name) {
    if (!is_import(whole)) return member_of(at, whole, name);
    Node import = whole;
    import.args.push_back(
        {.name = "", .spelled = "", .key = {}, .value = make(NodeKind::text, at, name)});
    return import;
  };
  for (const Syntax& target : children(pattern)) {
    const auto key = part(target, SyntaxPart::key);
    const auto inner = part(target, SyntaxPart::value);
    const auto name = part(target, SyntaxPart::name);
    if (role(target) == SyntaxRole::pair && key && inner) {
      assign(*inner, member(target, spelled(*key)), "=", out);
    } else if (role(target) == SyntaxRole::has_default && name) {
      assign(target, member(target, spelled(*name)), "=", out);
    } else if (role(target) == SyntaxRole::name) {
      assign(target, member(target, std::string(source(target))), "=", out);
    } else if (role(target) == SyntaxRole::rest || role(target) == SyntaxRole::spread) {
      assign(target, whole, "=", out);
    }
  }
}

}  // namespace patdown
