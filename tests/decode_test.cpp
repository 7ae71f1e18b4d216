#include "secret/decode.h"

#include "catch.h"
#include "core/digest.h"
#include "rule/example.h"
#include "secret/scanner.h"

#include <cctype>
#include <string>
#include <vector>

namespace patdown {
namespace {

using namespace std::string_view_literals;

Rule token_rule() {
  Rule rule;
  rule.id = "acme-token";
  rule.anchors = {"acme_[0-9A-Za-z]{20}"};
  rule.pattern = R"(\b(acme_[0-9A-Za-z]{20})\b)";
  return rule;
}

ScanResult scan(std::string_view text) {
  static const Rule rule = token_rule();
  const Rule* pointer = &rule;
  const Scanner scanner({&pointer, 1});
  Scanner::Scratch scratch(scanner);
  return scanner.scan(text, {}, scratch);
}

std::string token() {
  return expand("acme_‹alnum 20›", 5).text;
}

// ASCII only.
std::string utf16(std::string_view text, bool little, bool mark) {
  std::string bytes = !mark ? "" : little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : text) {
    if (!little) bytes += '\0';
    bytes += c;
    if (little) bytes += '\0';
  }
  return bytes;
}

std::string wrapped(const std::string& text, std::size_t width, const std::string& indent) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); i += width) {
    lines += indent + text.substr(i, width) + "\n";
  }
  return lines;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) encoded += "%" + to_hex(std::string(1, c));
  return encoded;
}

using Names = std::vector<std::string>;

TEST_CASE("UTF-16 is read with and without a mark, positions are those of its text") {
  const std::string text = "first line\r\nkey = " + token() + "\r\n";
  for (const bool little : {true, false}) {
    for (const bool mark : {true, false}) {
      const ScanResult result = scan(utf16(text, little, mark));
      REQUIRE(result.matches.size() == 1);
      const Match& match = result.matches[0];
      CHECK(match.secret.reveal() == token());
      CHECK(match.decoded == Names{little ? "utf-16le" : "utf-16be"});
      CHECK(match.at.line == 2);
      CHECK(match.at.column == 7);
    }
  }
}

TEST_CASE("bytes with NULs that are no UTF-16 stay as they are") {
  CHECK_FALSE(decode_utf16(std::string("\0\0\0\1\0\0\0\2\0\0\0\3abcdefgh", 20)));
  CHECK_FALSE(decode_utf16("plain text, no NUL in it"));
  CHECK_FALSE(decode_utf16("\xFF\xFEplain text behind a stray mark"));
}

struct Case {
  const char* name;
  std::string before;
  std::string encoded;  // what the span covers
  std::string after;
  Names decoded;
};

std::vector<Case> cases() {
  const std::string t = token();
  const std::string line = "export KEY=" + t;
  const std::string url_safe = [&] {
    std::string text = base64_encode("~?~>~>" + line + " ");
    for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return text;
  }();
  const std::string utf = utf16(line + " and more", true, false);
  return {
      {"base64", "data: ", base64_encode(line), "\n", {"base64"}},
      {"base64 without its padding",
       "\"",
       base64_encode(line + "x ").substr(0, 49),
       "\"",
       {"base64"}},
      {"base64 in the URL-safe alphabet", "?q=", url_safe, "&x", {"base64"}},
      {"base64 in base64",
       "",
       base64_encode("x: " + base64_encode(line)),
       "",
       {"base64", "base64"}},
      {"base64 of UTF-16, as PowerShell takes commands",
       "-enc ",
       base64_encode(utf),
       "",
       {"base64", "utf-16le"}},
      {"a percent escape within", "u=", "acme%5F" + t.substr(5), "&", {"percent"}},
      {"percent escapes for every letter", "u=", percent_encoded(t), " ", {"percent"}},
      {"a JSON escape within", "\"", "acme\\u005f" + t.substr(5), "\"", {"backslash"}},
      {"a hexadecimal escape within", "'", "acme\\x5F" + t.substr(5), "'", {"backslash"}},
      {"base64 behind an escaped line end",
       "\"a\\n",
       base64_encode(line),
       "\\n\"",
       {"backslash", "base64"}},
      {"base64 of an escape",
       "",
       base64_encode(R"({"a": "acme\u005f)" + t.substr(5) + R"("})"),
       "",
       {"base64", "backslash"}},
  };
}

TEST_CASE("a secret in encoded text points to the encoded run") {
  for (const Case& c : cases()) {
    DYNAMIC_SECTION(c.name) {
      const ScanResult result = scan(c.before + c.encoded + c.after);
      REQUIRE(result.matches.size() == 1);
      const Match& match = result.matches[0];
      CHECK(match.secret.reveal() == token());
      CHECK(match.span == Span{c.before.size(), c.before.size() + c.encoded.size()});
      CHECK(match.decoded == c.decoded);
      CHECK(match.source_line.find(c.encoded) == std::string::npos);
    }
  }
}

TEST_CASE("strings in UTF-16 within a program are read where they stand") {
  for (const bool little : {true, false}) {
    const std::string before("\x7F\x45\x00\x00\x01\x90\xFF\x01\x00\x00", 10);
    const std::string wide = utf16("Token=" + token() + ";", little, false);
    const ScanResult result = scan(before + wide + std::string("\xC3\x01\0\0\x05", 5));
    REQUIRE(result.matches.size() == 1);
    CHECK(result.matches[0].secret.reveal() == token());
    CHECK(result.matches[0].decoded == Names{little ? "utf-16le" : "utf-16be"});
    CHECK(result.matches[0].span.begin >= before.size() - 1);
    CHECK(result.matches[0].span.end <= before.size() + wide.size());
  }
}

TEST_CASE("a string in UTF-16 within a program is found wherever it stands") {
  const std::string wide = utf16(token(), true, false);
  // Code, NULs and shorter strings before it.
  for (const std::string_view before : {"\x01\x02\x03"sv, "\0"sv, "a\0b\0\0\x05"sv, "ab\0"sv}) {
    for (std::size_t at = 0; at < 130; ++at) {
      std::string text;
      while (text.size() < at) text += before;
      text.resize(at);
      text += '\x03';
      text += wide;
      INFO(at);
      const ScanResult result = scan(text + std::string(200, '\x7F'));
      REQUIRE(result.matches.size() == 1);
      CHECK((result.matches[0].span == Span{at + 1, at + 1 + wide.size()}));
      CHECK(scan(std::string(200, '\x7F') + text).matches.size() == 1);
    }
  }
}

TEST_CASE("base64 wrapped over lines is one run") {
  const std::string inner =
      std::string(100, '-') + "\nkey: " + token() + "\n" + std::string(60, '.');
  for (const std::size_t width : {60U, 64U, 76U}) {
    const std::string text =
        "data: |\n" + wrapped(base64_encode(inner), width, "    ") + "next: 1\n";
    const ScanResult result = scan(text);
    REQUIRE(result.matches.size() == 1);
    CHECK(result.matches[0].at.line == 2);
    CHECK(result.matches[0].at.end_line > 3);
  }
}

TEST_CASE("a run of base64 is found wherever it stands and whatever stands around it") {
  const std::string encoded = base64_encode(token());
  for (std::size_t at = 0; at < 150; ++at) {
    for (const std::size_t behind : {0U, 1U, 50U, 100U}) {
      const std::string text = std::string(at, ' ') + encoded + std::string(behind, '.');
      const ScanResult result = scan(text);
      REQUIRE(result.matches.size() == 1);
      CHECK((result.matches[0].span == Span{at, at + encoded.size()}));
    }
  }
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool inside = std::isalnum(static_cast<int>(byte)) != 0 ||
                        std::string_view("+/-_").find(c) != std::string_view::npos;
    if (inside || byte == 0) continue;
    INFO(byte);
    const std::string beside(100, c);
    std::string text = beside;
    text.append(encoded).append(" ").append(beside);
    const ScanResult result = scan(text);
    REQUIRE(result.matches.size() == 1);
    CHECK(result.matches[0].span.begin == beside.size());
  }
}

TEST_CASE("what stands there both plain and decoded is reported once") {
  CHECK(scan("\"x\\n" + token() + "\\n\"").matches.size() == 1);
  CHECK(scan("%20" + token() + "%20").matches.size() == 1);
  CHECK(scan("\"\\u0020" + token() + "%20\\n\"").matches.size() == 1);
  CHECK(scan("a\\n" + token() + "\nb\\n" + token()).matches.size() == 2);
}

TEST_CASE("depth is bounded") {
  std::string text = "key " + token();
  for (int i = 0; i < max_decode_depth; ++i) {
    text.insert(0, "k ");
    text = base64_encode(text);
  }
  CHECK(scan(text).matches.size() == 1);
  CHECK(scan(base64_encode("k " + text)).matches.empty());
}

TEST_CASE("what decodes to binary data is not text") {
  CHECK_FALSE(looks_like_text(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1", 23)));
  CHECK_FALSE(looks_like_text(sha256("some bytes")));
  CHECK(looks_like_text("{\"auths\":{\"registry\":{\"auth\":\"x\"}}}"));
  CHECK(looks_like_text("пароль: секрет, ключ: тайна, имя: Вася"));
}

TEST_CASE("decoding stops at its budget and says so") {
  const std::string text = base64_encode(std::string(600, 'a') + " b");
  const View view{.text = text,
                  .outer = nullptr,
                  .how = {},
                  .run = {},
                  .exact = false,
                  .changes = {},
                  .depth = 0};
  DecodeBudget budget{.bytes = 100, .exhausted = false};
  int seen = 0;
  for_each_decoded(view, budget, [&seen](const View&) { ++seen; });
  CHECK(seen == 0);
  CHECK(budget.exhausted);
}

}  // namespace
}  // namespace patdown
