#pragma once

// Which lines and columns do many spans of one text have?
//
// The same answers as LineIndex (core/position.h), in one pass over the text for all of them: a
// thousand matches on one line of several megabytes would otherwise count that line a thousand
// times.

#include "core/position.h"
#include "core/span.h"

#include <string_view>
#include <vector>

namespace patdown {

// One position for each span, in their order.
std::vector<Position> positions_of(std::string_view text, const std::vector<Span>& spans);

}  // namespace patdown
