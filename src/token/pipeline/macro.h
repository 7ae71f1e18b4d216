#pragma once

// How is a pipeline's macro kept while a shell's reader looks at the script?
//
// `$(Name)`, `${{ parameters.x }}` and `$[ … ]` are replaced by placeholders of equal length, so
// that columns still hold: byte 0x01, two base-62 digits (the macro's number in its table), then
// 0x02 up to the length (at least one). The tracer turns them back into references.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// What a macro refers to, as the platform names it: "Build.BuildId", "RELEASE_PAT",
// "parameters.pat", "variables.x", "secrets.BOT_PAT"; for larger expressions the text between the
// brackets.
struct MacroTable {
  std::vector<std::string> names;
};

// Replaces the macros in `text`. `$(Word)` is a macro if `is_macro(word)`; otherwise the shell runs
// it. Tables hold at most 3,844 different names; further macros are left as they are.
std::string hide_macros(std::string_view text, MacroTable& table,
                        const std::function<bool(std::string_view)>& is_macro);

// A piece of a text with placeholders: plain text, or a reference.
struct MacroPiece {
  bool reference = false;
  std::string text;  // the plain text, or the macro's name
};
std::vector<MacroPiece> split_macros(std::string_view text, const MacroTable& table);

}  // namespace patdown
