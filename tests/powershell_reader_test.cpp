// How PowerShell's statements read in the common form. The forms are written by hand.

#include "catch.h"
#include "powershell_form.h"

namespace patdown {
namespace {

const FormCase statements[] = {
    {"if alone runs or not; if and else choose", "if ($a) { f } else { g }\nif (h) { i }", R"(
branch
  block [$a]
    call f
  block
    call g
call h
block
  call i
)"},
    {"elseif without else may do nothing", "if (1) { f }\nelseif (2) { g }", R"(
branch
  block
    call f
  block
    call g
  block
)"},
    {"if as a value", "$u = if ($x) { 'a' } elseif ($y) { 'b' } else { 'c' }", R"(
assign =
  name u
  choice
    text "a"
    text "b"
    text "c"
)"},
    {"switch", "switch -regex ($x) { '^a' { f } b { g } { $_ -eq 1 } { h } default { i } }", R"(
branch
  block
    call f
  block
    call g
  block
    call h
  block
    call i
)"},
    {"switch over a variable: each clause's text is its condition, the default comes last",
     "switch ($x) { 'a' { f } default { g } \"b\" { h } c { i } }", R"(
branch
  block [$x -eq 'a']
    call f
  block [$x -eq 'b']
    call h
  block [$x -eq 'c']
    call i
  block
    call g
)"},
    {"clauses of one text, of which each runs, are one", "switch ($x) { a { f } b { h } A { g } }",
     R"(
branch
  block [$x -eq 'a']
    call f
    call g
  block [$x -eq 'b']
    call h
  block
)"},
    {"no clause has a condition where one is no text",
     "switch ($x) { 'a' { f } { $_ -like 'b*' } { g } }\nswitch -Wildcard ($x) { a { f } }\n"
     "switch ($x.y) { a { f } }",
     R"(
branch
  block
    call f
  block
    call g
  block
branch
  block
    call f
  block
branch
  block
    call f
  block
)"},
    {"foreach over a literal list and over anything",
     "foreach ($u in 'a', 'b') { f $u }\n"
     "foreach ($v in $all) { g $v }",
     R"(
block
  assign =
    name u
    choice
      text "a"
      text "b"
  call f
    =name u
block
  assign =
    name v
    index
      name all
      hole "each"
  call g
    =name v
)"},
    {"for, while, do",
     "for ($i = 0; $i -lt 3; $i++) { f }\nwhile (g) { h }\n"
     "do { break } until ($x)\n:out while ($y) { continue out }",
     R"(
assign =
  name i
  text "0"
block
  call f
  assign =
    name i
    hole "++"
block
  call g
  call h
block
block
)"},
    {"try and trap",
     "try { f } catch [A], [B] { g; throw $_ } catch { exit 3 } finally { h }\n"
     "trap [C] { i }",
     R"(
block
  call f
block
  call g
  hole "throw $_"
    name _
block
  hole "exit 3"
    text "3"
block
  call h
block
  call i
)"},
    {"a script's parameters",
     "#requires -Version 7\n[CmdletBinding(DefaultParameterSetName='x')]\n"
     "param(\n  [Parameter(Mandatory = $true, HelpMessage = \"a ) b\")]\n  [string] $Pat, # token\n"
     "  [string[]]$Ids = @('1'),\n  $Url = \"$base/x\")\nf",
     R"(
call f
Pat=hole ""
Ids=list
  text "1"
Url=join
  name base
  text "/x"
)"},
    {"functions, their two kinds of parameters, and what they return",
     "function script:Get-Header($Pat, [int]$n = 2) { f; @{ A = $Pat } }\n"
     "filter Select-It { param($x) process { return $x } }\n"
     "function g { if ($y) { 'a' } else { $z = 'b'; $z } }\n"
     "function h { f; try { $x } catch { Write-Host 'no' } }",
     R"(
function Get-Header
  call f
  ret
    map
      A=name Pat
  Pat=hole ""
  n=text "2"
function Select-It
  ret
    name x
  x=hole ""
function g
  branch
    block [$y]
      ret
        text "a"
    block
      assign =
        name z
        text "b"
      ret
        name z
function h
  call f
  block
    ret
      name x
  block
    call Write-Host
      =text "no"
)"},
    {"classes and enumerations",
     "class Client : Base, IThing {\n  [string] $Url = 'u'\n"
     "  hidden [int]$n\n  Client([string]$pat) : base($pat) { $this.Pat = $pat }\n"
     "  static [object] Get([string]$path) { return f $path }\n}\nenum Kind { A = 1; B }",
     R"(
assign =
  field Url
    name this
  text "u"
function Client.Client
  assign =
    field Pat
      name this
    name pat
  pat=hole ""
function Client.Get
  ret
    call f
      =name path
  path=hole ""
)"},
    {"modules", "using module ./x.psm1\nImport-Module ./y.psm1", R"(
call using
  =text "module"
  =text "./x.psm1"
call Import-Module
  =text "./y.psm1"
)"},
    {"words that only look like keywords", "for-each 1; if.exe; process -Id 3; data { f }", R"(
call for-each
  =text "1"
call if.exe
call process
  Id=text "3"
call data
  =block
    call f
)"},
    {"an odd line costs one statement", "f 1\n$x = ] ) huh 'a'\ng 2", R"(
call f
  =text "1"
assign =
  name x
  hole ""
call g
  =text "2"
unread 11
partly read
)"},
    {"so does a string without an end", "f\n$x = \"oops\ng", R"(
call f
assign =
  name x
  hole ""oops"
call g
unread 5
partly read
)"},
    {"odd text in brackets costs the brackets' rest", "f (a ] b) c\n@{ x = 1 2 3; y = 4 }", R"(
call f
  =call a
    =text "]"
    =text "b"
  =text "c"
map
  x=text "1"
  y=text "4"
unread 3
partly read
)"},
};

TEST_CASE("PowerShell's statements read as blocks, branches and functions") {
  for (const FormCase& c : statements) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(c.script) == expected(c));
    }
  }
}

TEST_CASE("nodes know their places") {
  const Code code = read_powershell("\xEF\xBB\xBF# é\r\nf `\n  \"a$x\"\r\n$y");
  CHECK(print(code.file) ==
        "function @1:1\n"
        "  call f @2:1\n"
        "    =join @3:3\n"
        "      text \"a\" @3:4\n"
        "      name x @3:5\n"
        "  name y @4:1\n");
}

}  // namespace
}  // namespace patdown
