#include "secret/source_line.h"

#include "catch.h"

#include <algorithm>
#include <string>

namespace patdown {
namespace {

std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

TEST_CASE("a short line is shown whole, its secrets masked") {
  const std::string secret = "abcdefghijklmnopqrstuvwx";
  const std::string text = "before\nkey = abcdefghijklmnopqrstuvwx # end\r\nbehind";
  CHECK(masked_line(text, {13, 37}, secret, {{13, 37}}) == "key = abcd…uvwx # end");
}

TEST_CASE("the secret is masked where no rule found it as well") {
  const std::string secret = "abcdefghijklmnopqrstuvwx";
  const std::string text = "a=" + secret + " b=x" + secret;
  CHECK(masked_line(text, {2, 26}, secret, {{2, 26}}) == "a=abcd…uvwx b=xabcd…uvwx");
}

TEST_CASE("secrets that overlap are masked as one") {
  CHECK(joined({{5, 9}, {1, 3}, {2, 4}, {8, 12}}) == std::vector<Span>{{1, 4}, {5, 12}});
}

TEST_CASE("a long line is cut around the secret") {
  const std::string secret = "abcdefghijklmnopqrstuvwx";
  const std::string text = std::string(5000, '.') + secret + std::string(5000, '-');
  const std::string line = masked_line(text, {5000, 5024}, secret, {{5000, 5024}});
  CHECK(characters_in(line) <= source_line_length);
  CHECK(line.find("abcd…uvwx") != std::string::npos);
  CHECK_THAT(line, Catch::StartsWith("…..."));
  CHECK_THAT(line, Catch::EndsWith("---…"));
}

TEST_CASE("a long line of wide characters is cut between them") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "ä";
  text += "abcdefghijklmnopqrstuvwx";
  const std::string line = masked_line(text, {600, 624}, {}, {{600, 624}});
  CHECK_THAT(line, Catch::StartsWith("…ä"));
  CHECK(line.find('?') == std::string::npos);
}

TEST_CASE("a secret over several lines shows as one mask") {
  const std::string text = "key: -----BEGIN\nabcdef\nEND----- tail";
  CHECK(masked_line(text, {5, 31}, {}, {{5, 31}}) == "key: ----…----");
}

TEST_CASE("bytes that cannot be shown become question marks") {
  const std::string text = "a\xFF\x1B\t\xC3\xA4\xED\xA0\x80 x";
  CHECK(masked_part(text, {0, text.size()}, {}) == "a?? ä??? x");
}

}  // namespace
}  // namespace patdown
