// Words that the grammar breaks in two. Of `a/$b/$c/d` it makes `a/$b/$` and `c/d`: behind the
// second variable of a word that is not quoted, the name and what follows become a word of their
// own.

#include "core/letters.h"
#include "token/code/bash/reader.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

std::size_t name_length(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word_letter);
  return static_cast<std::size_t>(end - text.begin());
}

// The dollar sign that the grammar took for text.
void drop_dollar(Node& word) {
  Node& last = word.kind == NodeKind::join && !word.children.empty() ? word.children.back() : word;
  if (last.kind == NodeKind::text && last.text.ends_with('$')) last.text.pop_back();
}

}  // namespace

bool BashReader::runs_on(const Syntax& word, const Syntax& next) const {
  if (word.end() != next.begin() || !source(word).ends_with('$')) return false;
  const std::string_view text = source(next);
  return !text.empty() && is_word_letter(text[0]) && (text[0] < '0' || text[0] > '9');
}

// What a word is that begins with the name of a variable.
void BashReader::rest_of_word(const Syntax& syntax, std::vector<Node>& pieces_of_word) {
  const std::size_t length = name_length(source(syntax));
  const std::size_t behind = syntax.begin() + length;
  pieces_of_word.push_back(
      make(NodeKind::name, syntax, std::string(source(syntax).substr(0, length))));
  const std::vector<Syntax> parts = children_of(syntax);
  if (syntax.type() != "concatenation" || parts.empty()) {
    pieces_of_word.push_back(pieces(syntax, behind, syntax.end(), false));
    return;
  }
  pieces_of_word.push_back(pieces(parts[0], behind, parts[0].end(), false));
  for (std::size_t k = 1; k < parts.size(); ++k) {
    if (parts[k].named()) pieces_of_word.push_back(word(parts[k]));
  }
}

Node BashReader::continued(Node begun, const std::vector<Syntax>& parts, std::size_t& at) {
  if (at + 1 >= parts.size() || !runs_on(parts[at], parts[at + 1])) return begun;
  Node whole_word = make(NodeKind::join, parts[at]);
  whole_word.line = begun.line;
  whole_word.column = begun.column;
  const auto add = [&whole_word](Node piece) {
    if (piece.kind == NodeKind::join) {
      std::move(piece.children.begin(), piece.children.end(),
                std::back_inserter(whole_word.children));
    } else {
      whole_word.children.push_back(std::move(piece));
    }
  };
  add(std::move(begun));
  while (at + 1 < parts.size() && runs_on(parts[at], parts[at + 1])) {
    ++at;
    drop_dollar(whole_word);
    std::vector<Node> rest;
    rest_of_word(parts[at], rest);
    for (Node& piece : rest) add(std::move(piece));
  }
  return joined(std::move(whole_word));
}

}  // namespace patdown
