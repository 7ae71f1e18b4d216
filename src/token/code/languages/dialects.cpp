#include "token/code/languages/dialects.h"

#include "token/code/readers.h"
#include "token/code/syntax/clip.h"
#include "token/code/syntax/reader.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace patdown {
namespace {

constexpr const Dialect* dialects[] = {&csharp_dialect, &go_dialect,         &hcl_dialect,
                                       &java_dialect,   &javascript_dialect, &kotlin_dialect,
                                       &python_dialect, &ruby_dialect,       &rust_dialect,
                                       &tsx_dialect,    &typescript_dialect};

// The same text, of the same length, with the macros of a pipeline (token/pipeline/macro.h) as
// letters: then one is a name to the grammar, wherever it stands.
std::string with_macros_as_names(std::string_view text) {
  std::string named(text);
  for (std::size_t at = named.find('\x01'); at != std::string::npos; at = named.find('\x01', at)) {
    std::size_t end = std::min(at + 3, named.size());
    while (end < named.size() && named[end] == '\x02') ++end;
    std::fill(named.begin() + static_cast<std::ptrdiff_t>(at),
              named.begin() + static_cast<std::ptrdiff_t>(end), 'M');
  }
  return named;
}

Code read_dialect(const Dialect& dialect, std::string_view text) {
  if (text.size() > most_code) return unread_code(text.size(), "a file of more than 4 MiB");
  const SyntaxTree tree(dialect.language(), with_macros_as_names(text));
  if (!tree.parsed()) return unread_code(text.size(), "code that takes too long to parse");
  Code code = empty_code();
  SyntaxReader(dialect, text, code).file(tree.root());
  code.bytes_unread = std::min(code.bytes_unread, text.size());
  clip_depth(code);
  return code;
}

}  // namespace

std::span<const Dialect* const> all_dialects() {
  return dialects;
}

Code read_code(Language language, std::string_view text) {
  switch (language) {
    case Language::cmd:
      return read_cmd(text);
    case Language::bash:
      return read_bash(text);
    case Language::powershell:
      return read_powershell(text);
    case Language::csharp:
      return read_dialect(csharp_dialect, text);
    case Language::dockerfile:
      return read_dockerfile(text);
    case Language::go:
      return read_dialect(go_dialect, text);
    case Language::hcl:
      return read_dialect(hcl_dialect, text);
    case Language::http:
      return read_http(text);
    case Language::java:
      return read_dialect(java_dialect, text);
    case Language::javascript:
      return read_dialect(javascript_dialect, text);
    case Language::kotlin:
      return read_dialect(kotlin_dialect, text);
    case Language::makefile:
      return read_makefile(text);
    case Language::python:
      return read_dialect(python_dialect, text);
    case Language::ruby:
      return read_dialect(ruby_dialect, text);
    case Language::rust:
      return read_dialect(rust_dialect, text);
    case Language::tsx:
      return read_dialect(tsx_dialect, text);
    case Language::typescript:
      return read_dialect(typescript_dialect, text);
  }
  return unread_code(text.size(), "an unknown language");
}

}  // namespace patdown
