#pragma once

// What a reader makes of a snippet, short enough for a table: statements joined by "; ".
//
//   'text'  $name  :Type  join(a b)  a.field  a[i]  (f x k=y)  a.(method x)  (&callee x)
//   {k: v, [key]: v}  [a, b]  a|b (choice)  x = y  fn name(a, b='default', *c) {…}  {…} (block)
//   if{…}{…} (branch)  ret x  ?hole?(inside)

#include "token/code/readers.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {

struct CodeCase {
  const char* name;
  const char* code;
  const char* form;
};

class FormWriter {
 public:
  static std::string all(const std::vector<Node>& nodes, const std::string& between) {
    std::string text;
    for (const Node& node : nodes) text += (&node == nodes.data() ? "" : between) + one(node);
    return text;
  }

  static std::string one(const Node& node) {
    switch (node.kind) {
      case NodeKind::text:
        return "'" + node.text + "'";
      case NodeKind::name:
        return (node.scope == "type" ? ":" : "$") + node.text;
      case NodeKind::join:
        return "join(" + all(node.children, " ") + ")";
      case NodeKind::call:
        return call(node);
      case NodeKind::field:
        return all(node.children, " ") + "." + node.text;
      case NodeKind::index:
        return one(node.children.at(0)) + "[" + one(node.children.at(1)) + "]";
      case NodeKind::map:
        return "{" + map(node) + "}";
      case NodeKind::list:
        return "[" + all(node.children, ", ") + "]";
      case NodeKind::choice:
        return all(node.children, "|");
      case NodeKind::assign:
        return all(node.children, " " + node.text + " ");
      case NodeKind::function:
        return function(node);
      case NodeKind::block:
        return "{" + all(node.children, "; ") + "}";
      case NodeKind::branch:
        return "if" + all(node.children, "");
      case NodeKind::ret:
        return "ret" + (node.children.empty() ? "" : " " + all(node.children, " "));
      case NodeKind::hole:
        break;
    }
    const std::string inside = node.children.empty() ? "" : "(" + all(node.children, " ") + ")";
    return "?" + node.text + "?" + inside;
  }

 private:
  static std::string call(const Node& node) {
    std::string text;
    if (!node.children.empty() && !node.text.empty()) text += one(node.children[0]) + ".";
    text += "(";
    text += node.text.empty() ? "&" + all(node.children, " ") : node.text;
    for (const Arg& arg : node.args)
      text += " " + (arg.name.empty() ? "" : arg.name + "=") + one(arg.value);
    for (const Node& input : node.input) text += " < " + one(input);
    return text + ")";
  }

  static std::string map(const Node& node) {
    std::string text;
    for (const Arg& entry : node.args) {
      text += &entry == node.args.data() ? "" : ", ";
      text += entry.key.empty() ? entry.name : "[" + one(entry.key[0]) + "]";
      text += ": " + one(entry.value);
    }
    return text;
  }

  static std::string function(const Node& node) {
    std::string text = "fn " + node.text + "(";
    for (const Arg& parameter : node.args) {
      text += (&parameter == node.args.data() ? "" : ", ") + parameter.spelled + parameter.name;
      const Node& value = parameter.value;
      if (value.kind != NodeKind::hole || !value.text.empty()) text += "=" + one(value);
    }
    return text + ") {" + all(node.children, "; ") + "}";
  }
};

// Says so if something was left unread.
inline std::string form_of(Language language, std::string_view text) {
  const Code code = read_code(language, text);
  std::string form = FormWriter::all(code.file.children, "; ");
  if (code.bytes_unread != 0) form += " UNREAD " + std::to_string(code.bytes_unread);
  if (!code.partly_read.empty()) form += " PARTLY READ";
  return form;
}

// The deepest level of a tree, the file being level one.
inline std::size_t levels_of(const Node& node) {
  std::size_t deepest = 0;
  const auto look = [&](const Node& inner) { deepest = std::max(deepest, levels_of(inner)); };
  for (const Node& child : node.children) look(child);
  for (const Node& piped : node.input) look(piped);
  for (const auto& entry : node.env) look(entry.value);
  for (const Arg& arg : node.args) {
    for (const Node& key : arg.key) look(key);
    look(arg.value);
  }
  return deepest + 1;
}

}  // namespace patdown
