#include "cli/run.h"

#include "cli/commands.h"
#include "cli/flags.h"
#include "core/error.h"

#include <exception>
#include <ostream>

namespace patdown {
namespace {

struct Row {
  std::string_view name;
  ExitCode (*run)(const Options& options, Streams& streams);
};

constexpr Row rows[] = {
    {"scan", scan_command},   {"scopes", scopes_command},     {"explain", explain_command},
    {"rules", rules_command}, {"baseline", baseline_command},
};

ExitCode run_command(const Options& options, Streams& streams) {
  if (options.version) {
    streams.out << "patdown " PATDOWN_VERSION "\n";
    return clean;
  }
  if (options.help) {
    streams.out << help_of(options.command);
    return clean;
  }
  for (const Row& row : rows) {
    if (row.name == options.command) return row.run(options, streams);
  }
  streams.err << help_of("");
  return failed;
}

}  // namespace

ExitCode run(std::span<const std::string_view> args, Streams streams) try {
  return run_command(parse_options(args), streams);
} catch (const std::exception& error) {
  streams.err << "patdown: " << error.what() << '\n';
  return failed;
}

}  // namespace patdown
