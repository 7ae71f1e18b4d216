// How PowerShell's expressions read in the common form. The forms are written by hand, from
// PowerShell's own documentation of what the snippets mean.

#include "catch.h"
#include "powershell_form.h"

namespace patdown {
namespace {

const FormCase strings[] = {
    {"a literal string keeps its dollars", "'it''s $5'", R"(
text "it's $5"
)"},
    {"an expandable string is a join", R"("Basic $b64!")", R"(
join
  text "Basic "
  name b64
  text "!"
)"},
    {"one variable alone is that variable", R"("$url")", "\nname url\n"},
    {"a question mark ends a name", R"("$url?api-version=7.1")", R"(
join
  name url
  text "?api-version=7.1"
)"},
    {"braces, scopes and colons", R"("${base}wit/$env:TEAM/$script:x/$using:y/$h:8080")", R"(
join
  name base
  text "wit/"
  name TEAM [env]
  text "/"
  name x [script]
  text "/"
  name y
  text "/"
  name h
  text ":8080"
)"},
    {"a subexpression holds strings of its own", R"x("a/$($d["id"].x)/b$("c" + $e)")x", R"(
join
  text "a/"
  field x
    index
      name d
      text "id"
  text "/bc"
  name e
)"},
    {"members are not expanded without $( )", R"("$x.name[0]")", R"(
join
  name x
  text ".name[0]"
)"},
    {"escapes and doubled quotes", R"("`$x `"y`" ""z"" `u{41}`t.")", R"(
text "$x "y" "z" A\x09."
)"},
    {"curly quotes are quotes", "\xE2\x80\x9Cx $y\xE2\x80\x9D", R"(
join
  text "x "
  name y
)"},
    {"an expandable here-string", "@\"\nsay \"$x\"\n$(f)\n\"@", R"(
join
  text "say ""
  name x
  text ""\n"
  call f
)"},
    {"a literal here-string", "@'\n\"$x\" isn't\n'@", R"(
text ""$x" isn't"
)"},
    {"an empty here-string", "@\"\n\"@", "\ntext \"\"\n"},
    {"a macro is letters wherever it stands",
     "\"a\x01"
     "00\x02\x02$x\"; \x01"
     "01\x02\x02",
     R"(
join
  text "a\x0100\x02\x02"
  name x
text "\x0101\x02\x02"
)"},
};

const FormCase operators[] = {
    {"a chain goes on behind a backtick at the end of a line",
     "$u.`\n  Replace('a', 'b').`\r\n  Trim()", R"(
call Trim
  call Replace
    name u
    =text "a"
    =text "b"
)"},
    {"plus makes one string", "$base + '/_apis/' + $id + \"?x=$y\"", R"(
join
  name base
  text "/_apis/"
  name id
  text "?x="
  name y
)"},
    {"plus on numbers does not", "$i + 1", R"(
hole "$i + 1"
  name i
  text "1"
)"},
    {"plus on arrays and tables", "@('a') + @('b'); @{x=1} + @{y=2}", R"(
list
  text "a"
  text "b"
map
  x=text "1"
  y=text "2"
)"},
    {"-f fills a literal format", "'{0}/{1:d2}/{{x}}' -f $org, 'p'", R"(
join
  name org
  text "/p/{x}"
)"},
    {"-f with a format from elsewhere is String.Format", "$api -f 'a', $b", R"(
call Format
  name [string] [type]
  =name api
  =text "a"
  =name b
)"},
    {"String.Format with a literal format", "[string]::Format('{0}-{1}', $a, $b)", R"(
join
  name a
  text "-"
  name b
)"},
    {"-join of literal lists", "('a', $b) -join '/'; -join ('c', 'd')", R"(
join
  text "a/"
  name b
text "cd"
)"},
    {"-join of other lists is String.Join", "$parts -join ','", R"(
call Join
  name [string] [type]
  =text ","
  =name parts
)"},
    {"other operators are holes with operands", "$a -eq 'x' -and -not $b", R"(
hole "$a -eq 'x' -and -not $b"
  name a
  text "x"
  hole "-not $b"
    name b
)"},
    {"choices", "$x ? 'a' : \"b\"; $u ?? $v ?? 'w'", R"(
choice
  text "a"
  text "b"
choice or
  name u
  name v
  text "w"
)"},
    {"a condition that calls stays, in front", "$r = (Test-It) ? 1 : 2", R"(
call Test-It
assign =
  name r
  choice
    text "1"
    text "2"
)"},
    {"assignments", "$x = $y = 'a'; $x += 'b'; $i++; $env:A = 'd'", R"(
assign =
  name x
  assign =
    name y
    text "a"
assign +=
  name x
  text "b"
assign =
  name i
  hole "++"
assign =
  name A [env]
  text "d"
)"},
    {"assignment where nothing is yet", "$x ?\?= 'c'", "\nassign ?\?=\n  name x\n  text \"c\"\n"},
    {"several targets", "$a, $b = 1, 2; $h.x['k'] = 3", R"(
assign =
  name a
  text "1"
assign =
  name b
  text "2"
assign =
  index
    field x
      name h
    text "k"
  text "3"
)"},
    {"lines go on behind operators and backticks", "$x = 'a' +\n  'b' `\n  + 'c'", R"(
assign =
  name x
  text "abc"
)"},
};

TEST_CASE("PowerShell's strings read as text, names and joins") {
  for (const FormCase& c : strings) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(c.script) == expected(c));
    }
  }
}

TEST_CASE("PowerShell's operators read as what they compute, or as holes") {
  for (const FormCase& c : operators) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(c.script) == expected(c));
    }
  }
}

}  // namespace
}  // namespace patdown
