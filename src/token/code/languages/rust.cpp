// Rust: what rules/languages/rust.tsv cannot say.

#include "core/letters.h"
#include "token/code/languages/dialects.h"
#include "token/code/syntax/reader.h"

#include <algorithm>
#include <array>
#include <utility>

extern "C" const TSLanguage* tree_sitter_rust(void);

namespace patdown {
namespace {

constexpr std::size_t most_macro = std::size_t{64} * 1024;  // bytes of one that is read
constexpr int deepest_use = 16;                             // braces in braces
constexpr int deepest_macro = 32;                           // brackets in brackets

// "a::b" → "a.b"
std::string dotted(std::string_view path) {
  std::string text;
  for (std::size_t k = 0; k < path.size(); ++k) {
    if (path.substr(k, 2) == "::") {
      text += '.';
      ++k;
    } else {
      text += path[k];
    }
  }
  return text;
}

std::string joined_module(const std::string& module, const std::string& more) {
  return module.empty() || more.empty() ? module + more : module + "." + more;
}

void bind_import(SyntaxReader& reader, const Syntax& at, const std::string& local,
                 const std::string& path, std::vector<Node>& out) {
  const auto dot = path.rfind('.');
  std::vector<std::string> texts = {path};
  if (dot != std::string::npos) texts = {path.substr(0, dot), path.substr(dot + 1)};
  Node assign = reader.make(NodeKind::assign, at, "=");
  assign.children.push_back(reader.make(NodeKind::name, at, local));
  assign.children.push_back(reader.called(at, "import", std::move(texts)));
  out.push_back(std::move(assign));
}

void read_use_tree(SyntaxReader& reader, const Syntax& tree, const std::string& module, int depth,
                   std::vector<Node>& out) {
  if (depth > deepest_use) return;
  const std::string_view type = tree.type();
  if (type == "use_list" || type == "scoped_use_list" || type == "use_as_clause") {
    std::string path = module;
    std::string alias;
    std::vector<Syntax> inside;
    for (const Syntax& child : reader.children(tree)) {
      if (child.field == "path") {
        path = joined_module(module, dotted(reader.spelled(child)));
      } else if (child.field == "alias") {
        alias = reader.spelled(child);
      } else {
        inside.push_back(child);
      }
    }
    if (!alias.empty()) bind_import(reader, tree, alias, path, out);
    for (const Syntax& child : inside) read_use_tree(reader, child, path, depth + 1, out);
    return;
  }
  if (type == "use_wildcard") {
    std::string path = dotted(reader.spelled(tree));
    path.erase(std::min(path.find(".*"), path.size()));
    out.push_back(reader.called(tree, "import", {joined_module(module, path), "*"}));
    return;
  }
  const std::string path = dotted(reader.spelled(tree));
  if (path == "self") {
    bind_import(reader, tree, module.substr(module.rfind('.') + 1), module, out);
  } else {
    bind_import(reader, tree, path.substr(path.rfind('.') + 1), joined_module(module, path), out);
  }
}

// use a::{b::C, d as e, f::*};
void read_use(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  for (const Syntax& child : reader.children(syntax)) {
    if (child.field == "argument") read_use_tree(reader, child, "", 0, out);
  }
}

// mod x; mod x { … }: without its tests.
void read_module(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string name;
  std::vector<Syntax> body;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "name") name = reader.spelled(child);
    if (child.field == "body") body.push_back(child);
  }
  if (name == "test" || name == "tests") return;
  if (body.empty()) {
    bind_import(reader, syntax, name, "self." + name, out);
  } else {
    reader.statements(body[0], out);
  }
}

// T { a, b: c, ..d }
void read_struct(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::vector<Syntax> type;
  std::vector<Syntax> body;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "name") type.push_back(child);
    if (child.field == "body") body.push_back(child);
  }
  if (type.empty() || body.empty()) return;
  Node call = reader.created(syntax, type[0]);
  std::string& name = call.children[0].text;
  name = name == "Self" ? reader.class_name() : dotted(name);
  for (const Syntax& field : reader.children(body[0])) {
    Arg given;
    const std::vector<Syntax> inside = reader.children(field);
    if (inside.empty()) continue;
    given.value = reader.value(inside.back());
    if (field.type() == "base_field_initializer") {
      given.name = "@";
    } else {
      given.name = reader.spelled(inside.front());
    }
    call.args.push_back(std::move(given));
  }
  out.push_back(std::move(call));
}

bool is_binding(const Syntax& node) {
  return node.type() == "identifier" || node.type() == "shorthand_field_identifier";
}

// What a pattern names stands for the whole.
void bind_pattern(SyntaxReader& reader, const Syntax& pattern, const Node& whole) {
  for (const Syntax& name : find_below(pattern, is_binding)) {
    const std::string word = reader.spelled(name);
    const bool variable = !word.empty() && word[0] >= 'a' && word[0] <= 'z';
    if (!variable || word == whole.text) continue;
    Node assign = reader.make(NodeKind::assign, name, "=");
    assign.children.push_back(reader.make(NodeKind::name, name, word));
    assign.children.push_back(whole);
    reader.sink().push_back(std::move(assign));
  }
}

// match x { Some(y) => …, None => … }: what a pattern names is x, and one of the arms is the value.
void read_match(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::vector<Syntax> subject;
  std::vector<Syntax> body;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "value") subject.push_back(child);
    if (child.field == "body") body.push_back(child);
  }
  if (subject.empty() || body.empty()) return;
  Node worth = reader.value(subject[0]);
  Node whole = worth;
  if (worth.kind != NodeKind::name) {
    Node assign = reader.make(NodeKind::assign, syntax, "=");
    assign.children.push_back(reader.make(NodeKind::name, syntax, reader.fresh_name()));
    assign.children.push_back(std::move(worth));
    whole = assign.children[0];
    reader.sink().push_back(std::move(assign));
  }
  Node choice = reader.make(NodeKind::choice, syntax);
  for (const Syntax& arm : reader.children(body[0])) {
    for (const Syntax& part : children_of(arm)) {
      if (part.field == "pattern") bind_pattern(reader, part, whole);
      if (part.field == "value") choice.children.push_back(reader.value(part));
    }
  }
  out.push_back(std::move(choice));
}

// What stands in the braces of a format: `{}` the next argument, `{0}`, `{name}`, `{:>8}`.
Node filled(const std::string& inside, const std::vector<Arg>& args, std::size_t& next,
            const Node& at) {
  const std::string name = inside.substr(0, inside.find(':'));
  const auto positional = [&args](std::size_t wanted) -> const Node* {
    for (const Arg& arg : args) {
      if (arg.name.empty() && wanted-- == 0) return &arg.value;
    }
    return nullptr;
  };
  const Node* found = nullptr;
  if (name.empty()) {
    found = positional(next++);
  } else if (std::all_of(name.begin(), name.end(), is_digit) && name.size() < 3) {
    found = positional(static_cast<std::size_t>(std::stoi(name)));
  } else {
    for (const Arg& arg : args) {
      if (arg.name == name) found = &arg.value;
    }
  }
  if (found != nullptr) return *found;
  Node variable = at;  // captured from around
  variable.kind = name.empty() ? NodeKind::hole : NodeKind::name;
  variable.text = name;
  return variable;
}

// format!("{}/_apis/{id}", base): the text with its holes filled in.
Node formatted(const Node& format, const std::vector<Arg>& args) {
  Node join = format;
  join.kind = NodeKind::join;
  join.text.clear();
  std::string literal;
  std::size_t next = 0;
  const auto flush = [&] {
    if (literal.empty()) return;
    Node piece = format;
    piece.text = std::exchange(literal, {});
    join.children.push_back(std::move(piece));
  };
  const std::string& text = format.text;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const bool twice = k + 1 < text.size() && text[k + 1] == text[k];
    if ((text[k] == '{' || text[k] == '}') && twice) {
      literal += text[k++];
      continue;
    }
    const auto close = text[k] == '{' ? text.find('}', k) : std::string::npos;
    if (close == std::string::npos) {
      literal += text[k];
      continue;
    }
    flush();
    join.children.push_back(filled(text.substr(k + 1, close - k - 1), args, next, format));
    k = close;
  }
  flush();
  return join;
}

void move_lines(Node& node, std::size_t line, std::size_t column) {
  if (node.line == 1) node.column += column - 1;
  node.line += line - 1;
  for (Node& child : node.children) move_lines(child, line, column);
  for (Arg& arg : node.args) move_lines(arg.value, line, column);
}

// Macros in macros are read one in the other.
bool nests_deeply(std::string_view source) {
  int depth = 0;
  return std::any_of(source.begin(), source.end(), [&depth](char c) {
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    return depth > deepest_macro;
  });
}

// The grammar keeps what stands in a macro as it is: read as the arguments of a call.
std::vector<Arg> macro_arguments(SyntaxReader& reader, const Syntax& tree) {
  const std::string_view source = reader.source(tree);
  if (source.size() < 2 || source.size() > most_macro || nests_deeply(source)) return {};
  const std::string text = "m(" + std::string(source.substr(1, source.size() - 2)) + ")";
  const SyntaxTree inner(tree_sitter_rust(), text);
  if (!inner.parsed()) return {};
  Code code;
  code.file.kind = NodeKind::function;
  SyntaxReader(reader.dialect(), text, code).file(inner.root());
  std::vector<Arg> args;
  for (Node& statement : code.file.children) {
    Node call = std::move(statement);
    if (call.kind == NodeKind::ret && !call.children.empty()) {
      Node worth = std::move(call.children[0]);
      call = std::move(worth);
    }
    move_lines(call, tree.line(), tree.column() > 1 ? tree.column() - 1 : 1);
    if (call.kind == NodeKind::call && call.text == "m") {
      args = std::move(call.args);
    } else if (call.kind == NodeKind::assign && call.children.size() == 2) {
      // `base = x` in front of the call it stands in
      reader.sink().push_back(std::move(call));
    } else {
      reader.settle(std::move(call), reader.sink());
    }
  }
  return args;
}

constexpr std::array<std::string_view, 22> silent = {
    "println", "eprintln",      "print",     "eprint",      "dbg",    "info",
    "warn",    "error",         "debug",     "trace",       "panic",  "assert",
    "todo",    "unimplemented", "bail",      "unreachable", "anyhow", "ensure",
    "matches", "assert_eq",     "assert_ne", "debug_assert"};

void read_macro(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out) {
  std::string name;
  std::vector<Syntax> tree;
  for (const Syntax& child : children_of(syntax)) {
    if (child.field == "macro") name = dotted(reader.spelled(child));
    if (child.type() == "token_tree") tree.push_back(child);
  }
  name = name.substr(name.rfind('.') + 1);
  if (tree.empty() || std::find(silent.begin(), silent.end(), name) != silent.end()) return;
  if (reader.source(tree[0]).starts_with('{')) return;
  std::vector<Arg> args = macro_arguments(reader, tree[0]);
  if (name == "format" || name == "format_args") {
    if (args.empty() || args[0].value.kind != NodeKind::text) return;
    const Node format = args[0].value;
    args.erase(args.begin());
    out.push_back(formatted(format, args));
  } else if (name == "concat") {
    Node join = reader.make(NodeKind::join, syntax);
    for (Arg& arg : args) join.children.push_back(std::move(arg.value));
    out.push_back(std::move(join));
  } else if (name == "vec") {
    Node list = reader.make(NodeKind::list, syntax);
    for (Arg& arg : args) list.children.push_back(std::move(arg.value));
    out.push_back(std::move(list));
  } else {
    Node call = reader.make(NodeKind::call, syntax, name + "!");
    call.args = std::move(args);
    out.push_back(std::move(call));
  }
}

constexpr std::string_view tables[] = {"rust"};
constexpr DialectRole roles[] = {{"rust-macro", read_macro},
                                 {"rust-match", read_match},
                                 {"rust-module", read_module},
                                 {"rust-struct", read_struct},
                                 {"rust-use", read_use}};

}  // namespace

const Dialect rust_dialect = {.name = "Rust",
                              .tables = tables,
                              .language = tree_sitter_rust,
                              .roles = roles,
                              .last_value_returns = true};

}  // namespace patdown
