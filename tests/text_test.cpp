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

}  // namespace
}  // namespace patdown
