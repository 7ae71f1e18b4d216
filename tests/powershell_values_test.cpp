// How PowerShell's values read in the common form. The forms are written by hand, from
// PowerShell's own documentation of what the snippets mean.

#include "catch.h"
#include "powershell_form.h"

namespace patdown {
namespace {

const FormCase values[] = {
    {"static methods and members", "[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($p))",
     R"(
call ToBase64String
  name [Convert] [type]
  =call GetBytes
    field ASCII
      name [Text.Encoding] [type]
    =name p
)"},
    {"new objects", "[Uri]::new($u)", R"(
call new
  name [Uri] [type]
  =name u
)"},
    {"casts vanish", "[string][ValidateNotNull()]$x; [xml]'<a/>'; [int] -5; $y -as [uri]", R"(
name x
text "<a/>"
text "-5"
name y
)"},
    {"chains of members", "$a.b.c('x', $y)[0]?.d?[1]", R"(
index
  field d
    index
      call c
        field b
          name a
        =text "x"
        =name y
      text "0"
  text "1"
)"},
    {"computed members", "$a.$b; $a.'c d'; $a.($e).Invoke(1); $a.$b(2)", R"(
index
  name a
  name b
field c d
  name a
call Invoke
  index
    name a
    name e
  =text "1"
call
  index
    name a
    name b
  =text "2"
)"},
    {"a member on the next line, and a block as argument", "$a.\n  Where{ $_.x }", R"(
call Where
  name a
  =block
    field x
      name _
)"},
    {"arrays", "@('a', 'b'); @(\n1\n2 # two\n); ,'c'; @()", R"(
list
  text "a"
  text "b"
list
  text "1"
  text "2"
list
  text "c"
list
)"},
    {"tables of all kinds",
     "[ordered]@{ Authorization = \"Basic $x\"; 'Content-Type' = 'a/b'\n  $k = @{ n = 1 }\n"
     "  (f) = if ($c) { 'y' } else { 'z' } }",
     R"(
map
  Authorization=join
    text "Basic "
    name x
  Content-Type=text "a/b"
  key of name k
  =map
    n=text "1"
  key of call f
  =choice
    text "y"
    text "z"
)"},
    {"script blocks are values", "$b = { param($u, [int]$n = 3) Invoke-It $u }", R"(
assign =
  name b
  block
    call Invoke-It
      =name u
    u=hole ""
    n=text "3"
)"},
    {"numbers", "0x1F; 1.5e-3; 10MB; .5; -7; 1..3", R"(
text "0x1F"
text "1.5e-3"
text "10MB"
text ".5"
text "-7"
hole "1..3"
  text "1"
  text "3"
)"},
    {"names keep the spelling of their first place", "$Headers = 1; $headers; $HEADERS", R"(
assign =
  name Headers
  text "1"
name Headers
name Headers
)"},
    {"automatic variables stay names", "$_; $true; $null; $?; $PSItem; $args[0]", R"(
name _
name true
name null
name ?
name PSItem
index
  name args
  text "0"
)"},
    {"a macro as a value, a name's part and an operand",
     "$x = \x01"
     "00\x02\x02; if (\x01"
     "01\x02\x02 -eq 1) { $y\x01"
     "02\x02\x02 }",
     R"(
assign =
  name x
  text "\x0100\x02\x02"
block
  name y\x0102\x02\x02
)"},
};

TEST_CASE("PowerShell's values read as calls, fields, lists and maps") {
  for (const FormCase& c : values) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(c.script) == expected(c));
    }
  }
}

}  // namespace
}  // namespace patdown
