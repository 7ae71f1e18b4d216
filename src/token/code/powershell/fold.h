#pragma once

// What string, or which list, do operators make of their operands?
//
// Pure functions on nodes: what PowerShell computes is written as `join`, `list` or `map` where the
// operands show it. What stays open becomes the method that does the same: `$f -f $x` is
// [string]::Format($f, $x), `$list -join ','` is [string]::Join(',', $list). Never larger than a
// small multiple of the operands.

#include "token/code/form.h"

#include <optional>

namespace patdown {

// Adds `piece` to a join; joins inside joins are flattened, texts in a row made one.
void add_piece(Node& join, Node piece);

// The join itself, or what it is if it has one piece or none.
Node simplified(Node join);

// `left + right`. Nothing if that is arithmetic, or not known to be strings or literal collections.
std::optional<Node> sum(Node& left, Node& right);

// `format -f values`; values holds the right operand as it is.
Node formatted(Node format, Node values);

// `list -join separator`.
Node joined(Node list, Node separator);

// [string]::Format, Concat and Join with literal operands, folded; other calls as they are.
Node folded_call(Node call);

}  // namespace patdown
