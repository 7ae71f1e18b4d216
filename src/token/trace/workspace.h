#pragma once

// Which file of the tree does JavaScript's `import 'name/sub'` mean, if it is no file beside the
// one that imports it?
//
// A package of the same repository, by the name in its package.json or by its folder; `@/x` and
// `~/x` as bundlers and tsconfig.json use them, below the nearest `src`.

#include <optional>
#include <string>
#include <string_view>

namespace patdown::trace {

class Library;

// `from`: the file that imports. A path of a file; with a '/' at its end a folder whose files are
// meant; nullopt if nothing in the tree is.
std::optional<std::string> workspace_module(Library& library, std::string_view from,
                                            std::string_view module);

// The file that `base` means without its ending: "a/b" → "a/b.ts", "a/b/index.js".
std::optional<std::string> script_file(const Library& library, const std::string& base);

}  // namespace patdown::trace
