// No input breaks the PowerShell reader: it ends, within its bounds, and says what it gave up.

#include "catch.h"
#include "token/code/readers.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::size_t levels(const Node& node) {
  std::size_t deepest = 0;
  const auto look = [&](const Node& inner) { deepest = std::max(deepest, levels(inner)); };
  for (const Node& child : node.children) look(child);
  for (const Node& piped : node.input) look(piped);
  for (const Arg& arg : node.args) {
    for (const Node& key : arg.key) look(key);
    look(arg.value);
  }
  return deepest + 1;
}

TEST_CASE("no input breaks the reader") {
  constexpr std::size_t many = 100'000;
  struct Hostile {
    std::string name;
    std::string script;
  };
  std::vector<Hostile> scripts = {
      {"brackets that close", repeated("(", many) + "1" + repeated(")", many)},
      {"blocks that close", repeated("{", many) + repeated("}", many)},
      {"half a megabyte of brackets", repeated("(", 500'000)},
      {"a chain of members", "$x" + repeated(".a()", many)},
      {"chains in brackets", repeated("(", 150) + "$x" + repeated(repeated(".a", 30) + ")", 150)},
      {"quotes", repeated("'", many + 1) + repeated("\"", many + 1)},
      {"formats that double", repeated("'{0}{0}' -f (", 60) + "'a'" + repeated(")", 60)},
      {"lines that open strings", repeated("\"$(\n", many)},
  };
  for (const char* piece : {"{",           "\"$(",
                            "@(",          "@{a=",
                            "[",           "[a]",
                            "$x[",         "$x.f(",
                            "!",           "- ",
                            "$x=",         "$x ? ",
                            "f|",          "if(1){",
                            "while(",      "switch(1){",
                            "function f{", "param($a=",
                            "try{",        "do{",
                            "class A{",    "foreach($a in ",
                            "@\"\n",       "<#",
                            "\x01",        "`",
                            "f -a ",       "1,",
                            "$x -f ",      "$x -join "}) {
    scripts.push_back({piece, repeated(piece, many / 5)});
  }
  for (const Hostile& hostile : scripts) {
    DYNAMIC_SECTION(hostile.name) {
      const Code code = read_powershell(hostile.script);
      CHECK(levels(code.file) <= 200);
      CHECK(code.bytes_unread <= hostile.script.size());
    }
  }
}

TEST_CASE("what nests too deeply, or is too large, is said") {
  const Code deep = read_powershell(repeated("(", 1000) + "1" + repeated(")", 1000) + "\nf");
  REQUIRE_FALSE(deep.partly_read.empty());
  CHECK(deep.partly_read.front().line == 1);
  CHECK(deep.bytes_unread > 0);
  REQUIRE(deep.file.children.size() == 2);
  CHECK(deep.file.children[1].text == "f");

  const std::string large = repeated("f\n", (2UL << 20) + 1);
  const Code code = read_powershell(large);
  REQUIRE(code.file.children.size() == 1);
  CHECK(code.file.children[0].kind == NodeKind::hole);
  CHECK(code.partly_read.size() == 1);
  CHECK(code.bytes_unread == large.size());
}

}  // namespace
}  // namespace patdown
