#include "core/letters.h"
#include "token/code/powershell/fold.h"
#include "token/code/powershell/reader.h"

namespace patdown {
namespace {

struct Operator {
  Binding binding = Binding::none;
  std::size_t length = 0;
  std::string name;  // without its dash if it is a word
};

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The letters behind a dash at the cursor, in lower case.
std::string word_behind_dash(const Cursor& cursor) {
  std::string word;
  for (std::size_t i = cursor.dash(); is_ascii_letter(cursor.peek(i)); ++i) word += cursor.peek(i);
  return lower(word);
}

Operator dash_operator(const Cursor& cursor) {
  const std::size_t dash = cursor.dash();
  std::string word = word_behind_dash(cursor);
  if (word.empty()) {
    if (cursor.peek(dash) == '=' || cursor.dash(dash) != 0) return {};
    return {.binding = Binding::sum, .length = dash, .name = "-"};
  }
  const Binding binding = binding_of(word);
  const std::size_t length = dash + word.size();
  return {.binding = binding, .length = length, .name = std::move(word)};
}

Operator operator_at(const Cursor& cursor) {
  const char c = cursor.peek();
  const char next = cursor.peek(1);
  switch (c) {
    case '+':
      if (next == '+' || next == '=') return {};
      return {.binding = Binding::sum, .length = 1, .name = "+"};
    case '*':
    case '/':
    case '%':
      if (next == '=' || (c == '*' && next == '>')) return {};  // *> redirects
      return {.binding = Binding::product, .length = 1, .name = std::string(1, c)};
    case '.':
      if (next != '.') return {};
      return {.binding = Binding::range, .length = 2, .name = ".."};
    case '?':
      if (next != '?' || cursor.peek(2) == '=') return {};
      return {.binding = Binding::coalesce, .length = 2, .name = "??"};
    default:
      return cursor.dash() != 0 ? dash_operator(cursor) : Operator{};
  }
}

Binding tighter(Binding binding) {
  return static_cast<Binding>(static_cast<int>(binding) + 1);
}

// Do chains of it grow in breadth, and not in depth?
bool stays_flat(NodeKind kind) {
  return kind != NodeKind::call && kind != NodeKind::index;
}

bool starts_operand(const Cursor& cursor) {
  const char c = cursor.peek();
  const char next = cursor.peek(1);
  if (c == '@') return next == '(' || next == '{' || cursor.quote(1).kind != 0;
  if (c == '+' || c == '.') return next >= '0' && next <= '9';
  if (const std::size_t dash = cursor.dash()) {
    const char behind = cursor.peek(dash);
    return (behind >= '0' && behind <= '9') || is_prefix_operator(word_behind_dash(cursor));
  }
  return (c >= '0' && c <= '9') || cursor.quote().kind != 0 ||
         (c != 0 && std::string_view("$({[!\x01").find(c) != std::string_view::npos);
}

}  // namespace

Node PowerShellReader::expression(bool commas) {
  const std::size_t begin = cursor_.offset();
  Node condition = binary(Binding::coalesce, commas);
  cursor_.skip_blanks();
  if (cursor_.peek() != '?' || cursor_.peek(1) == '?') return condition;
  Deeper deeper(*this);
  if (too_deep()) return condition;
  cursor_.advance();
  cursor_.skip_lines();
  Node choice = make(NodeKind::choice, begin);
  choice.children.push_back(expression(commas));
  cursor_.skip_lines();
  if (cursor_.take(":")) {
    cursor_.skip_lines();
    choice.children.push_back(expression(commas));
  } else {
    choice.children.push_back(missing("the ':' of a choice"));
  }
  hoist(std::move(condition));
  return choice;
}

Node PowerShellReader::binary(Binding loosest, bool commas) {
  const std::size_t begin = cursor_.offset();
  Node left = operand(commas);
  for (int links = 1;; ++links) {
    cursor_.skip_blanks();
    const Operator found = operator_at(cursor_);
    if (found.binding == Binding::none || found.binding < loosest) return left;
    cursor_.advance(found.length);
    cursor_.skip_lines();
    Node right =
        found.binding == Binding::range ? operand(commas) : binary(tighter(found.binding), commas);
    left = combine(found.name, std::move(left), std::move(right), begin);
    if (links % longest_chain == 0 && !stays_flat(left.kind)) {
      note(begin, "too many operators");
      left = hole_since(begin);
    }
  }
}

// What an operator makes of its operands, as far as the form can say.
Node PowerShellReader::combine(const std::string& name, Node left, Node right, std::size_t begin) {
  if (name == "+") {
    if (std::optional<Node> whole = sum(left, right)) return std::move(*whole);
  }
  if (name == "f") return formatted(std::move(left), std::move(right));
  if (name == "join") return joined(std::move(left), std::move(right));
  if (name == "as") return left;
  Node whole = name == "??" ? make(NodeKind::choice, begin) : hole_since(begin);
  if (name == "??") whole.text = "or";
  // Operators in a row make one node.
  const bool same_place = left.line == whole.line && left.column == whole.column;
  const bool same_kind = left.kind == whole.kind && (name != "??" || left.text == "or");
  if (same_kind && same_place && !left.children.empty()) {
    whole.children = std::move(left.children);
  } else {
    whole.children.push_back(std::move(left));
  }
  whole.children.push_back(std::move(right));
  return whole;
}

// 1, 2 binds tighter than any other operator between two operands.
Node PowerShellReader::operand(bool commas) {
  const std::size_t begin = cursor_.offset();
  Node first = prefix();
  if (!commas) return first;
  cursor_.skip_blanks();
  if (cursor_.peek() != ',') return first;
  Node list = make(NodeKind::list, begin);
  list.children.push_back(std::move(first));
  while (cursor_.take(",")) {
    cursor_.skip_lines();
    list.children.push_back(prefix());
    cursor_.skip_blanks();
  }
  return list;
}

Node PowerShellReader::prefix() {
  Deeper deeper(*this);
  const std::size_t begin = cursor_.offset();
  if (too_deep()) return make(NodeKind::hole, begin);
  const char c = cursor_.peek();
  if (c == '[') return type_or_cast();
  if (cursor_.dash() != 0) return dashed();
  if (c != '!' && c != ',' && c != '+') return postfix(primary(), false);
  const bool twice = cursor_.looking_at("++");
  cursor_.advance(twice ? 2 : 1);
  cursor_.skip_blanks();
  Node inner = prefix();
  if (twice) return assigned("++", std::move(inner), hole_since(begin));
  Node node = c == ',' ? make(NodeKind::list, begin) : hole_since(begin);
  node.children.push_back(std::move(inner));
  return node;
}

// -1, --$x, -$x, -not $x, -join $x
Node PowerShellReader::dashed() {
  const std::size_t begin = cursor_.offset();
  const std::size_t dash = cursor_.dash();
  const bool twice = cursor_.dash(dash) != 0;
  const std::string word = word_behind_dash(cursor_);
  if (!word.empty() && !is_prefix_operator(word)) return missing("a value");
  cursor_.advance(twice ? dash + cursor_.dash(dash) : dash + word.size());
  if (word.empty() && !twice && cursor_.peek() >= '0' && cursor_.peek() <= '9') {
    Node negative = postfix(number(), false);
    if (negative.kind == NodeKind::text) negative.text.insert(0, "-");
    return negative;
  }
  cursor_.skip_lines();
  Node inner = prefix();
  if (twice) return assigned("--", std::move(inner), hole_since(begin));
  if (word == "join") return joined(std::move(inner), make(NodeKind::text, begin));
  Node node = hole_since(begin);
  node.children.push_back(std::move(inner));
  return node;
}

Node PowerShellReader::type_or_cast() {
  const std::size_t begin = cursor_.offset();
  std::string text = type_span();
  if (text.empty()) return missing("the end of a type");
  const std::size_t end = cursor_.offset();
  if (!cursor_.looking_at("::") && cursor_.peek() != '.') {
    cursor_.skip_blanks();
    if (starts_operand(cursor_)) return prefix();
    cursor_.move_to(end);
  }
  Node type = make(NodeKind::name, begin, std::move(text));
  type.scope = "type";
  return postfix(std::move(type), false);
}

}  // namespace patdown
