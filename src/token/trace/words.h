#pragma once

// Which words does a program get? And what do its options say?

#include "token/trace/call.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// The words behind the program's name, as the program sees them: PowerShell's parameters spelled
// out again, lists spread, an unquoted variable that holds several options split.
std::vector<ValueRef> words_of(const Machine& machine, const Given& given);
// A command line cut at blanks outside of quotes. Of one that has several texts, each word may be
// that of any.
std::vector<ValueRef> split_words(const ValueRef& line);
// The lines that a text may be, each with one text alone: what runs a text runs one of them.
std::vector<ValueRef> lines_of(const ValueRef& text);
// Of one text, those of its lines that end in a backslash together with the next.
std::vector<ValueRef> whole_lines(const ValueRef& text);

// One option and its value, or a positional word.
struct Option {
  std::string name;  // "--header", "-H"; empty for positional words
  ValueRef value;    // null if the option takes none
};

// How a program spells its options.
struct OptionSpelling {
  std::string_view short_with_value;  // letters: "HXdu"
  // Names without dashes, separated by blanks, of long options that take a value; "*" for all.
  std::string_view long_with_value;
  bool single_dash_words = false;  // "-Source x" is one option, not a bundle of letters
};
std::vector<Option> options_of(const std::vector<ValueRef>& words, const OptionSpelling& spelling);

}  // namespace patdown::trace
