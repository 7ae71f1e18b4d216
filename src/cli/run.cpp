#include "cli/run.h"

#include <exception>
#include <ostream>

namespace patdown {

ExitCode run(std::span<const std::string_view> args, Streams streams) try {
  if (args.size() == 1 && args.front() == "--version") {
    streams.out << "patdown " PATDOWN_VERSION "\n";
    return clean;
  }
  return failed;
} catch (const std::exception& error) {
  streams.err << "patdown: " << error.what() << '\n';
  return failed;
}

}  // namespace patdown
