#include "rule/term.h"

#include "catch.h"

#include <string>

#include <re2/re2.h>

namespace patdown {
namespace {

RE2::Options latin1() {
  RE2::Options options(RE2::Latin1);
  options.set_dot_nl(true);
  options.set_log_errors(false);
  return options;
}

// RE2 itself, asked for each byte.
ByteSet taken_by_re2(const std::string& expression) {
  const RE2 compiled(expression, latin1());
  REQUIRE(compiled.ok());
  ByteSet bytes;
  for (unsigned code = 0; code < bytes.size(); ++code) {
    const std::string text(1, static_cast<char>(code));
    bytes.set(code, RE2::FullMatch(text, compiled));
  }
  return bytes;
}

// Of an expression of one byte.
ByteSet taken(const Term& term) {
  if (term.kind == Term::Kind::bytes) return term.bytes;
  ByteSet bytes;
  for (const Term& part : term.parts) bytes |= taken(part);
  return bytes;
}

TEST_CASE("a class takes the bytes that RE2 takes") {
  for (const char* expression : {"a",
                                 ".",
                                 R"(\.)",
                                 R"(\\)",
                                 R"(\n)",
                                 R"(\a)",
                                 R"(\f)",
                                 R"(\v)",
                                 R"(\t)",
                                 R"(\x41)",
                                 R"(\x{e9})",
                                 R"(\d)",
                                 R"(\D)",
                                 R"(\w)",
                                 R"(\W)",
                                 R"(\s)",
                                 R"(\S)",
                                 R"(\C)",
                                 "[abc]",
                                 "[a-f0-9]",
                                 "[^a-f]",
                                 "[]a]",
                                 "[^]a]",
                                 R"([\]\-a])",
                                 R"([\x00-\x1f])",
                                 R"([\x80-\xff])",
                                 R"([\d_-])",
                                 R"([^\s"'])",
                                 "[a-]",
                                 "[-a]",
                                 R"([\\/])",
                                 "[[:alnum:]]",
                                 "[[:alpha:]]",
                                 "[[:ascii:]]",
                                 "[[:blank:]]",
                                 "[[:cntrl:]]",
                                 "[[:digit:]]",
                                 "[[:graph:]]",
                                 "[[:lower:]]",
                                 "[[:print:]]",
                                 "[[:punct:]]",
                                 "[[:space:]]",
                                 "[[:upper:]]",
                                 "[[:word:]]",
                                 "[[:xdigit:]]",
                                 "[[:^digit:]]",
                                 "[^[:digit:]x]",
                                 "(?i:a)",
                                 "(?i)a",
                                 "(?i:[a-f])",
                                 "(?i:[^a-f])",
                                 "(?i:1)",
                                 "(?i:\xe9)",
                                 "(?i:[\xc0-\xde])",
                                 "(?i:(?-i:a))",
                                 "(?-i)a",
                                 "(?s:.)",
                                 "(?P<name>a)",
                                 "(a)",
                                 "a|b",
                                 "(?i:a)|b",
                                 "(?:(?i)a|b)|c",
                                 "{",
                                 "a{1}"}) {
    INFO(expression);
    const auto term = read_term(expression);
    REQUIRE(term);
    CHECK(taken(*term) == taken_by_re2(expression));
  }
}

TEST_CASE("where a class is not known, it takes more than RE2") {
  for (const char* expression : {R"(\pL)", R"(\PL)", R"(\p{Greek})", R"([\pL.])", R"([^\pL.])"}) {
    INFO(expression);
    const auto term = read_term(expression);
    REQUIRE(term);
    CHECK((taken_by_re2(expression) & ~taken(*term)).none());
  }
}

std::string drawn(const Term& term) {
  std::string text;
  switch (term.kind) {
    case Term::Kind::bytes:
      return std::to_string(term.bytes.count());
    case Term::Kind::look:
      return "^";
    case Term::Kind::alternatives:
      for (const Term& part : term.parts) text += (text.empty() ? "" : "|") + drawn(part);
      return "[" + text + "]";
    case Term::Kind::repeated:
      return drawn(term.parts.front()) + "{" + std::to_string(term.least) + "," +
             (term.most == Term::unbounded ? "" : std::to_string(term.most)) + "}";
    case Term::Kind::sequence:
    case Term::Kind::group:
      break;
  }
  for (const Term& part : term.parts) text += (text.empty() ? "" : " ") + drawn(part);
  return term.kind == Term::Kind::group ? "<" + text + ">" : "(" + text + ")";
}

TEST_CASE("an expression is made of its terms") {
  struct Case {
    const char* expression;
    const char* drawn;
  };
  const Case cases[] = {
      {"", "()"},
      {"ab", "(1 1)"},
      {"a|", "[(1)|()]"},
      {R"(^\b\B\A\z$)", "(^ ^ ^ ^ ^ ^)"},
      {"a*b+?c?d{2}e{2,}f{2,3}", "(1{0,} 1{1,} 1{0,1} 1{2,2} 1{2,} 1{2,3})"},
      {"a{,3}", "(1 1 1 1 1)"},
      {"(a)(?:b(c))", "(<(1)> (1 <(1)>))"},
      {"(?P<one>a)(?<two>b)", "(<(1)> <(1)>)"},
      {"(?i)a(?-i)a(?i:a)a", "(() 2 () 1 (2) 1)"},
      {"((?i)a)a", "(<(() 2)> 1)"},
  };
  for (const Case& one : cases) {
    INFO(one.expression);
    const auto term = read_term(one.expression);
    REQUIRE(term);
    CHECK(drawn(*term) == one.drawn);
  }
}

TEST_CASE("what is no expression is not understood") {
  for (const char* expression :
       {"a(b", "a)", "[a", "[a-", "*", "a|*", R"(\)", R"((a)\1)", R"(\x4)", R"(\x{41)", "(?",
        "(?z)", "(?=a)", "(?P<a", "[[:none:]]", "[b-a]", R"(\p{Greek)"}) {
    INFO(expression);
    CHECK_FALSE(read_term(expression));
  }
  const std::string deep = std::string(200'000, '(') + std::string(200'000, ')');
  CHECK_FALSE(read_term(deep));
}

}  // namespace
}  // namespace patdown
