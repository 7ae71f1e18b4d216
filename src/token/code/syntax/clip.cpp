#include "token/code/syntax/clip.h"

#include <utility>

namespace patdown {
namespace {

constexpr int deepest = 198;  // of a tree, with the file on top of it

Node hole(const char* text, std::size_t line, std::size_t column) {
  Node made;
  made.text = text;
  made.line = line;
  made.column = column;
  return made;
}

// Recurses no deeper than it lets a tree be.
bool clip(Node& node, int depth) {
  if (depth > deepest) {
    node = hole("…", node.line, node.column);
    return true;
  }
  bool clipped = false;
  for (Node& child : node.children) clipped |= clip(child, depth + 1);
  for (Node& piped : node.input) clipped |= clip(piped, depth + 1);
  for (auto& [name, value] : node.env) clipped |= clip(value, depth + 1);
  for (Arg& arg : node.args) {
    for (Node& key : arg.key) clipped |= clip(key, depth + 1);
    clipped |= clip(arg.value, depth + 1);
  }
  return clipped;
}

}  // namespace

Code unread_code(std::size_t bytes, const char* why) {
  Code code = empty_code();
  code.file.children.push_back(hole(why, 1, 1));
  code.partly_read.push_back({.path = "", .line = 1, .why = why});
  code.bytes_unread = bytes;
  return code;
}

void clip_depth(Code& code) {
  if (clip(code.file, 0))
    code.partly_read.push_back({.path = "", .line = 1, .why = "nested more than 200 deep"});
}

}  // namespace patdown
