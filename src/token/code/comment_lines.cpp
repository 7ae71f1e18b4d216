#include "token/code/comment_lines.h"

#include <algorithm>

namespace patdown {
namespace {

bool is_comment(std::string_view line, bool hashes) {
  if (hashes) return line.starts_with('#');
  return line.starts_with("//") || line.starts_with("/*") || line.starts_with("* ") || line == "*";
}

}  // namespace

std::string without_comment_lines(std::string_view text, std::string_view language) {
  const bool hashes = language.empty() || language == "python" || language == "ruby";
  std::string code;
  code.reserve(text.size());
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos || is_comment(line.substr(begin), hashes)) continue;
    code.append(line).append("\n");
  }
  return code;
}

}  // namespace patdown
