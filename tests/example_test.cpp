#include "rule/example.h"

#include "catch.h"
#include "core/error.h"

#include <regex>
#include <string>

namespace patdown {
namespace {

struct Case {
  const char* example;
  const char* pattern;  // what the whole text must look like
};

const Case cases[] = {
    {"plain ${{ text }}", R"(plain \$\{\{ text \}\})"},
    {"‹alnum 36›", "[0-9A-Za-z]{36}"},
    {"‹hex 8›-‹HEX 8›-‹digits 4›", "[0-9a-f]{8}-[0-9A-F]{8}-[0-9]{4}"},
    {"‹lower 3›‹upper 3›", "[a-z]{3}[A-Z]{3}"},
    {"‹base32lower 8›‹base32upper 8›", "[a-z2-7]{8}[A-Z2-7]{8}"},
    {"‹base64 9›‹base64url 9›", "[0-9A-Za-z+/]{9}[0-9A-Za-z_-]{9}"},
    {"‹base64-bytes 32›", "[0-9A-Za-z+/]{43}="},
    {"‹base64url-bytes 32›", "[0-9A-Za-z_-]{43}"},
    {"‹uuid›", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"},
    {"a‹›b‹tab›c", "ab\tc"},
    {"‹alnum 5#a› ‹alnum 5#a›", "(.{5}) \\1"},
    {"‹alnum 5 #a› ‹alnum 5 #a›", "(.{5}) \\1"},
    {"‹base64-of:foobar›", "Zm9vYmFy"},
    {"‹base64-of:‹base64-of:foo››", "Wm05dg=="},
    {"‹json-escaped:a\"b\nc›", R"(a\\"b\\nc)"},
    {"‹percent-encoded:a:b/›", "a%3Ab%2F"},
    {"‹plus-escaped:a+b›", R"(a\\u002Bb)"},
    {"‹jwt:{\"a\":1}›", R"(eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\.eyJhIjoxfQ\.[\w-]{43})"},
    {"  ‹filler-lines 2›", "  [a-z .]+\n  [a-z .]+"},
    {"‹pem ed25519›", "-----BEGIN PRIVATE KEY-----\n[0-9A-Za-z+/]{64}\n-----END PRIVATE KEY-----"},
};

TEST_CASE("placeholders take the shape they name, whatever the seed") {
  for (const Case& c : cases) {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
      const std::string text = expand(c.example, seed).text;
      INFO(c.example << " gave " << text);
      CHECK(std::regex_match(text, std::regex(c.pattern)));
    }
  }
}

TEST_CASE("the same text and seed give the same result, another seed another") {
  CHECK(expand("‹alnum 36›", 7).text == expand("‹alnum 36›", 7).text);
  CHECK(expand("‹alnum 36›", 7).text != expand("‹alnum 36›", 8).text);
  CHECK(expand("‹alnum 36› ‹alnum 36›", 7).text.substr(0, 36) !=
        expand("‹alnum 36› ‹alnum 36›", 7).text.substr(37));
  CHECK(expand("‹alnum 9#x›", 7).text == expand("other ‹alnum 9#x›", 7).text.substr(6));
}

TEST_CASE("marks say where the secrets stand") {
  const ExpandedExample result = expand("a=«‹alnum 4›», b=«xy»", 0);
  CHECK(result.secrets == std::vector<Span>{{.begin = 2, .end = 6}, {.begin = 10, .end = 12}});
  CHECK(expand("nothing", 0).secrets.empty());
}

TEST_CASE("mistakes in the notation are errors") {
  for (const char* wrong : {"‹alnum 3", "alnum 3›", "«a", "a»", "««a»»", "‹alnum›", "‹alnum x›",
                            "‹nothing 3›", "‹base64-of:«a»›", "abc‹github-crc›"}) {
    INFO(wrong);
    CHECK_THROWS_AS(expand(wrong, 0), Error);
  }
}

}  // namespace
}  // namespace patdown
