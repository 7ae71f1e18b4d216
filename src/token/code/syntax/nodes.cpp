#include "token/code/syntax/nodes.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t most_notes = 50;
constexpr std::size_t longest_hole = 40;

}  // namespace

std::string_view SyntaxNodes::source(const Syntax& syntax) const {
  return text_.substr(syntax.begin(), syntax.end() - syntax.begin());
}

Node SyntaxNodes::make(NodeKind kind, const Syntax& at, std::string text) const {
  Node made;
  made.kind = kind;
  made.text = std::move(text);
  made.line = at.line();
  made.column = at.column();
  return made;
}

Node SyntaxNodes::hole(const Syntax& at) const {
  return make(NodeKind::hole, at, std::string(source(at).substr(0, longest_hole)));
}

void SyntaxNodes::note(std::size_t line, const std::string& why) {
  if (code_.partly_read.size() < most_notes)
    code_.partly_read.push_back({.path = "", .line = line, .why = why});
}

void SyntaxNodes::note_errors(const std::vector<Syntax>& errors, const std::string& language) {
  std::size_t last = 0;
  for (const Syntax& syntax : errors) {
    code_.bytes_unread += syntax.end() - syntax.begin();
    if (syntax.line() != last) note(syntax.line(), language + " that could not be parsed");
    last = syntax.line();
  }
}

void SyntaxNodes::note_read(const Syntax& part) {
  code_.bytes_unread -= std::min(code_.bytes_unread, part.end() - part.begin());
}

}  // namespace patdown
