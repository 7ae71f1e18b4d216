#include "token/code/form.h"

namespace patdown {
namespace {

// In the order of NodeKind.
constexpr const char* kind_names[] = {"text",     "name",  "join",   "call",   "field",
                                      "index",    "map",   "list",   "choice", "assign",
                                      "function", "block", "branch", "ret",    "hole"};

// Line ends and other control bytes would break "one node a line".
void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
}

// The texts of `text` and `hole` may be empty or end in blanks, so they stand in quotes.
void append_head(std::string& out, const Node& node) {
  out += kind_names[static_cast<std::size_t>(node.kind)];
  if (node.kind == NodeKind::text || node.kind == NodeKind::hole) {
    out += " \"";
    append_escaped(out, node.text);
    out += '"';
  } else if (!node.text.empty()) {
    out += ' ';
    append_escaped(out, node.text);
  }
  if (!node.scope.empty()) out += " [" + node.scope + "]";
  out += " @" + std::to_string(node.line) + ":" + std::to_string(node.column) + "\n";
}

class Printer {
 public:
  void add(const Node& node, const std::string& prefix) {
    out_.append(2 * depth_, ' ');
    out_ += prefix;
    append_head(out_, node);
    ++depth_;
    for (const auto& [name, value] : node.env) add(value, name + ":");
    for (const Node& piped : node.input) add(piped, "<");
    for (const Node& child : node.children) add(child, "");
    for (const Arg& arg : node.args) add_arg(arg);
    --depth_;
  }

  std::string take() { return std::move(out_); }

 private:
  void add_arg(const Arg& arg) {
    std::string prefix;
    append_escaped(prefix, arg.name);
    if (!arg.spelled.empty() && arg.spelled != "-" + arg.name) prefix += "(" + arg.spelled + ")";
    for (const Node& key : arg.key) {
      if (key.scope != "type") add(key, "key of ");
    }
    add(arg.value, prefix + "=");
  }

  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

Code empty_code() {
  Code code;
  code.file.kind = NodeKind::function;
  code.file.line = 1;
  code.file.column = 1;
  return code;
}

std::string print(const Node& node) {
  Printer printer;
  printer.add(node, "");
  return printer.take();
}

}  // namespace patdown
