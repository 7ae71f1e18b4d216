#pragma once

// What is one string, put together of pieces?

#include "token/code/form.h"

namespace patdown {

// A join of the pieces, neighbouring texts made one; the piece itself if it is the only one.
Node joined(Node join);

}  // namespace patdown
