#include "token/code/bash/reader.h"
#include "token/code/bash/syntax.h"
#include "token/code/readers.h"

#include <string>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t most_bytes = 4U << 20U;
constexpr int deepest = 198;  // of a tree, with the file on top of it

Node hole(const std::string& text, std::size_t line, std::size_t column) {
  Node made;
  made.text = text;
  made.line = line;
  made.column = column;
  return made;
}

// The same script, of the same length, without what the grammar stumbles over and a shell does not
// (or only because of how the file came here): line ends of Windows, and a backslash that ends it.
std::string smoothed(std::string_view text) {
  std::string smooth(text);
  for (std::size_t i = 0; i + 1 < smooth.size(); ++i) {
    if (smooth[i] != '\r' || smooth[i + 1] != '\n') continue;
    smooth[i] = ' ';
    if (i > 0 && smooth[i - 1] == '\\') std::swap(smooth[i - 1], smooth[i]);
  }
  const std::size_t last = smooth.find_last_not_of(" \t\n");
  if (last != std::string::npos && smooth[last] == '\\') smooth[last] = ' ';
  return smooth;
}

bool clip(Node& node, int depth) {
  if (depth > deepest) {
    node = hole("…", node.line, node.column);
    return true;
  }
  bool clipped = false;
  for (Node& child : node.children) clipped |= clip(child, depth + 1);
  for (Node& piped : node.input) clipped |= clip(piped, depth + 1);
  for (auto& [name, value] : node.env) clipped |= clip(value, depth + 1);
  for (Arg& arg : node.args) clipped |= clip(arg.value, depth + 1);
  return clipped;
}

Code unread(std::size_t bytes, const char* why) {
  Code code;
  code.file.kind = NodeKind::function;
  code.file.line = code.file.column = 1;
  code.file.children.push_back(hole(why, 1, 1));
  code.partly_read.push_back({.path = "", .line = 1, .why = why});
  code.bytes_unread = bytes;
  return code;
}

}  // namespace

Code read_bash(std::string_view text) {
  if (text.size() > most_bytes) return unread(text.size(), "a script of more than 4 MiB");
  const std::string smooth = smoothed(text);
  const SyntaxTree tree(smooth);
  if (!tree.parsed()) return unread(text.size(), "Bash that takes too long to parse");
  Code code;
  code.file.kind = NodeKind::function;
  code.file.line = code.file.column = 1;
  BashReader(smooth, code).file(tree.root());
  if (clip(code.file, 0))
    code.partly_read.push_back({.path = "", .line = 1, .why = "nested more than 200 deep"});
  return code;
}

}  // namespace patdown
