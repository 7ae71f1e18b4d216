#include "token/pipeline/macro.h"

#include "catch.h"

#include <string>

namespace patdown {
namespace {

// What the pieces say, references in angle brackets.
std::string shown(const std::vector<MacroPiece>& pieces) {
  std::string text;
  for (const MacroPiece& piece : pieces)
    text += piece.reference ? "<" + piece.text + ">" : piece.text;
  return text;
}

bool any(std::string_view /*word*/) {
  return true;
}
bool dotted(std::string_view word) {
  return word.find('.') != std::string_view::npos;
}

struct Case {
  const char* name;
  std::string text;
  std::string shown;
};

const Case cases[] = {
    {"plain text stays", "curl -s https://a.b/", "curl -s https://a.b/"},
    {"a variable", "-t $(Build.BuildId)!", "-t <Build.BuildId>!"},
    {"a name with dashes", "$(pat--build-access)", "<pat--build-access>"},
    {"two side by side", "$(A)$(B)", "<A><B>"},
    {"blanks around the name", "$( A )", "<A>"},
    {"a template expression", "x${{ parameters.pat }}y", "x<parameters.pat>y"},
    {"an index is a path", "${{ parameters['pat'] }}", "<parameters.pat>"},
    {"a dotted index", "${{ variables['Build.X'].y }}", "<variables.Build.X.y>"},
    {"a larger expression", "${{ eq(variables['a'], 'b}}') }}", "<eq(variables['a'], 'b}}')>"},
    {"a runtime expression", "$[ variables['x'] ]", "<variables.x>"},
    {"a runtime expression is the whole value", "[[ a$[ 1 ] ]]", "[[ a$[ 1 ] ]]"},
    {"a name made by a template", "$(pat-${{ parameters.e }})", "<pat-${{ parameters.e }}>"},
    {"commands with arguments are no name", "$(cat \"x\")", "$(cat \"x\")"},
    {"nested substitution hides the inner one", "$(cat $(F))", "$(cat <F>)"},
    {"an empty pair", "$()", "$()"},
    {"an expression without end", "${{ parameters.x", "${{ parameters.x"},
    {"a macro without end", "$(A", "$(A"},
    {"a lone dollar at the end", "a$", "a$"},
};

TEST_CASE("macros are hidden and found again") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      MacroTable table;
      const std::string hidden = hide_macros(c.text, table, any);
      CHECK(hidden.size() == c.text.size());
      CHECK(hidden.find("${{ p") == (c.shown == c.text ? c.text.find("${{ p") : std::string::npos));
      CHECK(shown(split_macros(hidden, table)) == c.shown);
    }
  }
}

TEST_CASE("a placeholder has the form that the header promises") {
  MacroTable table;
  CHECK(hide_macros("a$(B)c$(Dd)$(B)", table, any) ==
        "a\x01"
        "00\x02"
        "c\x01"
        "01\x02\x02\x01"
        "00\x02");
  CHECK(table.names == std::vector<std::string>{"B", "Dd"});
}

TEST_CASE("what is no macro is left to the shell") {
  MacroTable table;
  const std::string hidden = hide_macros("$(date) $(Build.Id)", table, dotted);
  CHECK(shown(split_macros(hidden, table)) == "$(date) <Build.Id>");
}

TEST_CASE("marks in the input cannot forge a reference") {
  MacroTable table;
  table.names = {"SECRET"};
  const std::string hidden = hide_macros(
      "\x01"
      "00\x02",
      table, any);
  CHECK(shown(split_macros(hidden, table)) == "?00?");
}

TEST_CASE("numbers beyond the table are plain text") {
  const MacroTable table;
  CHECK(shown(split_macros("\x01"
                           "00\x02",
                           table)) ==
        "\x01"
        "00\x02");
}

TEST_CASE("a full table leaves further macros as they are") {
  MacroTable table;
  for (int i = 0; i < 3844; ++i) table.names.push_back("n" + std::to_string(i));
  const std::string hidden = hide_macros("$(n3843) $(more)", table, any);
  CHECK(table.names.size() == 3844);
  CHECK(shown(split_macros(hidden, table)) == "<n3843> $(more)");
}

}  // namespace
}  // namespace patdown
