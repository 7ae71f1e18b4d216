#include "core/letters.h"
#include "token/code/powershell/keywords.h"

#include <iterator>

namespace patdown {
namespace {

// Up to a blank or bracket: Get-Thing, script:Get-Thing.
std::string take_function_name(Cursor& cursor) {
  const std::size_t begin = cursor.offset();
  while (!cursor.at_space() && std::string_view("({;").find(cursor.peek()) == std::string::npos) {
    cursor.advance();
  }
  std::string_view name = cursor.between(begin, cursor.offset());
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
  return std::string(name);
}

// Does it write to the pipeline, and so to the caller?
bool gives_value(const Node& node) {
  switch (node.kind) {
    case NodeKind::assign:
    case NodeKind::function:
    case NodeKind::ret:
      return false;
    case NodeKind::hole:
      return !node.text.starts_with("throw") && !node.text.starts_with("exit");
    case NodeKind::call: {
      const std::string name = lower(node.text);
      return name == "write-output" || !(name.starts_with("write-") || name.starts_with("out-"));
    }
    default:
      return true;
  }
}

// What a PowerShell function writes last is what it returns, in every branch.
void make_last_value_returned(std::vector<Node>& statements) {
  auto last = statements.rbegin();
  for (; last != statements.rend(); ++last) {
    if (last->kind != NodeKind::block && last->kind != NodeKind::branch) break;
    make_last_value_returned(last->children);
  }
  // Only if nothing follows: a `ret` in front of other statements would seem to hide them.
  if (last != statements.rbegin() || last == statements.rend() || !gives_value(*last)) return;
  Node ret;
  ret.kind = NodeKind::ret;
  ret.line = last->line;
  ret.column = last->column;
  ret.children.push_back(std::move(*last));
  *last = std::move(ret);
}

}  // namespace

void read_function(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  Node function = reader.make(NodeKind::function, begin, take_function_name(cursor));
  cursor.skip_lines();
  if (cursor.peek() == '(') read_parameters(reader, function.args);
  cursor.skip_lines();
  if (cursor.peek() == '{') {
    Node body = reader.script_block(true);
    function.children = std::move(body.children);
    std::move(body.args.begin(), body.args.end(), std::back_inserter(function.args));
  } else {
    reader.note(begin, "a function has no body");
  }
  make_last_value_returned(function.children);
  out.push_back(std::move(function));
}

// param ( … ): the parameters of what it stands in.
void read_param(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& /*out*/) {
  reader.cursor().skip_lines();
  std::vector<Arg> dropped;
  std::vector<Arg>* const known = reader.parameters();
  read_parameters(reader, known == nullptr ? dropped : *known);
}

void read_parameters(PowerShellReader& reader, std::vector<Arg>& to) {
  Cursor& cursor = reader.cursor();
  cursor.advance();
  reader.open().push_back(')');
  do {
    cursor.skip_lines();
    while (cursor.peek() == '[' && !reader.type_span().empty()) cursor.skip_lines();
    if (cursor.peek() != '$' || !reader.variable_starts(0)) break;
    const std::size_t begin = cursor.offset();
    Arg parameter;
    parameter.name = reader.variable().text;
    parameter.value = reader.make(NodeKind::hole, begin);
    cursor.skip_lines();
    if (cursor.take("=")) {
      cursor.skip_lines();
      parameter.value = reader.expression(false);
    }
    to.push_back(std::move(parameter));
    cursor.skip_lines();
  } while (cursor.take(","));
  reader.open().pop_back();
  reader.close(')');
}

// begin { }, process { }, end { }: their statements are the function's.
void read_named_block(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& out) {
  Node body = read_body(reader);
  std::move(body.children.begin(), body.children.end(), std::back_inserter(out));
}

}  // namespace patdown
