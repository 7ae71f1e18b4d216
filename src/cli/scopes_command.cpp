#include "cli/commands.h"
#include "cli/scan.h"
#include "core/error.h"
#include "output/output.h"

#include <algorithm>

namespace patdown {

ExitCode scopes_command(const Options& options, Streams& streams) {
  const bool json = options.format == "json";
  if (!json && options.format != "text") {
    throw Error("unknown format '" + options.format + "': scopes writes text or json");
  }
  const Report report = scan_scopes(options, streams.in);
  deliver(json ? write_scopes_json(report)
               : write_scopes_text(report, {.color = wants_color(options, streams)}),
          options, streams);
  warn_if_incomplete(report, streams);
  const bool wrong = std::ranges::any_of(report.tokens, [](const Token& token) {
    return token.outcome == Outcome::over_scoped || token.outcome == Outcome::under_scoped;
  });
  if (wrong) return found;
  return report.coverage.complete() || options.allow_incomplete ? clean : incomplete;
}

}  // namespace patdown
