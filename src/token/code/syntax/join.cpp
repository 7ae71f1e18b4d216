#include "token/code/syntax/join.h"

#include <utility>

namespace patdown {

Node joined(Node join) {
  std::vector<Node> pieces;
  for (Node& piece : join.children) {
    const bool text = piece.kind == NodeKind::text;
    if (text && !pieces.empty() && pieces.back().kind == NodeKind::text)
      pieces.back().text += piece.text;
    else if (!text || !piece.text.empty())
      pieces.push_back(std::move(piece));
  }
  if (pieces.size() == 1) {
    pieces[0].line = join.line;
    pieces[0].column = join.column;
    return std::move(pieces[0]);
  }
  join.children = std::move(pieces);
  if (join.children.empty()) join.kind = NodeKind::text;
  return join;
}

}  // namespace patdown
