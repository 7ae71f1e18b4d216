#include "token/code/powershell/keywords.h"

#include "core/letters.h"

namespace patdown {
namespace {

struct Keyword {
  std::string_view word;
  void (*read)(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
  KeywordEnd end = KeywordEnd::closed;
  std::string_view next = {};  // what must follow, behind blanks; 'w' is a word
};

constexpr Keyword keywords[] = {
    {"if", read_if, KeywordEnd::closed, "("},
    {"switch", read_switch},
    {"foreach", read_foreach, KeywordEnd::closed, "(-"},
    {"for", read_for, KeywordEnd::closed, "("},
    {"while", read_while, KeywordEnd::closed, "("},
    {"do", read_do, KeywordEnd::open, "{"},
    {"try", read_try, KeywordEnd::closed, "{"},
    {"trap", read_trap, KeywordEnd::closed, "{["},
    {"return", read_return, KeywordEnd::open},
    {"throw", read_throw, KeywordEnd::open},
    {"exit", read_throw, KeywordEnd::open},
    {"break", read_jump, KeywordEnd::open},
    {"continue", read_jump, KeywordEnd::open},
    {"function", read_function, KeywordEnd::closed, "w"},
    {"filter", read_function, KeywordEnd::closed, "w"},
    {"workflow", read_function, KeywordEnd::closed, "w"},
    {"param", read_param, KeywordEnd::closed, "("},
    {"begin", read_named_block, KeywordEnd::closed, "{"},
    {"process", read_named_block, KeywordEnd::closed, "{"},
    {"end", read_named_block, KeywordEnd::closed, "{"},
    {"clean", read_named_block, KeywordEnd::closed, "{"},
    {"dynamicparam", read_named_block, KeywordEnd::closed, "{"},
    {"class", read_class, KeywordEnd::closed, "w"},
    {"enum", read_enum, KeywordEnd::closed, "w"},
};

bool may_follow(const Cursor& cursor, std::string_view next) {
  if (next.empty()) return true;
  if (next == "w") return cursor.letter() != 0;
  return !cursor.at_end() && next.find(cursor.peek()) != std::string_view::npos;
}

// Characters behind which a word is another word: for-each, if.exe, end/.
bool continues_word(const Cursor& cursor) {
  const char c = cursor.peek();
  return cursor.letter() != 0 || cursor.dash() != 0 ||
         (c != 0 && std::string_view("./\\:=+*?%!,").find(c) != std::string_view::npos);
}

}  // namespace

bool take_keyword(Cursor& cursor, std::string_view word) {
  const std::size_t begin = cursor.offset();
  if (lower(cursor.between(begin, begin + word.size())) == word) {
    cursor.advance(word.size());
    if (cursor.offset() == begin + word.size() && !continues_word(cursor)) return true;
  }
  cursor.move_to(begin);
  return false;
}

bool take_keyword_below(Cursor& cursor, std::string_view word) {
  const std::size_t begin = cursor.offset();
  cursor.skip_lines();
  if (take_keyword(cursor, word)) return true;
  cursor.move_to(begin);
  return false;
}

KeywordEnd read_keyword(PowerShellReader& reader, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  const std::size_t begin = cursor.offset();
  for (const Keyword& keyword : keywords) {
    if (!take_keyword(cursor, keyword.word)) continue;
    const std::size_t end = cursor.offset();
    cursor.skip_lines();
    const bool fits = may_follow(cursor, keyword.next);
    cursor.move_to(end);
    if (fits) {
      keyword.read(reader, begin, out);
      return keyword.end;
    }
    cursor.move_to(begin);
    return KeywordEnd::no_keyword;
  }
  return KeywordEnd::no_keyword;
}

Node read_body(PowerShellReader& reader) {
  Cursor& cursor = reader.cursor();
  const std::size_t begin = cursor.offset();
  cursor.skip_lines();
  if (cursor.peek() == '{') return reader.script_block(false);
  cursor.move_to(begin);
  reader.note(begin, "a block is missing");
  return reader.make(NodeKind::block, begin);
}

}  // namespace patdown
