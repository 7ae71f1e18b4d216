#pragma once

// What do the statements say that start with a keyword?
//
// Each function finds the cursor behind its keyword, which stands at `begin`, and adds what it
// reads to `out`. Control flow becomes `block` and `branch`; conditions are kept, in front, only if
// they call or assign something.

#include "token/code/powershell/reader.h"

#include <string_view>
#include <vector>

namespace patdown {

enum class KeywordEnd {
  no_keyword,  // nothing was taken
  closed,      // the statement ends with its braces
  open,        // a line end or `;` must follow
};
KeywordEnd read_keyword(PowerShellReader& reader, std::vector<Node>& out);

// Takes `word` if it stands at the cursor, alone and in any case.
bool take_keyword(Cursor& cursor, std::string_view word);
// The same behind line ends and comments; the cursor does not move if the word is not there.
bool take_keyword_below(Cursor& cursor, std::string_view word);

// `{ … }`, perhaps on the next line; an empty block, noted, if there is none.
Node read_body(PowerShellReader& reader);

// control.cpp
void read_if(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_switch(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_try(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_trap(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_return(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_throw(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);  // and exit
void read_jump(PowerShellReader& reader, std::size_t begin,
               std::vector<Node>& out);  // break, continue

// loops.cpp
void read_foreach(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_for(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_while(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_do(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);

// functions.cpp
void read_function(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_param(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_named_block(PowerShellReader& reader, std::size_t begin,
                      std::vector<Node>& out);  // begin, process, …
// `( … )` with the parameters of a function.
void read_parameters(PowerShellReader& reader, std::vector<Arg>& to);

// classes.cpp
void read_class(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);
void read_enum(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out);

}  // namespace patdown
