#include "token/code/bash/arithmetic.h"
#include "token/code/bash/reader.h"
#include "token/code/readers.h"
#include "token/code/syntax/clip.h"

#include <string>
#include <utility>

extern "C" const TSLanguage* tree_sitter_bash(void);

namespace patdown {
namespace {

// The same script, its lines and columns too, without what the grammar stumbles over and a shell
// does not (or only because of how the file came here): line ends of Windows, which the end of a
// here-document must not have, and a backslash that ends it.
std::string smoothed(std::string_view text) {
  std::string smooth;
  smooth.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || text.substr(i + 1, 1) != "\n") smooth += text[i];
  }
  const std::size_t last = smooth.find_last_not_of(" \t\n");
  if (last != std::string::npos && smooth[last] == '\\') smooth[last] = ' ';
  return smooth;
}

}  // namespace

Code read_bash(std::string_view text) {
  if (text.size() > most_code) return unread_code(text.size(), "a script of more than 4 MiB");
  const std::string smooth = with_plain_arithmetic(smoothed(text));
  const SyntaxTree tree(tree_sitter_bash(), smooth);
  if (!tree.parsed()) return unread_code(text.size(), "Bash that takes too long to parse");
  Code code = empty_code();
  BashReader(smooth, code).file(tree.root());
  clip_depth(code);
  return code;
}

}  // namespace patdown
