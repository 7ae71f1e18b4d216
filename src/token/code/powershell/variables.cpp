#include "core/letters.h"
#include "token/code/powershell/reader.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t longest_name = 256;  // in braces; no rule, but more is no name

// "about_Scopes" and "about_Variables"; those that say nothing about which variable is meant are
// left out of the form.
constexpr std::string_view told_scopes[] = {"env", "script", "global", "function", "alias"};
constexpr std::string_view silent_scopes[] = {"using", "local", "private", "variable", "workflow"};

template <std::size_t size>
bool has(const std::string_view (&words)[size], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// The length of the scope's name that `name` starts with, if a colon follows; else 0.
std::size_t scope_length(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return 0;
  const std::string scope = lower(name.substr(0, colon));
  return has(told_scopes, scope) || has(silent_scopes, scope) ? colon : 0;
}

}  // namespace

// PowerShell ignores the case of names: every variable is spelled as where it first stands.
std::string PowerShellReader::first_spelling(std::string name) {
  std::string key = lower(name);
  return spellings_.emplace(std::move(key), std::move(name)).first->second;
}

// Does a variable start at the `$` that stands `ahead`?
bool PowerShellReader::variable_starts(std::size_t ahead) const {
  const char next = cursor_.peek(ahead + 1);
  if (next == '{') {
    std::size_t length = ahead + 2;
    const std::size_t most = length + longest_name;
    const auto ends = [](char c) { return c == '}' || c == '\n' || c == '\r' || c == '\0'; };
    while (length < most && !ends(cursor_.peek(length))) ++length;
    return cursor_.peek(length) == '}' && length > ahead + 2;
  }
  return cursor_.letter(ahead + 1) != 0 || next == '$' || next == '?' || next == '^';
}

Node PowerShellReader::variable() {
  const std::size_t begin = cursor_.offset();
  cursor_.advance();
  std::string name;
  if (cursor_.take("{")) {
    while (!cursor_.at_end() && cursor_.peek() != '}') {
      if (cursor_.peek() == '`') cursor_.advance();
      name += cursor_.peek();
      cursor_.advance();
    }
    cursor_.advance();
  } else if (cursor_.letter() == 0) {
    name = cursor_.peek();
    cursor_.advance();
  } else {
    name = cursor_.take_name();
    if (cursor_.peek() == ':' && cursor_.letter(1) != 0 && scope_length(name + ":") != 0) {
      cursor_.advance();
      name += ":";
      name += cursor_.take_name();
    }
  }
  const std::size_t length = scope_length(name);
  std::string scope = lower(std::string_view(name).substr(0, length));
  if (length != 0) name.erase(0, length + 1);
  if (scope != "env") name = first_spelling(std::move(name));
  Node node = make(NodeKind::name, begin, std::move(name));
  if (!has(silent_scopes, scope)) node.scope = std::move(scope);
  return node;
}

}  // namespace patdown
