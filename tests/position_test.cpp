#include "core/position.h"

#include "catch.h"

namespace patdown {
namespace {

struct Case {
  const char* name;
  std::string_view text;
  Span span;
  Position at;
};

const Case cases[] = {
    {"the first byte", "abc", {0, 1}, {1, 1, 1, 2}},
    {"after LF", "a\nbc", {2, 4}, {2, 1, 2, 3}},
    {"after CRLF", "a\r\nbc", {3, 4}, {2, 1, 2, 2}},
    {"after a lone CR", "a\rbc", {2, 3}, {2, 1, 2, 2}},
    {"over two lines", "ab\ncd", {1, 4}, {1, 2, 2, 2}},
    {"a wide letter is one unit", "\xC3\xA4x", {2, 3}, {1, 2, 1, 3}},
    {"an emoji is two units", "\xF0\x9F\x94\x91x", {4, 5}, {1, 3, 1, 4}},
    {"a stray byte is one unit", "\xFFx", {1, 2}, {1, 2, 1, 3}},
    {"a byte order mark is nothing", "\xEF\xBB\xBFx", {3, 4}, {1, 1, 1, 2}},
};

TEST_CASE("positions count lines and UTF-16 units from one") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK((LineIndex(c.text).position_of(c.span) == c.at));
    }
  }
}

TEST_CASE("lines come without their ends") {
  const LineIndex index("one\r\ntwo\n\nfour");
  CHECK(index.lines() == 4);
  CHECK(index.line(1) == "one");
  CHECK(index.line(2) == "two");
  CHECK(index.line(3).empty());
  CHECK(index.line(4) == "four");
  CHECK(index.line(5).empty());
}

}  // namespace
}  // namespace patdown
