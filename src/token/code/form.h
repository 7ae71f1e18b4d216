#pragma once

// What does a piece of code say, whatever its language? The common form that the tracer reads.
//
// Readers (bash.h, powershell.h, …) translate their language into a tree of Nodes; the tracer
// (token/trace) knows Nodes only. The form keeps what decides where a token goes (text, names,
// concatenation, calls, hashtables, assignments, functions) and drops the rest to `hole`.
// Statements keep their order. A tree is at most 200 levels deep: deeper code becomes a hole and a
// PartlyRead.
//
// clang-format off
//   kind      text                 children               args
//   text      literal, unescaped
//   name      the variable's name                         scope: "env", "script", "global",
//                                  "nonlocal", "type", ""
//   join      –                    pieces of one string, in order: interpolation, + of strings, -f
//                                  with its holes filled in
//   call      the callee's name    receiver of a method   arguments, see below
//   field     the member's name    the object
//   index     –                    the object, the index
//   map       –                                           entries: name (or computed `key`), value
//   list      –                    elements
//   choice    –                    the possible values: ternary, ${x:-d}, if as an expression
//             "or"                 likewise of ??, ||: the first one that holds something
//   assign    "=", "+=", …         target (name, field, index), value
//   function  its name             body: statements       parameters: name, default value
//   block     –                    statements that run zero or more times: if, loop, try, script block
//                                  scope: of PowerShell's if, the condition as written, if short;
//                                  in programming languages what syntax/comparison.h makes of it
//   branch    –                    blocks of which one runs: if/else, switch
//   ret       –                    the value, if any
//   hole      what stood there,    subexpressions worth looking into
//             shortened            scope "spread": of a list, the one whose elements stand there
//
// A whole file is one `function` with an empty name; its parameters are the script's (PowerShell
// param()). In shells the positional parameters are names "1", "2", "@", "#".
//
// Arguments of a call, in source order:
//   shell word, positional      name "",  value
//   PowerShell -Name value      name "Name", value (of a switch: hole "switch")
//   PowerShell @splat           name "@", value = the name node
//   keyword argument            name "key", value
// A shell's `-H x` is two positional words ("-H", "x"). PowerShell's reader cannot know whether -X
// takes the next word: it binds the next word if there is one that is not a parameter. For programs
// (az, git, curl) the tracer rebuilds the words: `spelled` holds the parameter as written ("-o",
// "--id").
//
// Shell commands besides:
//   X=1 cmd            call.env: {"X", node}
//   a | b              call b with `input` = call a
//   cmd <<EOF, <<<     `input` = text or join
//   echo x > f         of echo, printf and cat: an argument named ">" (spelled ">" or ">>")
//   $(cmd), `cmd`      the call node itself, where a value is wanted; several statements: a block
//   & $x args, "$x"    call with empty text and the expression as children[0] (computed callee)
//   . ./x.ps1          call with text "." and the file as first argument; source x.sh the same
//   [Convert]::F(x)    call "F" with children[0] = name "[Convert]" (scope "type")
//   New-Object T a, b  an ordinary call "New-Object"; [T]::new(a) is call "new" on type T
//   cast [string]$x    the inner node itself
//
// What the constructs of programming languages become stands in docs/languages.md.
//
// Pipelines replace macros before the shell sees them. In the text that a reader is given, each
// macro is a placeholder of the same length (token/pipeline/macro.h): bytes 0x01 … 0x02. Readers
// treat them as letters of a word and pass them through.
// clang-format on

#include "core/problem.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

enum class NodeKind {
  text,
  name,
  join,
  call,
  field,
  index,
  map,
  list,
  choice,
  assign,
  function,
  block,
  branch,
  ret,
  hole
};

struct Arg;
struct EnvEntry;

struct Node {
  NodeKind kind = NodeKind::hole;
  std::string text;
  std::string scope;       // of a name; of a block its condition
  std::size_t line = 0;    // 1-based in the text that the reader was given
  std::size_t column = 0;  // 1-based, bytes
  std::vector<Node> children;
  std::vector<Arg> args;
  std::vector<EnvEntry> env;  // of a shell command
  bool repeats = false;       // of a block: the body of a loop
  std::vector<Node> input;    // what is piped or redirected into a call; at most one
};

struct Arg {
  std::string name;
  std::string spelled;  // as written, with its dashes; empty for positional ones
  // At most one: the computed key of a map entry; the type of a parameter, a name of scope "type".
  std::vector<Node> key;
  Node value;
};

struct EnvEntry {
  std::string name;
  Node value;
};

// What a file says.
struct Code {
  Node file;                            // kind function, text ""
  std::vector<PartlyRead> partly_read;  // path left empty: the caller knows it
  std::size_t bytes_unread = 0;         // inside constructs that could not be parsed
};

Code empty_code();  // of an empty file

// For tests and debugging, one node a line, two spaces a level: `kind text [scope] @line:column`,
// the text quoted if the kind is text or hole. A prefix says what a node is to the one above it:
// nothing a child, `name=` an argument (`name(--spelled)=` unless spelled is `-name`), `X:` env,
// `<` input, `key of ` the computed key of the entry on the line that follows it. Types of
// parameters are left out.
std::string print(const Node& node);

}  // namespace patdown
