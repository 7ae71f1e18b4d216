#pragma once

// What does a file say besides its comments?
//
// Comments speak of a service without calling it: they name the page of a bug, the build that
// failed. Only whole lines are taken out, by how they begin: so that no text of the code is lost, a
// comment behind code stays, and so does a line of a block that does not begin with a star.

#include <string>
#include <string_view>

namespace patdown {

// Of a file in `language`, as program_language() names it; "" for shells.
std::string without_comment_lines(std::string_view text, std::string_view language);

}  // namespace patdown
