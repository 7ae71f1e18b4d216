#pragma once

// Which lines of a text can hide nothing behind their escapes?
//
// Source code writes "\n" in every other line, to end a line of what it prints. Such a line is cut
// by its escapes into stretches that stand in the text as they are: an anchor that keeps to lines
// hits in one of them only if it hits there already.

#include "core/span.h"
#include "secret/view.h"

namespace patdown {

// Whether `line` of the view's text has no backslash but those of line feeds, and nothing that an
// anchor or another encoding could hold to once they are line feeds. False if the hits in the text
// are not known.
bool is_dull_line(const View& view, Span line);

}  // namespace patdown
