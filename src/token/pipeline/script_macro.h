#pragma once

// Is `$(word)` in a script the pipeline's, or the shell's?
//
// Azure replaces what names a variable and leaves the rest to the shell. Secret variables of the
// web page are declared nowhere, so a word that is no known command counts as a variable.

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace patdown {

// For hide_macros(). `body` is the whole script in `language` (functions that it defines are no
// variables); `declared` holds names of variables, lower case, and must outlive the result.
std::function<bool(std::string_view)> script_macros(std::string_view body,
                                                    std::string_view language,
                                                    const std::set<std::string>& declared);

}  // namespace patdown
