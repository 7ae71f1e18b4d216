#pragma once

// What do Go's declarations say of variables that are given no value, and of structs?
//
// `var cfg Config` and a named result begin as an empty one of their type: call `declared` with
// texts NAME, TYPE. `return` alone gives the named results. A struct is call `struct_type` with
// texts NAME and, a field, FIELD, TYPE, TAG; a struct within it has a name of its own,
// "Outer.Field".

#include "token/code/syntax/reader.h"

namespace patdown {

// type ( A struct { … }; B string )
void read_go_types(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out);
// var a, b T
void read_go_unset(SyntaxReader& reader, const Syntax& syntax, std::vector<Node>& out);
// func f() (cfg Config, err error) { …; return }
void finish_go_function(SyntaxReader& reader, const Syntax& syntax, Node& function);

}  // namespace patdown
