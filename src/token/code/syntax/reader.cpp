// What the table of a language makes of a node: the roles, and the way to parts.

#include "token/code/syntax/reader.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t most_steps = 2'000'000;  // nodes; a file of a megabyte has half as many

bool is_error(const Syntax& syntax) {
  return ts_node_is_error(syntax.node) || ts_node_is_missing(syntax.node);
}

}  // namespace

SyntaxReader::SyntaxReader(const Dialect& dialect, std::string_view text, Code& code)
    : SyntaxNodes(text, code),
      dialect_(dialect),
      table_(SyntaxTable::of(dialect)),
      sink_(&code.file.children) {}

const SyntaxReader::Behaviour& SyntaxReader::behaviour(SyntaxRole role) {
  using R = SyntaxReader;
  static constexpr Behaviour behaviours[] = {
      {SyntaxRole::annotation, nullptr, &R::annotation},
      {SyntaxRole::annotations, nullptr, &R::annotation},
      {SyntaxRole::argument, &R::through, nullptr},
      {SyntaxRole::arguments, &R::through, nullptr},
      {SyntaxRole::assign, &R::done, &R::assignment},
      {SyntaxRole::binary, &R::binary, nullptr},
      {SyntaxRole::choice, &R::choice, nullptr},
      {SyntaxRole::comprehension, &R::comprehension, nullptr},
      {SyntaxRole::declare, &R::done, &R::declaration},
      {SyntaxRole::drop, nullptr, &R::drop},
      {SyntaxRole::field, &R::member, nullptr},
      {SyntaxRole::function, &R::lambda, &R::declared_function},
      {SyntaxRole::generic, &R::type, nullptr},
      {SyntaxRole::conditional, &R::done, &R::branch},
      {SyntaxRole::index, &R::indexed, nullptr},
      {SyntaxRole::invoke, &R::invoke, nullptr},
      {SyntaxRole::join, &R::join, nullptr},
      {SyntaxRole::lambda, &R::lambda, nullptr},
      {SyntaxRole::leave, &R::leave, nullptr},
      {SyntaxRole::list, &R::list, nullptr},
      {SyntaxRole::loop, &R::done, &R::loop},
      {SyntaxRole::map, &R::map, nullptr},
      {SyntaxRole::name, &R::name, nullptr},
      {SyntaxRole::creation, &R::create, nullptr},
      {SyntaxRole::null, &R::null, nullptr},
      {SyntaxRole::optional, &R::done, &R::optional},
      {SyntaxRole::ret, &R::done, &R::returned},
      {SyntaxRole::self, &R::self, nullptr},
      {SyntaxRole::sequence, &R::done, &R::run},
      {SyntaxRole::clause, &R::done, &R::run},
      {SyntaxRole::spread, &R::through, nullptr},
      {SyntaxRole::string, &R::string, nullptr},
      {SyntaxRole::selection, &R::done, &R::cases},
      {SyntaxRole::text, &R::text, nullptr},
      {SyntaxRole::through, &R::through, &R::run_through},
      {SyntaxRole::type, &R::type, nullptr},
      {SyntaxRole::type_declaration, &R::done, &R::declared_type},
      {SyntaxRole::special, &R::special, &R::run_special},
  };
  static const auto by_role = [] {
    std::array<Behaviour, static_cast<std::size_t>(SyntaxRole::special) + 1> all = {};
    for (const Behaviour& each : behaviours) all[static_cast<std::size_t>(each.role)] = each;
    return all;
  }();
  return by_role[static_cast<std::size_t>(role)];
}

Node SyntaxReader::value(const Syntax& syntax) {
  const Level level(*this);
  if (is_deep(syntax)) return hole(syntax);
  const Behaviour& known = behaviour(role(syntax));
  return known.read != nullptr ? (this->*known.read)(syntax) : unknown(syntax);
}

void SyntaxReader::statement(const Syntax& syntax, Nodes& out) {
  act(syntax, out, false);
}

void SyntaxReader::act(const Syntax& syntax, Nodes& out, bool returns) {
  const Level level(*this);
  Nodes* const outer = std::exchange(sink_, &out);
  const Behaviour& known = behaviour(role(syntax));
  if (is_deep(syntax)) {
    out.push_back(hole(syntax));
  } else if (ts_node_is_error(syntax.node)) {
    error(syntax, out);
  } else if (known.run != nullptr) {
    (this->*known.run)(syntax, out, returns);
  } else if (returns) {
    Node ret = make(NodeKind::ret, syntax);
    ret.children.push_back(value(syntax));
    out.push_back(std::move(ret));
  } else {
    settle(value(syntax), out);
  }
  sink_ = outer;
}

void SyntaxReader::file(const Syntax& root) {
  std::vector<Syntax> errors = find_below(root, is_error);
  if (ts_node_is_error(root.node)) errors = {root};
  note_errors(errors, std::string(dialect_.name));
  Nodes& out = code().file.children;
  if (ts_node_is_error(root.node))
    error(root, out);
  else
    statements(root, out);
  std::move(local_types_.begin(), local_types_.end(), std::back_inserter(out));
}

bool SyntaxReader::is_deep(const Syntax& at) {
  if (!too_deep() && ++steps_ <= most_steps) return false;
  code().bytes_unread += at.end() - at.begin();
  note(at.line(), too_deep() ? "nested too deeply" : "too much code in one file");
  return true;
}

// What can be told apart inside a stretch that could not be parsed is kept.
void SyntaxReader::error(const Syntax& syntax, Nodes& out) {
  for (const Syntax& part : children(syntax)) {
    Nodes found;
    statement(part, found);
    if (!found.empty() && !ts_node_is_error(part.node)) note_read(part);
    std::move(found.begin(), found.end(), std::back_inserter(out));
  }
}

std::optional<Syntax> SyntaxReader::part(const Syntax& syntax, SyntaxPart which) const {
  for (const SyntaxPlace& place : table_.row(syntax).places[static_cast<std::size_t>(which)]) {
    Syntax found;
    if (place.kind == SyntaxPlace::Kind::nowhere) break;
    if (place.kind == SyntaxPlace::Kind::field) {
      found.node = ts_node_child_by_field_id(syntax.node, static_cast<TSFieldId>(place.which));
      if (!ts_node_is_null(found.node)) return found;
      continue;
    }
    if (place.kind == SyntaxPlace::Kind::behind) {
      if (const auto behind = part_behind(syntax, static_cast<TSSymbol>(place.which)))
        return behind;
      continue;
    }
    const std::vector<Syntax> inside = children(syntax);
    if (place.kind == SyntaxPlace::Kind::child) {
      const auto count = static_cast<int>(inside.size());
      const int at = place.which < 0 ? count + place.which : place.which;
      if (at >= 0 && at < count) return inside[static_cast<std::size_t>(at)];
      continue;
    }
    for (const Syntax& child : inside)
      if (ts_node_symbol(child.node) == static_cast<TSSymbol>(place.which)) return child;
  }
  return std::nullopt;
}

// The named child behind that token.
std::optional<Syntax> SyntaxReader::part_behind(const Syntax& syntax, TSSymbol token) const {
  bool passed = false;
  for (const Syntax& child : children_of(syntax)) {
    if (passed && child.named() && role(child) != SyntaxRole::drop) return child;
    passed = passed || ts_node_symbol(child.node) == token;
  }
  return std::nullopt;
}

std::vector<Syntax> SyntaxReader::parts(const Syntax& syntax, SyntaxPart which) const {
  std::vector<Syntax> found;
  const TSLanguage* language = ts_node_language(syntax.node);
  for (const SyntaxPlace& place : table_.row(syntax).places[static_cast<std::size_t>(which)]) {
    if (place.kind == SyntaxPlace::Kind::nowhere) break;
    if (place.kind == SyntaxPlace::Kind::child || place.kind == SyntaxPlace::Kind::behind) {
      const auto one = found.empty() ? part(syntax, which) : std::nullopt;
      if (one) found.push_back(*one);
      continue;
    }
    const bool field = place.kind == SyntaxPlace::Kind::field;
    const char* name =
        field ? ts_language_field_name_for_id(language, static_cast<TSFieldId>(place.which)) : "";
    for (const Syntax& child : children(syntax)) {
      const bool wanted = field ? child.field == name
                                : ts_node_symbol(child.node) == static_cast<TSSymbol>(place.which);
      if (wanted) found.push_back(child);
    }
  }
  return found;
}

std::vector<Syntax> SyntaxReader::children(const Syntax& parent) const {
  std::vector<Syntax> named = children_of(parent);
  std::erase_if(named, [&](const Syntax& child) {
    return !child.named() || role(child) == SyntaxRole::drop;
  });
  return named;
}

std::string SyntaxReader::spelled(const Syntax& syntax) const {
  constexpr std::size_t longest = 200;
  std::string name;
  int inside = 0;
  for (const char c : source(syntax).substr(0, longest)) {
    inside += static_cast<int>(c == '<') - static_cast<int>(c == '>');
    if (inside == 0 && c != '>' && c != ' ' && c != '\t' && c != '\r' && c != '\n') name += c;
  }
  return name;
}

std::string SyntaxReader::member_name(const Syntax& syntax) const {
  std::string name = spelled(syntax);
  name.erase(0, name.find_first_not_of(".?!:"));
  return name;
}

}  // namespace patdown
