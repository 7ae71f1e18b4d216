#pragma once

// Which texts does a condition compare a name with?
//
//   method === 'GET'                    method=GET
//   (verb.upper() in ("PUT", "POST"))   ~verb=PUT|POST      whatever the case of its letters
//   m != "GET"                          !m=GET
//
// For `if (method === "POST") … else …` in a wrapper whose callers say which: all that a condition
// says must be understood, else nothing of it counts.

#include <string>
#include <string_view>

namespace patdown {

// Empty if the condition says anything else.
std::string comparison_in(std::string_view condition);

}  // namespace patdown
