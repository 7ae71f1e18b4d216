#pragma once

// Which parts of a URL, as people write it, stand for something else?
//
//   plain_holes("https://$org.visualstudio.com/_apis/build/builds/{id}$query")
//   // "https://{}.visualstudio.com/_apis/build/builds/{}{}"
//
// `{name}`, `{{name}}`, `${name}`, `$(name)`, `#{name}`, `${{ name }}` are such parts wherever they
// stand; `$name` is one unless a segment begins with it behind the host, where a dollar sign may be
// meant: `workitems/$Bug`, `wit/$batch`.

#include <string>
#include <string_view>

namespace patdown {

// `url` with `{}` for each of them.
std::string plain_holes(std::string_view url);

}  // namespace patdown
