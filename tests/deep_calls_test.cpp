// Functions that call each other more deeply than is followed: what is lost there is said.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

struct DeepCase {
  const char* name;
  const char* last;  // what the innermost function does
  bool said;
};

const DeepCase cases[] = {
    {"a token that is handed on", "send(pat);", true},
    {"an object that holds one", "send({ headers: { Authorization: 'Bearer ' + pat } });", true},
    {"a lambda that knows one", "run(() => send());", true},
    {"a logger", "send('done');", false},
};

// f0 calls f1, that f2, …; each is given the token.
std::string chain(const std::string& last) {
  std::string text = "function send(x) { return x; }\nfunction run(f) { return f(); }\n";
  constexpr int deep = 31;  // functions inside of each other, the innermost's call is the last one
  for (int i = 0; i < deep; ++i) {
    const std::string next = i + 1 < deep ? "f" + std::to_string(i + 1) + "(pat);" : last;
    text += "function f" + std::to_string(i) + "(pat) { " + next + " }\n";
  }
  return text + R"~(const pat = process.env.ADO_PAT;
fetch("https://dev.azure.com/acme/_apis/projects", { headers: { Authorization: "Bearer " + pat } });
f0(pat);
)~";
}

TEST_CASE("a call that is too deep to be followed is said if it hands a token on") {
  for (const DeepCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      // One more function around, or none: at the bound, and behind it.
      std::string text = chain(c.last);
      const MemoryTree tree({{"a.js", "function g(pat) { f0(pat); }\n" + text + "g(pat);\n"}});
      const Traced all = traced_in(tree, {});
      CHECK(all.partly_read.empty() != c.said);
    }
  }
}

}  // namespace
}  // namespace patdown
