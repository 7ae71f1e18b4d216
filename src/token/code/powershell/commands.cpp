#include "core/letters.h"
#include "token/code/powershell/reader.h"

#include <algorithm>

namespace patdown {
namespace {

bool at_command_end(const Cursor& cursor) {
  return cursor.at_end() || cursor.at_line_end() ||
         std::string_view(";|&)}").find(cursor.peek()) != std::string_view::npos;
}

// > >> 2> *> and the reserved <
bool at_redirection(const Cursor& cursor) {
  const char c = cursor.peek();
  if (c == '>' || c == '<') return true;
  return cursor.peek(1) == '>' && ((c >= '1' && c <= '6') || c == '*');
}

bool at_splat(const Cursor& cursor) {
  return cursor.peek() == '@' && cursor.letter(1) != 0;
}

bool at_stop(const Cursor& cursor) {
  const char behind = cursor.peek(3);
  return cursor.looking_at("--%") &&
         (behind == 0 || behind == ' ' || behind == '\t' || behind == '\r' || behind == '\n');
}

// The bytes of `-Name` or `--name` at the cursor; 0 if the word is something else, such as -5,
// --name=value or -D$x.
std::size_t parameter_length(const Cursor& cursor) {
  std::size_t length = cursor.dash();
  if (length == 0) return 0;
  length += cursor.dash(length);
  if ((cursor.letter(length) == 0 && cursor.peek(length) != '?') || is_digit(cursor.peek(length))) {
    return 0;
  }
  while (true) {
    const std::size_t dash = cursor.dash(length);
    const std::size_t letter = cursor.letter(length);
    if (dash == 0 && letter == 0 && cursor.peek(length) != '?') break;
    length += std::max<std::size_t>({dash, letter, 1});
  }
  const char c = cursor.peek(length);
  if (c == '@') {
    return cursor.peek(length + 1) == '(' || cursor.peek(length + 1) == '{' ? length : 0;
  }
  const bool ends =
      c == 0 || std::string_view(" \t\r\n;|&(){}<>:").find(c) != std::string_view::npos;
  return ends ? length : 0;
}

// Microsoft.PowerShell.Utility\Invoke-RestMethod is Invoke-RestMethod.
std::string without_module(std::string name) {
  const std::size_t slash = name.find('\\');
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '.';
  };
  const bool module = slash != std::string::npos && slash > 0 && name[0] != '.' &&
                      std::all_of(name.data(), name.data() + slash, plain) &&
                      name.find_first_of("\\.", slash + 1) == std::string::npos &&
                      name.find('-', slash) != std::string::npos;
  if (module) name.erase(0, slash + 1);
  return name;
}

}  // namespace

Node PowerShellReader::command() {
  const std::size_t begin = cursor_.offset();
  Node call = make(NodeKind::call, begin);
  const char next = cursor_.peek(1);
  const bool dot = cursor_.peek() == '.' && (next == ' ' || next == '\t' || next == '$' ||
                                             next == '(' || cursor_.quote(1).kind != 0);
  if (dot) {
    cursor_.advance();
    call.text = ".";
  } else {
    if (cursor_.take("&")) cursor_.skip_blanks();
    Node callee = word();
    if (callee.kind == NodeKind::text) {
      call.text = without_module(std::move(callee.text));
    } else {
      call.children.push_back(std::move(callee));
    }
  }
  arguments(call);
  return call;
}

void PowerShellReader::arguments(Node& call) {
  while (true) {
    cursor_.skip_blanks();
    if (at_command_end(cursor_)) return;
    const std::size_t begin = cursor_.offset();
    if (!redirection()) argument(call);
    if (cursor_.offset() == begin) return;
  }
}

void PowerShellReader::argument(Node& call) {
  if (at_stop(cursor_)) {
    unparsed_arguments(call);
  } else if (parameter_length(cursor_) != 0) {
    parameter(call);
  } else if (at_splat(cursor_)) {
    call.args.push_back({.name = "@", .spelled = "", .key = {}, .value = variable()});
  } else if (!cursor_.take(",")) {
    call.args.push_back({.name = "", .spelled = "", .key = {}, .value = words()});
  }
}

void PowerShellReader::parameter(Node& call) {
  const std::size_t begin = cursor_.offset();
  const std::size_t first = cursor_.dash();
  const std::size_t second = cursor_.dash(first);
  cursor_.advance(parameter_length(cursor_));
  Arg arg;
  arg.name = cursor_.between(begin + first + second, cursor_.offset());
  arg.spelled = (second == 0 ? "-" : "--") + arg.name;
  if (cursor_.take(":")) arg.spelled += ':';
  cursor_.skip_blanks();
  const bool alone = at_command_end(cursor_) || parameter_length(cursor_) != 0 ||
                     at_redirection(cursor_) || at_splat(cursor_) || at_stop(cursor_);
  arg.value = alone ? make(NodeKind::hole, begin, "switch") : words();
  call.args.push_back(std::move(arg));
}

// Behind --% the line goes to the program as it is.
void PowerShellReader::unparsed_arguments(Node& call) {
  cursor_.advance(3);
  while (!cursor_.at_end() && !cursor_.at_line_end() && cursor_.peek() != '|') {
    const std::size_t begin = cursor_.offset();
    const char c = cursor_.peek();
    if (c == ' ' || c == '\t') {
      cursor_.advance();
      continue;
    }
    std::string word;
    bool quoted = false;
    while (!cursor_.at_end() && !cursor_.at_line_end()) {
      const char letter = cursor_.peek();
      if (!quoted && (letter == ' ' || letter == '\t' || letter == '|')) break;
      if (letter == '"') {
        quoted = !quoted;
      } else {
        word += letter;
      }
      cursor_.advance();
    }
    Node text = make(NodeKind::text, begin, std::move(word));
    call.args.push_back({.name = "", .spelled = "", .key = {}, .value = std::move(text)});
  }
}

bool PowerShellReader::redirection() {
  if (!at_redirection(cursor_)) return false;
  if (cursor_.peek(1) == '>' && cursor_.peek() != '>') cursor_.advance();
  cursor_.advance();
  cursor_.take(">");
  if (cursor_.peek() == '&' && is_digit(cursor_.peek(1))) {
    cursor_.advance(2);
    return true;
  }
  cursor_.skip_blanks();
  if (!at_command_end(cursor_) && !at_redirection(cursor_)) hoist(word());
  return true;
}

}  // namespace patdown
