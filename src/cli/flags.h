#pragma once

// How is the command line written? One table of commands and one of flags: parsing, --help and the
// "did you mean" all read them.

#include "cli/options.h"

#include <span>
#include <string>
#include <string_view>

namespace patdown {

struct Command {
  std::string_view name;
  std::string_view operands;  // as the help shows them
  std::string_view help;      // one line
};

struct Flag {
  std::string_view name;      // without the dashes
  char letter;                // 0 if it has none
  std::string_view value;     // what the help calls its value; empty for a switch
  std::string_view group;     // the heading it is listed under
  std::string_view commands;  // the commands that take it, separated by blanks; empty: all
  std::string_view help;      // one line
  void (*apply)(Options& options, std::string_view value);  // may throw Error
};

std::span<const Command> commands();
std::span<const Flag> flags();
bool takes(std::string_view command, const Flag& flag);  // an empty command takes every flag

// Throws Error on anything unknown, with a suggestion where one is near. `--` ends the flags.
Options parse_options(std::span<const std::string_view> args);

// The help of one command, or of the program if `command` is empty.
std::string help_of(std::string_view command);

}  // namespace patdown
