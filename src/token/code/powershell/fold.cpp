#include "token/code/powershell/fold.h"

#include "core/letters.h"
#include "token/code/powershell/operators.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace patdown {
namespace {

// Beyond these, copies of a value or a separator could make much out of little.
constexpr std::size_t most_format_items = 1000;
constexpr std::size_t longest_copy = 200;
constexpr std::size_t most_separator_bytes = 64UL << 10;

bool is_number(const Node& node) {
  return node.kind == NodeKind::text && !node.text.empty() &&
         node.text.find_first_not_of("0123456789.xX-") == std::string::npos;
}

bool is_string(const Node& node) {
  return node.kind == NodeKind::join || (node.kind == NodeKind::text && !is_number(node));
}

Node node_like(const Node& place, NodeKind kind, std::string text = {}) {
  Node node;
  node.kind = kind;
  node.text = std::move(text);
  node.line = place.line;
  node.column = place.column;
  return node;
}

void add_all(std::vector<Node>& to, std::vector<Node> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// The call that an operator stands for, on the type [string].
Node string_method(const Node& place, std::string method, Node first, Node second) {
  Node call = node_like(place, NodeKind::call, std::move(method));
  Node type = node_like(place, NodeKind::name, "[string]");
  type.scope = "type";
  call.children.push_back(std::move(type));
  call.args.push_back({.name = "", .spelled = "", .key = {}, .value = std::move(first)});
  call.args.push_back({.name = "", .spelled = "", .key = {}, .value = std::move(second)});
  return call;
}

// Fills the `{0}` of one literal text.
class Formatter {
 public:
  Formatter(Node& join, Node values) : join_(join), values_(std::move(values)) {
    used_.resize(values_.children.size());
  }

  void add(const Node& literal) {
    literal_ = node_like(literal, NodeKind::text);
    const std::string_view text = literal.text;
    for (std::size_t i = 0; i < text.size();) i += step(text, i);
    flush();
  }

 private:
  // Takes what stands at `i`; returns its length.
  std::size_t step(std::string_view text, std::size_t i) {
    const char c = text[i];
    if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
      literal_.text += c;
      return 2;
    }
    const std::size_t digits_end = text.find_first_not_of("0123456789", i + 1);
    const bool item = c == '{' && digits_end != std::string_view::npos && digits_end > i + 1 &&
                      digits_end < i + 5 && items_ < most_format_items &&
                      std::string_view("},:").find(text[digits_end]) != std::string_view::npos;
    const std::size_t close =
        item ? text.substr(0, i + longest_copy).find('}', digits_end) : std::string_view::npos;
    if (close == std::string_view::npos) {
      literal_.text += c;
      return 1;
    }
    flush();
    ++items_;
    add_piece(join_, value(std::stoul(std::string(text.substr(i + 1, digits_end - i - 1)))));
    return close + 1 - i;
  }

  void flush() {
    if (!literal_.text.empty()) add_piece(join_, literal_);
    literal_.text.clear();
  }

  // The value for `{number}`: moved the first time, copied when small afterwards.
  Node value(std::size_t number) {
    if (number >= used_.size()) return node_like(literal_, NodeKind::hole);
    Node& found = values_.children[number];
    if (!used_[number]) {
      used_[number] = true;
      if (!is_leaf(found)) return std::exchange(found, node_like(found, NodeKind::hole));
    }
    return found;
  }

  static bool is_leaf(const Node& node) {
    return node.children.empty() && node.args.empty() && node.input.empty() && node.env.empty() &&
           node.text.size() <= longest_copy;
  }

  Node& join_;
  Node values_;  // a list
  std::vector<bool> used_;
  Node literal_;
  std::size_t items_ = 0;
};

// Does a format show more items than {0}?
bool has_item_beyond_first(const Node& format) {
  const auto beyond = [](const Node& node) {
    for (std::size_t i = 0; i + 1 < node.text.size(); ++i) {
      if (node.text[i] == '{' && node.text[i + 1] >= '1' && node.text[i + 1] <= '9') return true;
    }
    return false;
  };
  return beyond(format) ||
         std::any_of(format.children.begin(), format.children.end(), [&](const Node& piece) {
           return piece.kind == NodeKind::text && beyond(piece);
         });
}

Node filled(Node format, Node values) {
  Node join = node_like(format, NodeKind::join);
  Formatter formatter(join, std::move(values));
  if (format.kind == NodeKind::text) {
    formatter.add(format);
    return simplified(std::move(join));
  }
  for (Node& piece : format.children) {
    if (piece.kind == NodeKind::text) {
      formatter.add(piece);
    } else {
      add_piece(join, std::move(piece));
    }
  }
  return simplified(std::move(join));
}

}  // namespace

void add_piece(Node& join, Node piece) {
  if (piece.kind == NodeKind::join) {
    for (Node& inner : piece.children) add_piece(join, std::move(inner));
    return;
  }
  const bool text = piece.kind == NodeKind::text;
  if (text && piece.text.empty()) return;
  if (text && !join.children.empty() && join.children.back().kind == NodeKind::text) {
    join.children.back().text += piece.text;
  } else {
    join.children.push_back(std::move(piece));
  }
}

Node simplified(Node join) {
  if (join.children.empty()) return node_like(join, NodeKind::text);
  if (join.children.size() > 1) return join;
  Node only = std::move(join.children.front());
  return only;
}

std::optional<Node> sum(Node& left, Node& right) {
  if (left.kind == NodeKind::list) {
    if (right.kind == NodeKind::list) {
      add_all(left.children, std::move(right.children));
    } else if (is_string(right)) {
      left.children.push_back(std::move(right));
    } else {
      return std::nullopt;
    }
    return std::move(left);
  }
  if (left.kind == NodeKind::map && right.kind == NodeKind::map) {
    std::move(right.args.begin(), right.args.end(), std::back_inserter(left.args));
    return std::move(left);
  }
  const auto other = [](const Node& node) {
    return is_number(node) || node.kind == NodeKind::list || node.kind == NodeKind::map;
  };
  const bool strings = is_string(left) || (is_number(left) && is_string(right));
  if (!strings && (other(left) || other(right))) return std::nullopt;
  Node join = node_like(left, NodeKind::join);
  if (left.kind == NodeKind::join) {
    join = std::move(left);
  } else {
    add_piece(join, std::move(left));
  }
  add_piece(join, std::move(right));
  return simplified(std::move(join));
}

Node formatted(Node format, Node values) {
  if (!is_string(format) && !is_number(format)) {
    Node call = string_method(format, "Format", format, Node());
    call.args.pop_back();
    if (values.kind != NodeKind::list) values.children = {Node(values)};
    for (Node& value : values.children) {
      call.args.push_back({.name = "", .spelled = "", .key = {}, .value = std::move(value)});
    }
    return call;
  }
  if (values.kind == NodeKind::list) return filled(std::move(format), std::move(values));
  if (has_item_beyond_first(format)) {  // a list that only the run knows
    return string_method(format, "Format", format, std::move(values));
  }
  Node list = node_like(values, NodeKind::list);
  list.children.push_back(std::move(values));
  return filled(std::move(format), std::move(list));
}

Node joined(Node list, Node separator) {
  const bool literal = list.kind == NodeKind::list && separator.kind == NodeKind::text &&
                       separator.text.size() * list.children.size() <= most_separator_bytes;
  if (!literal) return string_method(list, "Join", std::move(separator), list);
  Node join = node_like(list, NodeKind::join);
  for (Node& element : list.children) {
    if (!join.children.empty() && !separator.text.empty()) add_piece(join, separator);
    add_piece(join, std::move(element));
  }
  return simplified(std::move(join));
}

Node folded_call(Node call) {
  if (call.children.empty() || call.children.front().scope != "type" || call.args.empty()) {
    return call;
  }
  const std::string type = lower(call.children.front().text);
  if (type != "[string]" && type != "[system.string]") return call;
  const std::string method = lower(call.text);
  Node rest = node_like(call, NodeKind::list);
  if (method == "concat") {
    for (Arg& arg : call.args) rest.children.push_back(std::move(arg.value));
    return joined(std::move(rest), node_like(call, NodeKind::text));
  }
  const Node& first = call.args.front().value;
  const bool format = method == "format" && is_string(first) && call.args.size() > 1;
  const bool join = method == "join" && first.kind == NodeKind::text && call.args.size() > 1;
  if (!format && !join) return call;
  Node head = std::move(call.args.front().value);
  for (std::size_t i = 1; i < call.args.size(); ++i) {
    rest.children.push_back(std::move(call.args[i].value));
  }
  if (rest.children.size() == 1) {
    Node only = std::move(rest.children.front());
    rest = std::move(only);
  }
  if (format) return formatted(std::move(head), std::move(rest));
  return joined(std::move(rest), std::move(head));
}

}  // namespace patdown
