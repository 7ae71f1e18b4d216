#pragma once

// The program, without the process around it: tests call run() with streams of their own.

#include <iosfwd>
#include <span>
#include <string_view>

namespace patdown {

struct Streams {
  std::istream& in;
  std::ostream& out;  // findings, and nothing else
  std::ostream& err;  // everything said to a person
  bool out_is_terminal = false;
};

enum ExitCode { clean = 0, found = 1, failed = 2, incomplete = 3 };

// Runs one command line, without the program's name. Never throws.
ExitCode run(std::span<const std::string_view> args, Streams streams);

}  // namespace patdown
