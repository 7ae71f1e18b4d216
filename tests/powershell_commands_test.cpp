// How PowerShell's commands read in the common form. The forms are written by hand.

#include "catch.h"
#include "powershell_form.h"

namespace patdown {
namespace {

const FormCase commands[] = {
    {"parameters bind the next word, unless that is one too",
     "Invoke-RestMethod -Uri $u -Verbose -Headers @{ a = 1 } 'rest' -Force", R"(
call Invoke-RestMethod
  Uri=name u
  Verbose=hole "switch"
  Headers=map
    a=text "1"
  =text "rest"
  Force=hole "switch"
)"},
    {"parameters with colons", "Get-It -Name:$n -Force:$false -Id: 7", R"(
call Get-It
  Name(-Name:)=name n
  Force(-Force:)=name false
  Id(-Id:)=text "7"
)"},
    {"programs' options, as they are spelled", "az repos list --org $o -o tsv --query=\"[?x]\" --",
     R"(
call az
  =text "repos"
  =text "list"
  org(--org)=name o
  o=text "tsv"
  =text "--query=[?x]"
  =text "--"
)"},
    {"negative numbers are no parameters", "Get-It -5 -Depth -1", R"(
call Get-It
  =text "-5"
  Depth=text "-1"
)"},
    {"lists, with blanks around their commas", "Get-It a,b , $c -X 1, 2", R"(
call Get-It
  =list
    text "a"
    text "b"
    name c
  X=list
    text "1"
    text "2"
)"},
    {"paths with variables in them", "git -C $root/src push https://$pat@host/$x.git \"HEAD:$b\"",
     R"(
call git
  C=join
    name root
    text "/src"
  =text "push"
  =join
    text "https://"
    name pat
    text "@host/"
    name x
    text ".git"
  =join
    text "HEAD:"
    name b
)"},
    {"members in arguments", "f $x.y $x[0] $x.z() ($x).w.v \"a\".Length", R"(
call f
  =field y
    name x
  =index
    name x
    text "0"
  =call z
    name x
  =field v
    field w
      name x
  =field Length
    text "a"
)"},
    {"quoted and unquoted letters in one word", R"(f a"b c"'d'$e /p:X="$y" x=$(g 1)/z)", R"(
call f
  =join
    text "ab cd"
    name e
  =join
    text "/p:X="
    name y
  =join
    text "x="
    call g
      =text "1"
    text "/z"
)"},
    {"computed parameters are words", "f -p$x -std=c++20 -Dx.y -", R"(
call f
  =join
    text "-p"
    name x
  =text "-std=c++20"
  =text "-Dx.y"
  =text "-"
)"},
    {"splatting", "Invoke-It @req -Body $b @more", R"(
call Invoke-It
  @=name req
  Body=name b
  @=name more
)"},
    {"script blocks as arguments", "$l | ForEach-Object -Parallel { f $_ } -Limit 2", R"(
call ForEach-Object
  <name l
  Parallel=block
    call f
      =name _
  Limit=text "2"
)"},
    {"pipelines, across lines and comments", "f 1 |\n  g -A b # note\n  # more\n  | h", R"(
call h
  <call g
    <call f
      =text "1"
    A=text "b"
)"},
    {"redirections vanish", "f a 2>&1 > out.txt 3>$null *>> log; $x > y", R"(
call f
  =text "a"
name x
)"},
    {"calls of computed names", "& $tool a; & \"$d/x.exe\" b; & 'az' c; & { f } d", R"(
call
  name tool
  =text "a"
call
  join
    name d
    text "/x.exe"
  =text "b"
call az
  =text "c"
call
  block
    call f
  =text "d"
)"},
    {"dot-sourcing", ". ./lib.ps1; . $PSScriptRoot/../x.ps1 -A b; . (Join-Path $r 'y.ps1')", R"(
call .
  =text "./lib.ps1"
call .
  =join
    name PSScriptRoot
    text "/../x.ps1"
  A=text "b"
call .
  =call Join-Path
    =name r
    =text "y.ps1"
)"},
    {"files as commands", R"(./build.ps1 -Pat $p; C:\tools\x.exe; 7z x; .\a.cmd)", R"(
call ./build.ps1
  Pat=name p
call C:\tools\x.exe
call 7z
  =text "x"
call .\a.cmd
)"},
    {"module names in front vanish", "Microsoft.PowerShell.Utility\\Invoke-RestMethod $u", R"(
call Invoke-RestMethod
  =name u
)"},
    {"everything behind --% is words", "curl.exe --% -H \"A: $b\" x | f", R"(
call f
  <call curl.exe
    =text "-H"
    =text "A: $b"
    =text "x"
)"},
    {"lines go on behind backticks", "Invoke-It `\n  -Uri $u `\r\n  -Method Put", R"(
call Invoke-It
  Uri=name u
  Method=text "Put"
)"},
    {"and, or, and in the background", "az login && az x || exit 1; f &", R"(
call az
  =text "login"
block
  call az
    =text "x"
block
  call exit
    =text "1"
call f
)"},
    {"comments are only where a word starts", "f a#b #c\n<# d\n #> g <# e #> h", R"(
call f
  =text "a#b"
call g
  =text "h"
)"},
    {"macros are letters of words",
     "\x01"
     "00\x02\x02/x.ps1 -Pat \x01"
     "01\x02\x02\x02 --p=\x01"
     "02\x02",
     R"(
call \x0100\x02\x02/x.ps1
  Pat=text "\x0101\x02\x02\x02"
  =text "--p=\x0102\x02"
)"},
    {"URLs as they are", "curl -s https://dev.azure.com/a/_apis/x?api-version=7.1 -u :$p", R"(
call curl
  s=text "https://dev.azure.com/a/_apis/x?api-version=7.1"
  u=join
    text ":"
    name p
)"},
};

TEST_CASE("PowerShell's commands read as calls") {
  for (const FormCase& c : commands) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(c.script) == expected(c));
    }
  }
}

}  // namespace
}  // namespace patdown
