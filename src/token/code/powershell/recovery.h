#pragma once

// Where does a script make sense again, behind something that could not be read?
//
// Both scan forwards without understanding: brackets, strings and comments only. A scan that finds
// nothing costs its bytes from `budget`; once that is used up scans stop at the line's end, so that
// no input makes the reader quadratic.

#include "token/code/powershell/cursor.h"

namespace patdown {

// Moves to the `closer` of the bracket that the cursor stands in. False, and the cursor does not
// move, if another bracket or the text ends first.
bool find_closer(Cursor& cursor, char closer, std::size_t& budget);

// Moves to the end of the line, a `;`, the `{` of a block or a closing bracket.
void skip_odd(Cursor& cursor, std::size_t& budget);

}  // namespace patdown
