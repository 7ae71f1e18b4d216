#pragma once

// What is the syntax tree of a text, as tree-sitter gives it?
//
// Parsing is bounded in the parser's own steps, so that a file made to confuse it costs no more
// than some seconds; nothing is returned then.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tree_sitter/api.h>

namespace patdown {

struct Syntax {
  TSNode node = {};
  std::string_view field = {};  // what it is to its parent; empty if the grammar does not say

  std::string_view type() const { return ts_node_type(node); }
  bool named() const { return ts_node_is_named(node); }
  std::size_t begin() const { return ts_node_start_byte(node); }
  std::size_t end() const { return ts_node_end_byte(node); }
  std::size_t line() const { return ts_node_start_point(node).row + 1; }
  std::size_t column() const { return ts_node_start_point(node).column + 1; }
};

class SyntaxTree {
 public:
  SyntaxTree(const TSLanguage* language, std::string_view text);
  ~SyntaxTree();
  SyntaxTree(const SyntaxTree&) = delete;
  SyntaxTree& operator=(const SyntaxTree&) = delete;
  SyntaxTree(SyntaxTree&&) = delete;
  SyntaxTree& operator=(SyntaxTree&&) = delete;

  bool parsed() const { return tree_ != nullptr; }
  Syntax root() const { return {.node = ts_tree_root_node(tree_)}; }

 private:
  TSTree* tree_ = nullptr;
};

// All children in order, tokens included.
std::vector<Syntax> children_of(const Syntax& parent);

// The outermost nodes below `top` (not itself) of which `wanted` holds. Needs no recursion.
std::vector<Syntax> find_below(const Syntax& top, bool (*wanted)(const Syntax&));

}  // namespace patdown
