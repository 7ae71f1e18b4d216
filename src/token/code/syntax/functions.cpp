// Functions, their parameters, and the annotations in front of them.

#include "token/code/syntax/reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace patdown {
namespace {

Arg positional(Node value) {
  return {.name = "", .spelled = "", .key = {}, .value = std::move(value)};
}

// ": readonly Api<T>[]", "*git.Client", "&mut Ado", "Ado?": the name of the type.
std::string type_name(std::string_view written) {
  const auto is_noise = [](char c) {
    return std::string_view(": \t\n*&?!'").find(c) != std::string_view::npos;
  };
  while (!written.empty() && is_noise(written.front())) written.remove_prefix(1);
  for (const std::string_view word : {"readonly ", "mut ", "final ", "dyn ", "impl "}) {
    if (written.starts_with(word)) written.remove_prefix(word.size());
  }
  return std::string(written.substr(0, written.find_first_of("<[?!|&( ,\n")));
}

bool is_static(const std::vector<Node>& annotations) {
  return std::any_of(annotations.begin(), annotations.end(), [](const Node& annotation) {
    return !annotation.args.empty() && annotation.args[0].value.text == "staticmethod";
  });
}

}  // namespace

void SyntaxReader::declared_function(const Syntax& syntax, Nodes& out, bool /*returns*/) {
  const auto name = part(syntax, SyntaxPart::name);
  std::string text = name ? spelled(*name) : "";
  if (in_class_) {
    const bool constructs = text == dialect_.constructor || text == class_ || text.empty();
    text = class_ + "." + (constructs ? "new" : text);
  } else {
    locals_.insert(text);
  }
  out.push_back(function(syntax, std::move(text)));
}

Node SyntaxReader::lambda(const Syntax& syntax) {
  return function(syntax, "");
}

Node SyntaxReader::function(const Syntax& syntax, std::string name) {
  Node made = make(NodeKind::function, syntax, std::move(name));
  for (const Syntax& child : children(syntax))
    if (role(child) == SyntaxRole::annotation || role(child) == SyntaxRole::annotations)
      annotate(child);
  made.children = std::exchange(annotations_, {});
  const bool method = std::exchange(in_class_, false);
  ++functions_;
  if (method && part(syntax, SyntaxPart::property)) {
    made.children.push_back(called(syntax, "annotation", {"property"}));
  }
  const std::set<std::string> locals = locals_;
  const std::string self = self_;
  std::map<std::string, std::string> outside = std::exchange(outside_, {});
  if (method) {
    locals_.clear();
    self_.clear();
  }
  Nodes* const outer = std::exchange(sink_, &made.children);
  const bool takes_self = method && dialect_.self_is_parameter && !is_static(made.children);
  if (const auto list = part(syntax, SyntaxPart::parameters)) {
    const std::vector<Syntax> first = children(*list);
    if (takes_self && !first.empty()) self_ = spelled(first.front());
    parameters(*list, made);
  }
  if (dialect_.types_decide) given_types(syntax, made);
  if (const auto before = part(syntax, SyntaxPart::initializer)) statement(*before, made.children);
  if (const auto inside = part(syntax, SyntaxPart::body))
    body(*inside, made, dialect_.last_value_returns);
  else if (method)
    made.children.push_back(called(syntax, "annotation", {"abstract"}));
  if (dialect_.finish_function != nullptr) dialect_.finish_function(*this, syntax, made);
  --functions_;
  sink_ = outer;
  in_class_ = method;
  locals_ = locals;
  self_ = self;
  outside_ = std::move(outside);
  return made;
}

// f<T>(): T is what the call says.
void SyntaxReader::given_types(const Syntax& syntax, Node& function) {
  const std::vector<std::string> names = type_parameters(syntax);
  for (std::size_t k = 0; k < names.size(); ++k) {
    Node assign = make(NodeKind::assign, syntax, "=");
    assign.children.push_back(make(NodeKind::name, syntax, names[k]));
    assign.children.push_back(called(syntax, "type_argument", {std::to_string(k)}));
    function.children.push_back(std::move(assign));
  }
}

void SyntaxReader::body_of(const Syntax& syntax, Node& function) {
  Nodes* const outer = std::exchange(sink_, &function.children);
  const bool in_class = std::exchange(in_class_, false);
  body(syntax, function, false);
  in_class_ = in_class;
  sink_ = outer;
}

void SyntaxReader::body(const Syntax& syntax, Node& function, bool returns) {
  if (role(syntax) == SyntaxRole::sequence) {
    statements(syntax, function.children, returns);
    return;
  }
  const std::vector<Syntax> inside = children(syntax);
  if (role(syntax) == SyntaxRole::through && inside.size() == 1 &&
      role(inside[0]) == SyntaxRole::sequence) {
    statements(inside[0], function.children, returns);
    return;
  }
  if (role(syntax) == SyntaxRole::lambda) {  // a block that is the body of something
    if (const auto inner = part(syntax, SyntaxPart::body)) body(*inner, function, returns);
    return;
  }
  Node ret = make(NodeKind::ret, syntax);
  ret.children.push_back(value(syntax));
  function.children.push_back(std::move(ret));
}

void SyntaxReader::parameters(const Syntax& list, Node& function) {
  // One parameter without brackets stands for the list.
  const bool one = role(list) == SyntaxRole::name || role(list) == SyntaxRole::parameter;
  for (const Syntax& each : one ? std::vector{list} : children(list)) {
    if (!self_.empty() && &function.children == sink_ && function.args.empty() &&
        spelled(each) == self_)
      continue;
    const SyntaxRole kind = role(each);
    if (dialect_.defaults_follow && kind != SyntaxRole::parameter)
      beside_parameter(each, function);
    else
      parameter(each, function);
  }
}

// A list in the list, annotations of what comes next, and else the default of what came before.
void SyntaxReader::beside_parameter(const Syntax& syntax, Node& function) {
  const SyntaxRole kind = role(syntax);
  if (kind == SyntaxRole::through)
    parameters(syntax, function);
  else if (kind == SyntaxRole::annotations)
    annotate(syntax);
  else if (!function.args.empty())
    function.args.back().value = value(syntax);
}

void SyntaxReader::parameter(const Syntax& syntax, Node& function) {
  const Level level(*this);
  if (is_deep(syntax)) return;
  std::optional<Syntax> name = syntax;
  Arg made;
  made.value = make(NodeKind::hole, syntax);
  if (role(syntax) == SyntaxRole::parameter || role(syntax) == SyntaxRole::has_default) {
    const std::vector<Syntax> names = parts(syntax, SyntaxPart::name);
    name = names.empty() ? std::nullopt : std::optional(names.back());
    for (std::size_t i = 0; i + 1 < names.size(); ++i) parameter(names[i], function);
    const auto other = part(syntax, SyntaxPart::value);
    if (name && other && !ts_node_eq(name->node, other->node)) made.value = value(*other);
    if (const auto type = part(syntax, SyntaxPart::type)) {
      Node declared = make(NodeKind::name, *type, type_name(source(*type)));
      declared.scope = "type";
      if (!declared.text.empty()) made.key.push_back(std::move(declared));
    }
  }
  if (!name || role(*name) == SyntaxRole::type) return;
  if (role(*name) == SyntaxRole::rest || role(*name) == SyntaxRole::spread) {
    made.spelled = source(*name).starts_with("**") ? "**" : "*";
    const auto inner = part(*name, SyntaxPart::name);
    const std::vector<Syntax> inside = children(*name);
    if (inside.empty()) return;
    name = inner ? *inner : inside.front();
  }
  const bool pattern = role(*name) == SyntaxRole::list || role(*name) == SyntaxRole::map;
  made.name = pattern ? "{" + std::to_string(function.args.size() + 1) + "}" : spelled(*name);
  if (!pattern) locals_.insert(made.name);
  const Node itself = make(NodeKind::name, *name, made.name);
  function.args.push_back(std::move(made));
  if (pattern) assign(*name, itself, "=", function.children);
  if (part(syntax, SyntaxPart::property)) {
    Node keeps = make(NodeKind::assign, *name, "=");
    keeps.children.push_back(member_of(*name, make(NodeKind::name, *name, "this"), itself.text));
    keeps.children.push_back(itself);
    function.children.push_back(std::move(keeps));
  }
  Nodes waiting;
  if (!dialect_.defaults_follow) waiting = std::exchange(annotations_, {});
  for (const Syntax& child : children(syntax))
    if (role(child) == SyntaxRole::annotation || role(child) == SyntaxRole::annotations)
      annotate(child);
  for (Node& annotation : annotations_) {
    annotation.args.push_back(positional(itself));
    function.children.push_back(std::move(annotation));
  }
  annotations_ = std::move(waiting);
}

void SyntaxReader::annotation(const Syntax& syntax, Nodes& /*out*/, bool /*returns*/) {
  annotate(syntax);
}

void SyntaxReader::annotate(const Syntax& annotation) {
  const Level level(*this);
  if (is_deep(annotation)) return;
  if (role(annotation) == SyntaxRole::annotations) {
    for (const Syntax& child : children(annotation))
      if (role(child) == SyntaxRole::annotation || role(child) == SyntaxRole::annotations)
        annotate(child);
    return;
  }
  annotations_.push_back(annotated(annotation));
}

Node SyntaxReader::annotated(const Syntax& annotation) {
  Syntax at = annotation;
  auto name = part(at, SyntaxPart::name);
  const std::vector<Syntax> inside = children(at);
  if (!name && !inside.empty()) {
    at = inside.front();
    name = role(at) == SyntaxRole::invoke ? part(at, SyntaxPart::name) : at;
  }
  Node call = called(annotation, "annotation", {name ? spelled(*name) : ""});
  for (const Syntax& given : parts(at, SyntaxPart::arguments)) arguments(given, call.args);
  return call;
}

}  // namespace patdown
