#include "secret/allow.h"

#include "catch.h"
#include "core/position.h"

#include <string>

namespace patdown {
namespace {

struct Case {
  const char* name;
  std::string_view text;
  std::size_t line;  // of the secret
  bool allowed;
};

const Case cases[] = {
    {"our comment on the line", "x\nkey # patdown:allow acme-token test\n", 2, true},
    {"our comment for another rule", "key # patdown:allow acme-key test", 1, false},
    {"our comment for a family of rules", "key # patdown:allow acme-* test", 1, true},
    {"our comment for all rules", "key # patdown:allow * test", 1, true},
    {"our comment without a rule", "key // patdown:allow", 1, true},
    {"our comment alone on the line before", "# patdown:allow acme-token\nkey", 2, true},
    {"our comment in XML on the line before", "<!-- patdown:allow acme-token -->\nkey", 2, true},
    {"our comment two lines before", "# patdown:allow acme-token\n\nkey", 3, false},
    {"our comment behind code on the line before", "a = b # patdown:allow acme-token\nkey", 2,
     false},
    {"our comment on the line behind", "key\n# patdown:allow acme-token", 1, false},
    {"gitleaks' comment on the line", "key # gitleaks:allow", 1, true},
    {"gitleaks' comment on the line before", "# gitleaks:allow\nkey", 2, false},
    {"TruffleHog's comment on the line", "key # trufflehog:ignore", 1, true},
    {"detect-secrets' comment on the line", "key # pragma: allowlist secret", 1, true},
    {"detect-secrets' comment for the next line", "# pragma: allowlist nextline secret\nkey", 2,
     true},
    {"the same says nothing of its own line", "key # pragma: allowlist nextline secret", 1, false},
    {"the same says nothing of the line after", "# pragma: allowlist nextline secret\n\nkey", 3,
     false},
    {"the keyword within a longer word", "key # xpatdown:allowed", 1, false},
};

TEST_CASE("a comment allows the secret that it stands beside") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const std::vector<Allow> allows = find_allows(c.text);
      CHECK((find_allow(allows, "acme-token", c.line, c.line) != nullptr) == c.allowed);
    }
  }
}

TEST_CASE("the text of a comment ends with it") {
  const std::string_view text = "/* patdown:allow acme-token because */ key";
  const std::vector<Allow> allows = find_allows(text);
  REQUIRE(allows.size() == 1);
  CHECK(text.substr(allows[0].text.begin, allows[0].text.size()) ==
        "patdown:allow acme-token because");
  CHECK(allows[0].rule == "acme-token");
}

TEST_CASE("a secret over many lines may be allowed on its first and its last line") {
  const std::vector<Allow> allows = find_allows("begin\nmiddle\nend # gitleaks:allow\n");
  CHECK(find_allow(allows, "acme-key", 1, 3) != nullptr);
  CHECK(find_allow(allows, "acme-key", 1, 2) == nullptr);
}

TEST_CASE("beside given secrets the same comments are found as in the whole text") {
  const std::string texts[] = {
      "a\n# patdown:allow one\nkey # gitleaks:allow\n\nb # patdown:allow\r\nc\rd # "
      "trufflehog:ignore\re\n",
      "x\r\n# patdown:allow one\r\nkey\r\n\r# pragma: allowlist nextline secret\r\n\nz",
      "# gitleaks:allow\n# gitleaks:allow"};
  const auto answer = [](const std::vector<Allow>& allows, const Position& at) {
    const Allow* allow = find_allow(allows, "one", at.line, at.end_line);
    return allow == nullptr ? Span{} : allow->text;
  };
  for (const std::string& text : texts) {
    const std::vector<Allow> all = find_allows(text);
    const LineIndex index(text);
    for (std::size_t end = 0; end <= text.size(); ++end) {
      for (std::size_t begin = 0; begin <= end; ++begin) {
        const std::vector<Span> secrets = {{end, end}, {begin, end}};
        const Position at = index.position_of(secrets[1]);
        CHECK((answer(find_allows(text, secrets), at) == answer(all, at)));
      }
    }
  }
}

}  // namespace
}  // namespace patdown
