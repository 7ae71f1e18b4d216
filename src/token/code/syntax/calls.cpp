// Calls, and the objects that they make.

#include "token/code/syntax/reader.h"

#include <iterator>
#include <utility>

namespace patdown {
namespace {

constexpr int deepest_unwrapping = 20;

Arg named(std::string name, Node value) {
  return {.name = std::move(name), .spelled = "", .key = {}, .value = std::move(value)};
}

// An entry, by its key.
Arg entry(Node key, Node value) {
  Arg made = named("", std::move(value));
  if (key.kind == NodeKind::text)
    made.name = key.text;
  else
    made.key.push_back(std::move(key));
  return made;
}

}  // namespace

Node SyntaxReader::called(const Syntax& syntax, std::string name,
                          std::vector<std::string> texts) const {
  Node call = make(NodeKind::call, syntax, std::move(name));
  for (std::string& text : texts)
    call.args.push_back(named("", make(NodeKind::text, syntax, std::move(text))));
  return call;
}

Node SyntaxReader::invoke(const Syntax& syntax) {
  Node call = make(NodeKind::call, syntax);
  callee(syntax, call);
  for (const Syntax& given : parts(syntax, SyntaxPart::arguments)) arguments(given, call.args);
  for (const Syntax& block : parts(syntax, SyntaxPart::block))
    call.args.push_back(named("", value(block)));
  for (const Syntax& types : parts(syntax, SyntaxPart::types)) type_arguments(types, call);
  if (dialect_.finish_call != nullptr) dialect_.finish_call(call);
  return call;
}

void SyntaxReader::callee(const Syntax& syntax, Node& call) {
  const auto object = part(syntax, SyntaxPart::object);
  auto name = part(syntax, SyntaxPart::name);
  if (object) call.children.push_back(value(*object));
  for (int i = 0; i < deepest_unwrapping && name && role(*name) == SyntaxRole::through; ++i) {
    const auto inner = part(*name, SyntaxPart::value);
    const std::vector<Syntax> inside = children(*name);
    if (!inner && inside.empty()) break;
    name = inner ? *inner : inside.front();
  }
  if (!name) return;
  std::optional<Syntax> last = name;
  if (!object && role(*name) == SyntaxRole::field) {
    const auto owner = part(*name, SyntaxPart::object);
    last = part(*name, SyntaxPart::name);
    call.children.push_back(owner ? value(*owner) : make(NodeKind::name, *name, "this"));
  } else if (!object && role(*name) != SyntaxRole::name && role(*name) != SyntaxRole::generic) {
    call.children.push_back(value(*name));
    return;
  }
  if (!last) return;
  call.text = member_name(*last);
  if (role(*last) == SyntaxRole::generic)
    if (const auto types = part(*last, SyntaxPart::types)) type_arguments(*types, call);
  if (!call.children.empty()) return;
  if (!self_.empty() && call.text == self_) call.text = class_;
  if (dialect_.members_by_name && members_.contains(call.text) && !locals_.contains(call.text))
    call.children.push_back(make(NodeKind::name, *name, "this"));
}

void SyntaxReader::type_arguments(const Syntax& syntax, Node& call) {
  for (const Syntax& one : children(syntax)) call.args.push_back(named("<>", type(one)));
}

void SyntaxReader::arguments(const Syntax& syntax, std::vector<Arg>& out) {
  const std::vector<Syntax> each =
      role(syntax) == SyntaxRole::arguments ? children(syntax) : std::vector{syntax};
  for (const Syntax& one : each) {
    const SyntaxRole kind = role(one);
    // `f(x)` where `f(x = y)` has a name: its first part is the value.
    const auto name = part(one, SyntaxPart::name);
    const auto worth = part(one, SyntaxPart::value);
    const bool positional = name && worth && ts_node_eq(name->node, worth->node);
    if (kind == SyntaxRole::pair || (kind == SyntaxRole::argument && name && !positional)) {
      entries(one, out);
    } else {
      const bool spread = kind == SyntaxRole::spread || kind == SyntaxRole::rest;
      out.push_back(named(spread ? "@" : "", spread ? through(one) : value(one)));
    }
  }
}

// The entries of a map, or the one that `syntax` is.
void SyntaxReader::entries(const Syntax& syntax, std::vector<Arg>& out) {
  const bool one = role(syntax) == SyntaxRole::pair || role(syntax) == SyntaxRole::argument;
  for (const Syntax& part_of : one ? std::vector{syntax} : children(syntax)) {
    const auto key = part(part_of, SyntaxPart::key);
    const auto name = part(part_of, SyntaxPart::name);
    const auto worth = part(part_of, SyntaxPart::value);
    switch (role(part_of)) {
      case SyntaxRole::pair:
        if (key) out.push_back(entry(value(*key), worth ? value(*worth) : value(*key)));
        break;
      case SyntaxRole::argument:
        if (name && worth) out.push_back(named(spelled(*name), value(*worth)));
        break;
      case SyntaxRole::name:
        out.push_back(named(std::string(source(part_of)), value(part_of)));
        break;
      case SyntaxRole::spread:
        out.push_back(named("@", through(part_of)));
        break;
      case SyntaxRole::function:
        if (name) out.push_back(named(spelled(*name), value(part_of)));
        break;
      default:
        settle(value(part_of), *sink_);
    }
  }
}

Node SyntaxReader::created(const Syntax& syntax, const Syntax& type) {
  Node call = make(NodeKind::call, syntax, "new");
  call.children.push_back(this->type(type));
  return call;
}

Node SyntaxReader::create(const Syntax& syntax) {
  const auto type = part(syntax, SyntaxPart::type);
  Node call = type ? created(syntax, *type) : make(NodeKind::call, syntax, "new");
  for (const Syntax& given : parts(syntax, SyntaxPart::arguments)) arguments(given, call.args);
  if (const auto members = part(syntax, SyntaxPart::body)) entries(*members, call.args);
  for (const Syntax& members : parts(syntax, SyntaxPart::initializer)) {
    Node given = value(members);
    std::move(given.args.begin(), given.args.end(), std::back_inserter(call.args));
    if (given.kind != NodeKind::list) continue;
    for (Node& element : given.children) call.args.push_back(named("", std::move(element)));
  }
  return call;
}

}  // namespace patdown
