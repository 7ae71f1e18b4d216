#include "cli/commands.h"
#include "cli/scan.h"
#include "core/error.h"
#include "output/output.h"

#include <algorithm>

namespace patdown {

namespace {

struct ScopesFormat {
  std::string_view name;
  std::string (*write)(const Report& report, const TextStyle& style);
};

constexpr ScopesFormat scopes_formats[] = {
    {"text", write_scopes_text},
    {"json", [](const Report& report, const TextStyle&) { return write_scopes_json(report); }},
    {"markdown",
     [](const Report& report, const TextStyle&) { return write_scopes_markdown(report); }},
};

const ScopesFormat& scopes_format_named(const std::string& name) {
  const auto* const format = std::ranges::find(scopes_formats, name, &ScopesFormat::name);
  if (format != std::end(scopes_formats)) return *format;
  throw Error("unknown format '" + name + "': scopes writes text, json or markdown");
}

}  // namespace

ExitCode scopes_command(const Options& options, Streams& streams) {
  const ScopesFormat& format = scopes_format_named(options.format);
  const Report report = scan_scopes(options, streams.in);
  const TextStyle style{.color = wants_color(options, streams)};
  deliver(options.suggest ? write_scopes_suggestion(report) : format.write(report, style), options,
          streams);
  warn_if_incomplete(report, streams);
  const bool wrong = std::ranges::any_of(report.tokens, [](const Token& token) {
    return token.outcome == Outcome::over_scoped || token.outcome == Outcome::under_scoped;
  });
  if (wrong) return found;
  return report.coverage.complete() || options.allow_incomplete ? clean : incomplete;
}

}  // namespace patdown
