// Commands of a Bash script: calls with their arguments, environment, input; and assignments.

#include "core/letters.h"
#include "token/code/bash/reader.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace patdown {
namespace {

Arg positional(Node value) {
  return {.name = "", .spelled = "", .key = {}, .value = std::move(value)};
}

bool runs_commands(const Syntax& syntax) {
  return syntax.type() == "command_substitution" || syntax.type() == "process_substitution";
}

// `set -x` and the like change how a script runs, not what it does.
bool sets_options(const Node& call) {
  if (call.text != "set" || call.args.empty()) return false;
  const Node& first = call.args[0].value;
  return first.kind == NodeKind::text && !first.text.empty() && first.text != "--" &&
         (first.text[0] == '-' || first.text[0] == '+');
}

// NAME=… as a word: `export "NAME=$value"`. Returns NAME's length.
std::size_t assigned_name(const Node& word) {
  const Node& first =
      word.kind == NodeKind::join && !word.children.empty() ? word.children[0] : word;
  if (first.kind != NodeKind::text) return 0;
  const std::size_t equals = first.text.find('=');
  if (equals == std::string::npos) return 0;
  const bool plain = std::all_of(first.text.begin(), first.text.begin() + static_cast<long>(equals),
                                 is_word_letter);
  return plain ? equals : 0;
}

// Splits such a word.
std::pair<std::string, Node> split_assignment(Node word, std::size_t length) {
  Node& first = word.kind == NodeKind::join ? word.children[0] : word;
  std::string name = first.text.substr(0, length);
  first.text.erase(0, length + 1);
  return {std::move(name), word.kind == NodeKind::join ? joined(std::move(word)) : std::move(word)};
}

}  // namespace

// What `syntax` runs on its way to a value, or what it runs itself.
void BashReader::substitutions(const Syntax& syntax, Nodes& out) {
  if (runs_commands(syntax)) return each_statement(children_of(syntax), out);
  for (const Syntax& part : find_below(syntax, runs_commands))
    each_statement(children_of(part), out);
}

// A part of a command that is a word of it: its name, or what it is given.
void BashReader::command_word(const std::vector<Syntax>& parts, std::size_t& at, Node& call) {
  const bool name = parts[at].type() == "command_name";
  Node begun = word(parts[at]);
  Node value = continued(std::move(begun), parts, at);
  const bool named = !call.text.empty() || !call.children.empty();
  if (named || (!name && call.env.empty())) {
    call.args.push_back(positional(std::move(value)));
  } else if (value.kind == NodeKind::text) {
    call.text = value.text;
  } else {
    call.children.push_back(std::move(value));
  }
}

void BashReader::command(const Syntax& syntax, Nodes& out) {
  Node call = make(NodeKind::call, syntax);
  const std::vector<Syntax> parts = children_of(syntax);
  Nodes assigned;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Syntax& part = parts[i];
    const std::string_view type = part.type();
    if (type == "variable_assignment") {
      Node assign = assignment(part);
      if (assign.children.size() != 2) continue;
      assign.children[1] = continued(std::move(assign.children[1]), parts, i);
      call.env.emplace_back();
      call.env.back().name = assign.children[0].text;
      assigned.push_back(std::move(assign));
    } else if (part.field == "redirect" || type.ends_with("_redirect")) {
      redirect(part, call, out);
    } else if (type == "command_name" || part.field == "argument") {
      const bool translated = source(part) == "$" && i + 1 < parts.size() &&
                              parts[i + 1].type() == "string" && parts[i + 1].begin() == part.end();
      if (!translated) command_word(parts, i, call);
    }
  }
  if (call.text.empty() && call.children.empty() && !assigned.empty()) {
    // Nothing is left of the command but what it seemed to be given as its environment.
    std::move(assigned.begin(), assigned.end(), std::back_inserter(out));
    return;
  }
  for (std::size_t i = 0; i < assigned.size(); ++i) {
    call.env[i].value = std::move(assigned[i].children[1]);
  }
  if (sets_options(call)) return;
  if (call.text == "source") call.text = ".";
  if (call.text == "eval") {
    Node unknown = make(NodeKind::hole, syntax, "eval");
    for (Arg& arg : call.args) unknown.children.push_back(std::move(arg.value));
    out.push_back(std::move(unknown));
    return;
  }
  out.push_back(std::move(call));
}

Node BashReader::assignment(const Syntax& syntax) {
  Node assign = make(NodeKind::assign, syntax, "=");
  std::optional<Node> value;
  for (const Syntax& part : children_of(syntax)) {
    if (part.field == "name") assign.children.push_back(variable(part));
    if (part.field == "value") value = word(part);
    if (!part.named() && source(part) == "+=") assign.text = "+=";
  }
  if (assign.children.empty()) return hole(syntax);
  assign.children.push_back(value ? std::move(*value) : make(NodeKind::text, syntax));
  return assign;
}

// export, local, readonly, declare, typeset. An exported variable is one of the environment too.
void BashReader::declaration(const Syntax& syntax, Nodes& out) {
  const std::vector<Syntax> parts = children_of(syntax);
  bool exported = !parts.empty() && source(parts[0]) == "export";
  const auto add = [&](Node assign, const Syntax& at) {
    const bool named = assign.kind == NodeKind::assign && assign.children[0].kind == NodeKind::name;
    Node name = named ? assign.children[0] : Node{};
    out.push_back(std::move(assign));
    if (!exported || !named) return;
    Node environment = make(NodeKind::assign, at, "=");
    environment.children = {name, name};
    environment.children[0].scope = "env";
    out.push_back(std::move(environment));
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Syntax& part = parts[i];
    const std::string_view type = part.type();
    if (type == "variable_assignment") {
      Node assign = assignment(part);
      if (assign.children.size() == 2) {
        assign.children[1] = continued(std::move(assign.children[1]), parts, i);
      }
      add(std::move(assign), part);
    } else if (type == "variable_name" && exported) {
      Node environment = make(NodeKind::assign, part, "=");
      environment.children = {variable(part), variable(part)};
      environment.children[0].scope = "env";
      out.push_back(std::move(environment));
    } else if (part.named() && type != "variable_name" && type != "comment") {
      Node value = word(part);
      if (value.kind == NodeKind::text && value.text.starts_with('-') &&
          value.text.find('x') != std::string::npos)
        exported = true;  // declare -x
      const std::size_t length = assigned_name(value);
      if (length > 0) {
        auto [name, rest] = split_assignment(std::move(value), length);
        Node assign = make(NodeKind::assign, part, "=");
        assign.children.push_back(make(NodeKind::name, part, name));
        assign.children.push_back(std::move(rest));
        add(std::move(assign), part);
      } else if (value.kind == NodeKind::call || value.kind == NodeKind::block) {
        out.push_back(std::move(value));  // export $(cat .env)
      }
    }
  }
}

void BashReader::redirected(const Syntax& syntax, Nodes& out) {
  const std::vector<Syntax> parts = children_of(syntax);
  Nodes body;
  for (const Syntax& part : parts)
    if (part.field == "body") statement(part, body);
  // A loop or a list has no input of its own; what it is given runs before it.
  Node nobody;
  Node& call = body.size() == 1 && body[0].kind == NodeKind::call ? body[0] : nobody;
  Nodes after;
  for (const Syntax& part : parts) {
    if (part.field == "body") continue;
    if (part.type() == "heredoc_redirect")
      heredoc(part, call, after);
    else
      redirect(part, call, out);
  }
  if (&call == &nobody && !nobody.input.empty() && nobody.input[0].kind == NodeKind::call)
    out.push_back(std::move(nobody.input[0]));
  // `cat <<END | next`: the here-document's node holds what follows in the pipeline.
  const bool piped = !after.empty() && after[0].kind == NodeKind::hole && after[0].text == "|";
  if (piped) {
    Nodes stage(std::make_move_iterator(after.begin() + 1), std::make_move_iterator(after.end()));
    // The first call in a chain of stages is the one that is fed.
    Node* first = stage.empty() ? nullptr : &stage.back();
    while (first != nullptr && !first->input.empty() && first->input[0].kind == NodeKind::call)
      first = &first->input[0];
    if (first != nullptr && first->kind == NodeKind::call && first->input.empty() &&
        body.size() == 1) {
      first->input = std::move(body);
      body.clear();
    }
    after = std::move(stage);
  }
  std::move(body.begin(), body.end(), std::back_inserter(out));
  std::move(after.begin(), after.end(), std::back_inserter(out));
}

// Commands whose output is what somebody wrote: worth knowing in which file it ends.
static bool prints(std::string_view command) {
  return command == "echo" || command == "printf" || command == "cat";
}

void BashReader::redirect(const Syntax& syntax, Node& call, Nodes& out) {
  const std::vector<Syntax> parts = children_of(syntax);
  if (syntax.type() == "heredoc_redirect") {
    heredoc(syntax, call, out);
    return;
  }
  if (syntax.type() == "herestring_redirect") {
    for (const Syntax& part : parts)
      if (part.named() && part.type() != "file_descriptor") call.input = {word(part)};
    return;
  }
  for (const Syntax& part : parts) {
    if (part.field != "destination") continue;
    const bool reads = source(syntax).starts_with('<') && !source(syntax).starts_with("<&");
    if (reads && part.type() == "process_substitution") {
      Node block = substitution(part);
      call.input.clear();
      call.input.push_back(std::move(block));
    } else if (reads) {
      Node file = make(NodeKind::call, part, "cat");
      file.args.push_back(positional(word(part)));
      call.input.clear();
      call.input.push_back(std::move(file));
    } else {
      substitutions(part, out);
      if (prints(call.text) && part.named()) {
        const bool more = source(syntax).find(">>") != std::string_view::npos;
        call.args.push_back(
            {.name = ">", .spelled = more ? ">>" : ">", .key = {}, .value = word(part)});
      }
    }
  }
}

void BashReader::heredoc(const Syntax& syntax, Node& call, Nodes& out) {
  bool raw = false;
  bool tabs = false;
  for (const Syntax& part : children_of(syntax)) {
    const std::string_view type = part.type();
    if (type == "<<-") tabs = true;
    if (type == "heredoc_start")
      raw = source(part).find_first_of("'\"\\") != std::string_view::npos;
    if (type == "heredoc_body") call.input = {heredoc_body(part, raw, tabs)};
    if (part.field == "argument") call.args.push_back(positional(word(part)));
    if (part.field == "redirect") redirect(part, call, out);
    if (type == "pipeline") {
      out.push_back(make(NodeKind::hole, part, "|"));  // a sign for redirected()
      pipeline(part, out);
    } else if (part.field == "right") {
      statement(part, out);
    }
  }
}

// The grammar leaves "$1" in the text of a here-document.
static void add_with_arguments(const Node& piece, std::vector<Node>& out) {
  const std::string& text = piece.text;
  const auto add = [&](NodeKind kind, std::string part) {
    Node node = piece;
    node.kind = kind;
    node.text = std::move(part);
    if (kind == NodeKind::name || !node.text.empty()) out.push_back(std::move(node));
  };
  std::size_t done = 0;
  for (auto at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
    const bool argument = at + 1 < text.size() && text[at + 1] >= '1' && text[at + 1] <= '9';
    if (!argument || (at > 0 && text[at - 1] == '\\')) continue;
    add(NodeKind::text, text.substr(done, at - done));
    add(NodeKind::name, text.substr(at + 1, 1));
    done = at + 2;
  }
  add(NodeKind::text, text.substr(done));
}

static Node with_arguments(Node content) {
  std::vector<Node> pieces;
  const bool one = content.kind == NodeKind::text;
  if (!one && content.kind != NodeKind::join) return content;
  for (const Node& piece : one ? std::vector<Node>{content} : content.children) {
    if (piece.kind == NodeKind::text)
      add_with_arguments(piece, pieces);
    else
      pieces.push_back(piece);
  }
  if (pieces.size() == (one ? 1 : content.children.size())) return content;
  content.kind = NodeKind::join;
  content.text.clear();
  content.children = std::move(pieces);
  return content;
}

Node BashReader::heredoc_body(const Syntax& body, bool raw, bool tabs) {
  Node content = raw ? make(NodeKind::text, body, std::string(source(body)))
                     : with_arguments(pieces(body, body.begin(), body.end(), true));
  if (!tabs) return content;
  // Tabs at the start of each line are the script's indentation.
  const auto strip = [](Node& piece, bool at_start) {
    std::string plain;
    for (const char c : piece.text) {
      if (c != '\t' || !at_start) plain += c;
      at_start = c == '\n' || (at_start && c == '\t');
    }
    piece.text = plain;
  };
  if (content.kind == NodeKind::text) strip(content, true);
  for (Node& piece : content.children)
    if (piece.kind == NodeKind::text) strip(piece, &piece == content.children.data());
  return content;
}

}  // namespace patdown
