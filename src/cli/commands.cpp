#include "cli/commands.h"

#include "cli/file.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string_view>

namespace patdown {

ExitCode exit_code_of(const Report& report, bool allow_incomplete) {
  const bool any = std::ranges::any_of(
      report.findings, [](const Finding& finding) { return finding.severity != Severity::info; });
  if (any) return found;
  return report.coverage.complete() || allow_incomplete ? clean : incomplete;
}

bool wants_color(const Options& options, const Streams& streams) {
  if (options.color != When::automatic) return options.color == When::always;
  // https://no-color.org: any value that is not empty.
  const char* no_color = std::getenv("NO_COLOR");
  const bool refused = no_color != nullptr && !std::string_view(no_color).empty();
  return streams.out_is_terminal && options.output.empty() && !refused;
}

void deliver(const std::string& text, const Options& options, Streams& streams) {
  if (options.output.empty()) {
    streams.out << text << std::flush;
  } else {
    write_file(options.output, text);
  }
}

void warn_if_incomplete(const Report& report, Streams& streams) {
  const auto& unreadable = report.coverage.unreadable;
  if (unreadable.empty()) return;
  const Problem& first = unreadable.front();
  streams.err << "patdown: incomplete: " << unreadable.size()
              << (unreadable.size() == 1 ? " thing" : " things")
              << " could not be looked at, such as "
              << (first.path.empty() ? "object " + first.object : first.path) << ": " << first.why
              << '\n';
}

}  // namespace patdown
