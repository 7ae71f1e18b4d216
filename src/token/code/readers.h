#pragma once

// How does a piece of code read in the common form?
//
// Pure; never throw; bounded in depth and size (inputs over 4 MiB are one hole and a PartlyRead). A
// parse error costs its statement, not the file.
//
// What PowerShell's reader makes of things that form.h does not name:
//   $Url, $url             PowerShell ignores case: every variable is spelled as where it first
//                          stands in the file. All other names are as written (-uri, authorization)
//   $fmt -f $a             a format from elsewhere: call "Format" on type "[string]", format first;
//   $list -join ','        call "Join" on it, separator first
//   $a.$b, $a.("b" + $c)   index
//   foreach ($x in $l)     block that starts with `$x =` a choice of the literal elements, else the
//                          index of $l by hole "each"
//   last value of a function   ret of it, as PowerShell returns it, in the last blocks too
//   class T { [int]$n = 1; f() {} }   assign to field "n" of name "this"; function "T.f"
//   -Name:$x               spelled "-Name:"
//   if (f $x) { }          what a condition calls stands in front of the branch, in a loop inside
//   &&, ||                 what follows is a block; throw and exit are holes; using is a call

#include "token/code/form.h"

#include <string_view>

namespace patdown {

enum class Language {
  bash,
  powershell,
  csharp,
  dockerfile,
  go,
  hcl,
  http,
  java,
  javascript,
  kotlin,
  makefile,
  python,
  ruby,
  rust,
  tsx,
  typescript,
  cmd,
};
inline constexpr Language last_language = Language::cmd;

Code read_code(Language language, std::string_view text);

Code read_bash(std::string_view text);
Code read_cmd(std::string_view text);
Code read_dockerfile(std::string_view text);
Code read_http(std::string_view text);
Code read_makefile(std::string_view text);
Code read_powershell(std::string_view text);

}  // namespace patdown
