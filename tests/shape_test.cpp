#include "rule/shape.h"

#include "catch.h"

namespace patdown {
namespace {

TEST_CASE("how many bytes of which kind an expression may match") {
  struct Case {
    const char* expression;
    std::size_t least;
    std::size_t most;
    std::size_t kinds;  // of bytes
  };
  const Case cases[] = {
      {"abc", 3, 3, 3},
      {"a|bcd", 1, 3, 4},
      {"(?:ab){2,3}c?", 4, 7, 3},
      {"[a-cx]{2}", 2, 2, 4},
      {R"([\]\-a]\.)", 2, 2, 4},
      {"[]a]", 1, 1, 2},
      {"[^a]", 1, 1, 255},
      {R"([^\x00-a])", 1, 1, 158},
      {R"(\d\x41)", 2, 2, 11},
      {"a*", 0, ShapePart::unbounded, 1},
      {"a{2,}b", 3, ShapePart::unbounded, 2},
      {R"(^(a)$\b)", 1, 1, 1},
      {"(?i:ab)", 2, 2, 4},
      {"a(b", 0, 0, 0},
      {"a)", 0, 0, 0},
      {"[a", 0, 0, 0},
      {"(?P<n>a)", 1, 1, 1},
      {R"(\pN)", 1, 1, 256},
      {"*", 0, 0, 0},
      {R"((a)\1)", 0, 0, 0},  // no such thing in RE2
  };
  for (const Case& one : cases) {
    INFO(one.expression);
    const ShapePart all = joined(shape_of(one.expression));
    CHECK(all.least == one.least);
    CHECK(all.most == one.most);
    CHECK(all.bytes.count() == one.kinds);
  }
}

TEST_CASE("which expressions stay in a line") {
  struct Case {
    const char* expression;
    bool in_line;
  };
  const Case cases[] = {
      {"abc", true},
      {R"([\s"]abc[\s"])", true},
      {R"((?:^|[^a-z])abc(?:[^a-z]|$))", true},
      {R"((?:^|[^a-z]|%[0-9]{2})abc)", true},
      {R"((?:x[^a])?abc)", false},
      {R"(a\sb)", false},
      {R"([^a]{2}b)", false},
      {R"([^a]?b)", true},
      {R"(a[^b]{0,1})", true},
      {R"(a[^b]*)", false},
      {R"(a(?:[^b]c)?)", false},
      {R"(a(?:c[^b])?)", true},
      {R"((?:a\n)b)", false},
      {R"(a\n(?:)$)", true},
      {R"(a\nb?)", false},
      {"[a", false},
  };
  for (const Case& one : cases) {
    INFO(one.expression);
    CHECK(stays_in_line(one.expression) == one.in_line);
  }
}

}  // namespace
}  // namespace patdown
