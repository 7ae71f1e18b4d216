#pragma once

// An explanation as text for people, and as one line of JSON (docs/output.md names the fields).

#include "token/explain.h"

#include <string>

namespace patdown {

std::string write_explain_text(const Explanation& explanation);
// One line, with its end: what `--format json` prints, and what a batch repeats.
std::string write_explain_json(const Explanation& explanation);

}  // namespace patdown
