#pragma once

// Which text does an escape sequence of a string stand for?

#include <string>
#include <string_view>

namespace patdown {

// `\n`, `\x41`, `\u00e9`, `\u{e9}`, `\101`, a backslash before a line end, any other letter behind
// a backslash; `{{`, `""` and the like are one of them; `$${` is `${`. As UTF-8.
std::string unescaped_sequence(std::string_view sequence);

// What stands inside a string that is one token: `text`, @"C:\x", r"x", """x""".
std::string unquoted(std::string_view literal);

}  // namespace patdown
