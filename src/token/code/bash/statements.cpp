// Statements of a Bash script: sequences, pipelines, branches, loops, functions.

#include "token/code/bash/reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t most_stages = 50;

bool is_error(const Syntax& syntax) {
  return syntax.type() == "ERROR" || ts_node_is_missing(syntax.node);
}

// The grammar does not know all of ${…} and $((…)). Such a word is a hole and costs nothing else.
bool is_error_or_word(const Syntax& syntax) {
  return is_error(syntax) || syntax.type() == "expansion" ||
         syntax.type() == "arithmetic_expansion";
}

bool is_body(const Syntax& syntax) {
  return syntax.field != "condition" && syntax.type() != "elif_clause" &&
         syntax.type() != "else_clause";
}

void append(std::vector<Node>& out, std::vector<Node>&& more) {
  std::move(more.begin(), more.end(), std::back_inserter(out));
}

}  // namespace

void BashReader::file(const Syntax& root) {
  std::vector<Syntax> errors = find_below(root, is_error_or_word);
  if (root.type() == "ERROR") errors = {root};
  std::erase_if(errors, [](const Syntax& syntax) { return !is_error(syntax); });
  note_errors(errors, "Bash");
  if (root.type() == "ERROR")
    error(root, code().file.children);
  else
    each_statement(children_of(root), code().file.children);
}

void BashReader::each_statement(const std::vector<Syntax>& parts, Nodes& out) {
  for (const Syntax& part : parts)
    if (part.named()) statement(part, out);
}

void BashReader::statement(const Syntax& syntax, Nodes& out) {
  const Level level(*this);
  if (too_deep()) {
    note(syntax.line(), "nested too deeply");
    out.push_back(hole(syntax));
    return;
  }
  const std::string_view type = syntax.type();
  if (type == "command") {
    command(syntax, out);
  } else if (type == "variable_assignment") {
    out.push_back(assignment(syntax));
  } else if (type == "declaration_command") {
    declaration(syntax, out);
  } else if (type == "redirected_statement") {
    redirected(syntax, out);
  } else if (type == "pipeline") {
    pipeline(syntax, out);
  } else if (type == "list") {
    list(syntax, out);
  } else if (type == "ERROR") {
    error(syntax, out);
  } else if (!compound(syntax, out)) {
    substitutions(syntax, out);
  }
}

// Statements that hold others; false if it is none.
bool BashReader::compound(const Syntax& syntax, Nodes& out) {
  const std::string_view type = syntax.type();
  if (type == "if_statement") {
    alternatives(syntax, out);
  } else if (type == "case_statement") {
    cases(syntax, out);
  } else if (type == "for_statement" || type == "while_statement" ||
             type == "c_style_for_statement") {
    loop(syntax, out);
  } else if (type == "function_definition") {
    function(syntax, out);
  } else if (type == "compound_statement" || type == "subshell" || type == "do_group" ||
             type == "negated_command" || type == "variable_assignments") {
    each_statement(children_of(syntax), out);
  } else {
    return false;
  }
  return true;
}

// a && b || c: the first runs, the others may. Lists nest to the left, as long as the line is.
void BashReader::list(const Syntax& syntax, Nodes& out) {
  struct Link {
    Syntax right;
    bool otherwise;  // behind ||
  };
  std::vector<Link> links;
  Syntax left = syntax;
  while (left.type() == "list") {
    const std::vector<Syntax> parts = children_of(left);
    if (parts.size() < 3) break;
    links.push_back({.right = parts.back(), .otherwise = source(parts[1]) == "||"});
    left = parts.front();
  }
  if (links.empty()) {
    each_statement(children_of(left), out);
    return;
  }
  statement(left, out);
  std::reverse(links.begin(), links.end());
  for (const Link& link : links) {
    Nodes run;
    statement(link.right, run);
    if (!link.otherwise) {
      append(out, std::move(run));
    } else if (!run.empty()) {
      Node block = make(NodeKind::block, link.right);
      block.children = std::move(run);
      out.push_back(std::move(block));
    }
  }
}

void BashReader::pipeline(const Syntax& syntax, Nodes& out) {
  Nodes producer;
  std::size_t stages = 0;
  for (const Syntax& part : children_of(syntax)) {
    if (!part.named() || part.type() == "comment") continue;
    Nodes stage;
    statement(part, stage);
    if (++stages % most_stages == 0) {
      note(part.line(), "a pipeline of more than 50 commands");
      append(out, std::move(producer));
      producer.clear();
    }
    join_stage(stage, producer, out);
    producer = std::move(stage);
  }
  append(out, std::move(producer));
}

// Makes `producer` the input of the call that `stage` is; else it runs before.
void BashReader::join_stage(Nodes& stage, Nodes& producer, Nodes& out) {
  if (producer.empty()) return;
  Node* consumer = !stage.empty() && stage[0].kind == NodeKind::call ? &stage[0] : nullptr;
  if (consumer == nullptr || !consumer->input.empty()) {
    append(out, std::move(producer));
  } else if (producer.size() == 1) {
    consumer->input.push_back(std::move(producer[0]));
  } else {
    Node block;
    block.kind = NodeKind::block;
    block.line = producer[0].line;
    block.column = producer[0].column;
    block.children = std::move(producer);
    consumer->input.push_back(std::move(block));
  }
  producer.clear();
}

// What a condition runs; what it compares is nothing to follow.
void BashReader::condition(const Syntax& syntax, Nodes& out) {
  for (const Syntax& part : children_of(syntax))
    if (part.field == "condition" && part.named()) statement(part, out);
}

void BashReader::alternatives(const Syntax& syntax, Nodes& out) {
  condition(syntax, out);
  Node branch = make(NodeKind::branch, syntax);
  bool otherwise = false;
  Node first = make(NodeKind::block, syntax);
  const std::vector<Syntax> parts = children_of(syntax);
  for (const Syntax& part : parts)
    if (part.named() && is_body(part)) statement(part, first.children);
  branch.children.push_back(std::move(first));
  for (const Syntax& part : parts) {
    if (part.named() && is_body(part)) continue;
    const bool other = part.type() == "else_clause";
    if (!other && part.type() != "elif_clause") continue;
    otherwise = otherwise || other;
    Node block = make(NodeKind::block, part);
    each_statement(children_of(part), block.children);
    branch.children.push_back(std::move(block));
  }
  if (branch.children.size() == 1) {
    out.push_back(std::move(branch.children[0]));
    return;
  }
  if (!otherwise) branch.children.push_back(make(NodeKind::block, syntax));
  out.push_back(std::move(branch));
}

void BashReader::cases(const Syntax& syntax, Nodes& out) {
  Node branch = make(NodeKind::branch, syntax);
  bool otherwise = false;
  for (const Syntax& part : children_of(syntax)) {
    if (part.field == "value") substitutions(part, out);
    if (part.type() != "case_item") continue;
    Node block = make(NodeKind::block, part);
    for (const Syntax& inner : children_of(part)) {
      if (inner.field == "value") otherwise = otherwise || source(inner) == "*";
      if (inner.field.empty() && inner.named()) statement(inner, block.children);
    }
    branch.children.push_back(std::move(block));
  }
  if (!otherwise) branch.children.push_back(make(NodeKind::block, syntax));
  out.push_back(std::move(branch));
}

void BashReader::loop(const Syntax& syntax, Nodes& out) {
  Node block = make(NodeKind::block, syntax);
  block.repeats = true;
  Node assign = make(NodeKind::assign, syntax, "=");
  Node values = make(NodeKind::choice, syntax);
  const std::vector<Syntax> parts = children_of(syntax);
  for (const Syntax& part : parts) {
    if (part.field == "variable") assign.children.push_back(variable(part));
    if (part.field == "value") {
      Node value = word(part);
      // Each element of an array in turn.
      if (source(part).find("[@]") != std::string_view::npos && value.kind == NodeKind::name) {
        Node element = make(NodeKind::index, part);
        element.children.push_back(std::move(value));
        element.children.push_back(hole(part));
        value = std::move(element);
      }
      values.children.push_back(std::move(value));
    }
  }
  if (!assign.children.empty() && !values.children.empty()) {
    if (values.children.size() == 1) values = Node(values.children[0]);
    assign.children.push_back(std::move(values));
    block.children.push_back(std::move(assign));
  }
  condition(syntax, block.children);
  for (const Syntax& part : parts)
    if (part.field == "body") statement(part, block.children);
  out.push_back(std::move(block));
}

void BashReader::function(const Syntax& syntax, Nodes& out) {
  Node made = make(NodeKind::function, syntax);
  for (const Syntax& part : children_of(syntax)) {
    if (part.field == "name") made.text = std::string(source(part));
    if (part.field == "body") statement(part, made.children);
  }
  out.push_back(std::move(made));
}

// What can be told apart inside a stretch that could not be parsed is kept.
void BashReader::error(const Syntax& syntax, Nodes& out) {
  for (const Syntax& part : children_of(syntax)) {
    if (!part.named()) continue;
    Nodes found;
    statement(part, found);
    if (!found.empty() && part.type() != "ERROR") note_read(part);
    append(out, std::move(found));
  }
}

}  // namespace patdown
