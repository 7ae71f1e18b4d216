#include "core/text.h"

#include "catch.h"

#include <cstdint>
#include <string>

namespace patdown {
namespace {

TEST_CASE("append_utf8 writes a character") {
  struct Row {
    std::uint32_t character;
    std::string bytes;
  };
  const Row rows[] = {
      {0x41, "A"},
      {0x7F, "\x7F"},
      {0xE9, "\xC3\xA9"},
      {0x7FF, "\xDF\xBF"},
      {0x20AC, "\xE2\x82\xAC"},
      {0xD800, "\xED\xA0\x80"},  // half of a pair
      {0x1F600, "\xF0\x9F\x98\x80"},
      {0x10FFFF, "\xF4\x8F\xBF\xBF"},
      {0x110000, ""},
  };
  for (const Row& row : rows) {
    std::string text = "x";
    append_utf8(text, row.character);
    CHECK(text == "x" + row.bytes);
  }
}

TEST_CASE("lines begin and end at line feeds and carriage returns, near and far") {
  for (const char line_break : {'\n', '\r'}) {
    for (std::size_t before = 0; before < 70; ++before) {
      for (const std::size_t behind : {std::size_t{0}, std::size_t{1}, std::size_t{40}}) {
        const std::string text = std::string("x") + line_break + std::string(before, 'a') +
                                 std::string(behind, 'b') + line_break + "y";
        const std::size_t at = 2 + before;
        INFO(before << " before, " << behind << " behind");
        CHECK(line_begin(text, at) == 2);
        CHECK(line_end(text, at) == at + behind);
      }
    }
  }
  CHECK(line_begin("", 0) == 0);
  CHECK(line_end("", 0) == 0);
  const std::string long_line(100, 'a');
  CHECK(line_begin(long_line, 100) == 0);
  CHECK(line_begin(long_line, 50) == 0);
  CHECK(line_end(long_line, 0) == 100);
  CHECK(line_end(long_line, 50) == 100);
}

}  // namespace
}  // namespace patdown
