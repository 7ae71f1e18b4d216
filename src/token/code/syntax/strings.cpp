// Strings: text, escapes, interpolation.

#include "token/code/syntax/escape.h"
#include "token/code/syntax/join.h"
#include "token/code/syntax/reader.h"

#include <utility>

namespace patdown {

Node SyntaxReader::string(const Syntax& syntax) {
  if (ts_node_named_child_count(syntax.node) == 0)
    return make(NodeKind::text, syntax, unquoted(source(syntax)));
  return join(syntax);
}

// Neighbouring strings, too.
Node SyntaxReader::join(const Syntax& syntax) {
  Node join = make(NodeKind::join, syntax);
  pieces(syntax, join);
  return joined(std::move(join));
}

void SyntaxReader::pieces(const Syntax& string, Node& join) {
  const Level level(*this);
  if (is_deep(string)) return;
  // Some grammars give no node to blanks at the ends of a piece.
  const bool one = role(string) == SyntaxRole::string;
  std::size_t at = 0;
  for (const Syntax& child : children_of(string)) {
    if (one && at != 0 && child.begin() > at)
      join.children.push_back(
          make(NodeKind::text, child, std::string(whole().substr(at, child.begin() - at))));
    at = child.end();
    if (!child.named()) continue;
    switch (role(child)) {
      case SyntaxRole::content:
        content(child, join);
        break;
      case SyntaxRole::escape:
        join.children.push_back(make(NodeKind::text, child, unescaped_sequence(source(child))));
        break;
      case SyntaxRole::interpolation:
        join.children.push_back(through(child));
        break;
      case SyntaxRole::string:
      case SyntaxRole::join: {
        Node inner = value(child);
        if (inner.kind == NodeKind::join)
          std::move(inner.children.begin(), inner.children.end(),
                    std::back_inserter(join.children));
        else
          join.children.push_back(std::move(inner));
        break;
      }
      default:
        break;
    }
  }
}

// Text between what is escaped.
void SyntaxReader::content(const Syntax& syntax, Node& join) {
  std::size_t at = syntax.begin();
  const auto add_text = [&](std::size_t until) {
    if (until > at)
      join.children.push_back(
          make(NodeKind::text, syntax, std::string(whole().substr(at, until - at))));
  };
  for (const Syntax& child : children(syntax)) {
    if (role(child) != SyntaxRole::escape && role(child) != SyntaxRole::interpolation) continue;
    add_text(child.begin());
    if (role(child) == SyntaxRole::escape)
      join.children.push_back(make(NodeKind::text, child, unescaped_sequence(source(child))));
    else
      join.children.push_back(through(child));
    at = child.end();
  }
  add_text(syntax.end());
}

}  // namespace patdown
