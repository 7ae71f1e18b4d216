#pragma once

// Where did an expression hold?

#include "core/span.h"

namespace patdown {

struct ExpressionMatch {
  Span all;
  Span group;  // the first capture group; `all` if there is none or it took no part
};

}  // namespace patdown
