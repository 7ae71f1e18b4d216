// Classes and the like.

#include "token/code/syntax/reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace patdown {
namespace {

constexpr int deepest_members = 6;

}  // namespace

// <T, U> of what is declared.
std::vector<std::string> SyntaxReader::type_parameters(const Syntax& syntax) const {
  std::vector<std::string> names;
  for (const Syntax& list : children_of(syntax)) {
    if (list.type() != "type_parameter_list") continue;
    for (const Syntax& one : children_of(list)) {
      if (one.named()) names.push_back(spelled(one));
    }
  }
  return names;
}

// Base<T, U>
std::vector<std::string> SyntaxReader::type_arguments(const Syntax& syntax) const {
  std::vector<std::string> names;
  const auto is_list = [](const Syntax& node) { return node.type() == "type_argument_list"; };
  const std::vector<Syntax> lists = find_below(syntax, is_list);
  if (lists.empty()) return names;
  for (const Syntax& one : children_of(lists.front())) {
    if (one.named()) names.push_back(spelled(one));
  }
  return names;
}

static bool is_function(const Node& node) {
  return node.kind == NodeKind::function;
}

static bool is_this(const Node& node) {
  return node.kind == NodeKind::name && node.text == "this";
}

// Whether one of the class's own members stands anywhere within, or the object itself: what that
// is given to, and its methods, may use them.
static bool mentions(const Node& node, const std::set<std::string>& members) {
  if (is_this(node)) return true;
  const bool own =
      node.kind == NodeKind::field && !node.children.empty() && is_this(node.children[0]);
  if (own) return members.contains(node.text);
  if (node.kind == NodeKind::assign && node.children.size() == 2)
    return mentions(node.children[1], members);
  const auto inside = [&members](const Node& one) { return mentions(one, members); };
  return std::any_of(node.children.begin(), node.children.end(), inside) ||
         std::any_of(node.args.begin(), node.args.end(),
                     [&inside](const Arg& arg) { return inside(arg.value); });
}

// The class's own fields that are given a value within.
static void collect_set(const Node& node, std::set<std::string>& fields) {
  if (node.kind == NodeKind::assign && node.children[0].kind == NodeKind::field)
    fields.insert(node.children[0].text);
  for (const Node& child : node.children) collect_set(child, fields);
}

// What a class is known by.
static bool tells(const Node& node) {
  return is_function(node) || (node.kind == NodeKind::call && node.text == "extends");
}

// `@dataclass`, `@attrs.define`
static bool makes_record(const Node& annotation) {
  if (annotation.args.empty()) return false;
  const std::string& name = annotation.args[0].value.text;
  const std::string last = name.substr(name.rfind('.') + 1);
  return last == "dataclass" || last == "define" || last == "frozen" || last == "attrs";
}

void SyntaxReader::declared_type(const Syntax& syntax, Nodes& out, bool /*returns*/) {
  if (functions_ == 0) return type_declaration(syntax, out);
  // One that a function declares is looked up as others are.
  Nodes inside;
  Nodes* const outer = std::exchange(sink_, &inside);
  const std::size_t functions = std::exchange(functions_, 0);
  const auto types = std::exchange(inner_types_, {});
  type_declaration(syntax, inside);
  inner_types_ = types;
  functions_ = functions;
  sink_ = outer;
  std::move(inside.begin(), inside.end(), std::back_inserter(local_types_));
}

void SyntaxReader::type_declaration(const Syntax& syntax, Nodes& out) {
  const auto name = part(syntax, SyntaxPart::name);
  const std::string type = name ? spelled(*name) : "";
  for (const Syntax& child : children(syntax))
    if (role(child) == SyntaxRole::annotation || role(child) == SyntaxRole::annotations)
      annotate(child);
  bool record = false;
  for (Node& annotation : std::exchange(annotations_, {})) {
    record = record || makes_record(annotation);
    annotation.args.push_back(
        {.name = "class", .spelled = "", .key = {}, .value = make(NodeKind::text, syntax, type)});
    out.push_back(std::move(annotation));
  }
  const std::size_t before = out.size();
  if (dialect_.types_decide) {
    std::vector<std::string> names = type_parameters(syntax);
    if (!names.empty()) {
      names.insert(names.begin(), type);
      out.push_back(called(syntax, "type_parameters", std::move(names)));
    }
  }
  for (const Syntax& base : parts(syntax, SyntaxPart::bases)) extends(syntax, type, base, out);
  const std::string outer_class = std::exchange(class_, type);
  const std::set<std::string> outer_members = std::exchange(members_, {});
  const std::map<std::string, std::string> outer_types_of = std::exchange(member_types_, {});
  const std::set<std::string> outer_locals = std::exchange(locals_, {});
  const std::string outer_self = std::exchange(self_, {});
  const bool outer_in_class = std::exchange(in_class_, true);
  const auto body = part(syntax, SyntaxPart::body);
  if (body && dialect_.members_by_name) find_members(*body);
  const auto given = part(syntax, SyntaxPart::parameters);
  if (given) constructed_by(*given, out);
  const std::size_t constructor = given ? out.size() - 1 : 0;
  const auto outer_types = std::exchange(inner_types_, {});
  if (body) statements(*body, out);
  if (dialect_.mixins_called) mix_in(syntax, type, before, out);
  if (given) set_in_constructor(constructor, out);
  inner_types_ = outer_types;
  const auto begin = out.begin() + static_cast<std::ptrdiff_t>(before);
  const bool methods = std::any_of(begin, out.end(), is_function);
  if (body && dialect_.fields_construct && (record || !methods)) constructed_by_fields(*body, out);
  class_ = outer_class;
  members_ = outer_members;
  member_types_ = outer_types_of;
  locals_ = outer_locals;
  self_ = outer_self;
  in_class_ = outer_in_class;
  // One that nothing else tells of: fields, and no method.
  const bool told =
      std::any_of(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), tells);
  const bool fields = dialect_.members_by_name || dialect_.fields_construct;
  if (fields && !told && !type.empty()) {
    out.push_back(called(syntax, "extends", {type}));
  }
  if (!outer_class.empty()) inner_types_.emplace_back(before, out.size());
}

// "Acme::Api" as it is spelled in bases; empty for what is no name.
static std::string name_of(const Node& node) {
  if (node.kind == NodeKind::name) return node.text;
  if (node.kind != NodeKind::field || node.children.size() != 1) return {};
  const std::string outer = name_of(node.children[0]);
  return outer.empty() ? outer : outer + "." + node.text;
}

// `include M`, `extend M` behind `from`: bases of the class as well.
void SyntaxReader::mix_in(const Syntax& syntax, const std::string& type, std::size_t from,
                          Nodes& out) const {
  for (std::size_t k = from; k < out.size(); ++k) {
    const Node& call = out[k];
    const bool mixes = call.text == "include" || call.text == "extend" || call.text == "prepend";
    if (call.kind != NodeKind::call || !mixes || !call.children.empty()) continue;
    if (call.args.size() != 1) continue;
    const std::string base = name_of(call.args[0].value);
    if (!base.empty()) out[k] = called(syntax, "extends", {type, base});
  }
}

// class T(x: String) { val y = f(x); init { … } }: what makes use of what the constructor is given
// happens in the constructor, which stands at `at`.
void SyntaxReader::set_in_constructor(std::size_t at, Nodes& out) const {
  std::set<std::string> known;
  for (const Arg& parameter : out[at].args) known.insert(parameter.name);
  const auto behind = out.begin() + static_cast<std::ptrdiff_t>(at) + 1;
  Nodes rest(std::make_move_iterator(behind), std::make_move_iterator(out.end()));
  out.erase(behind, out.end());
  for (std::size_t k = 0; k < rest.size(); ++k) {
    const std::size_t place = at + 1 + k;
    const bool inner = std::any_of(
        inner_types_.begin(), inner_types_.end(),
        [place](const auto& range) { return place >= range.first && place < range.second; });
    const bool moves = !inner && !is_function(rest[k]) && mentions(rest[k], known);
    if (moves) collect_set(rest[k], known);
    (moves ? out[at].children : out).push_back(std::move(rest[k]));
  }
}

// class T(val x: String): a constructor that keeps what it is given.
void SyntaxReader::constructed_by(const Syntax& parameters, Nodes& out) {
  Node made = make(NodeKind::function, parameters, class_ + ".new");
  Nodes* const outer = std::exchange(sink_, &made.children);
  in_class_ = false;
  this->parameters(parameters, made);
  for (const Arg& given : made.args) {
    Node keeps = make(NodeKind::assign, parameters, "=");
    keeps.children.push_back(
        member_of(parameters, make(NodeKind::name, parameters, "this"), given.name));
    keeps.children.push_back(make(NodeKind::name, parameters, given.name));
    made.children.push_back(std::move(keeps));
    members_.insert(given.name);
  }
  in_class_ = true;
  locals_.clear();
  sink_ = outer;
  out.push_back(std::move(made));
}

// @dataclass class T: x: str; y: int = 0
void SyntaxReader::constructed_by_fields(const Syntax& body, Nodes& out) {
  const auto has_type = [](const Syntax& one) { return one.field == "type"; };
  Node made = make(NodeKind::function, body, class_ + ".new");
  Nodes* const outer = std::exchange(sink_, &made.children);
  for (const Syntax& statement : children(body)) {
    const std::vector<Syntax> inside = children(statement);
    const Syntax& field =
        role(statement) == SyntaxRole::sequence && !inside.empty() ? inside.front() : statement;
    const auto name = part(field, SyntaxPart::left);
    const std::vector<Syntax> all = children_of(field);
    const bool declared = role(field) == SyntaxRole::assign && name &&
                          role(*name) == SyntaxRole::name &&
                          std::any_of(all.begin(), all.end(), has_type);
    if (!declared) continue;
    Arg parameter = {.name = spelled(*name), .spelled = "", .key = {}, .value = hole(field)};
    if (const auto standard = part(field, SyntaxPart::right)) parameter.value = value(*standard);
    Node keeps = make(NodeKind::assign, field, "=");
    keeps.children.push_back(member_of(field, make(NodeKind::name, field, "this"), parameter.name));
    keeps.children.push_back(make(NodeKind::name, field, parameter.name));
    made.args.push_back(std::move(parameter));
    made.children.push_back(std::move(keeps));
  }
  sink_ = outer;
  if (!made.args.empty()) out.push_back(std::move(made));
}

void SyntaxReader::extends(const Syntax& at, const std::string& type, const Syntax& base,
                           Nodes& out) {
  const Level level(*this);
  if (is_deep(base)) return;
  const SyntaxRole kind = role(base);
  if (kind == SyntaxRole::bases || kind == SyntaxRole::arguments) {
    for (const Syntax& one : children(base)) extends(at, type, one, out);
    return;
  }
  if (kind == SyntaxRole::argument || kind == SyntaxRole::spread) return;
  std::string name = spelled(base);
  name.erase(std::min(name.find_first_of("(["), name.size()));
  if (name.empty()) return;
  std::vector<std::string> texts = {type, name};
  if (dialect_.types_decide) {
    for (std::string& argument : type_arguments(base)) texts.push_back(std::move(argument));
  }
  out.push_back(called(base, "extends", std::move(texts)));
}

// C#'s `Lazy<string> a, b`: Lazy; empty if it declares no variables.
std::string SyntaxReader::declared_type_of(const Syntax& syntax) const {
  for (const Syntax& child : children(syntax)) {
    if (child.field == "type") return spelled(child);
  }
  return {};
}

// The names that a method may use without `this`.
void SyntaxReader::find_members(const Syntax& body) {
  std::vector<std::pair<Syntax, int>> waiting = {{body, 0}};
  while (!waiting.empty()) {
    const auto [syntax, depth] = waiting.back();
    waiting.pop_back();
    for (const Syntax& child : children(syntax)) {
      const SyntaxRole kind = role(child);
      const auto name = part(child, SyntaxPart::name);
      if (name && kind != SyntaxRole::type_declaration) {
        std::string member = spelled(*name);
        member.erase(std::min(member.find_first_of(": "), member.size()));  // Kotlin's "x: String"
        const std::string type = declared_type_of(syntax);
        if (!type.empty()) member_types_[member] = type;
        members_.insert(std::move(member));
      } else if ((kind == SyntaxRole::sequence || kind == SyntaxRole::special) &&
                 depth < deepest_members)
        waiting.emplace_back(child, depth + 1);
    }
  }
}

}  // namespace patdown
