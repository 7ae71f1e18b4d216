#pragma once

// Which operators does PowerShell have, and which binds tighter?
//
// From "about_Operator_Precedence"; `??` and the ternary from "about_Operators".

#include "core/text.h"

#include <string>
#include <string_view>

namespace patdown {

// How tight operators bind, loosest first.
enum class Binding { none, coalesce, logical, bitwise, comparison, sum, product, format, range };

// Of the binary operator "-word", given in lower case without its dash; none if there is no such.
Binding binding_of(std::string_view word);

// Is "-word" an operator in front of an operand?
bool is_prefix_operator(std::string_view word);

}  // namespace patdown
