#include "cli/commands.h"
#include "cli/file.h"
#include "cli/flags.h"
#include "cli/scan.h"
#include "core/error.h"
#include "output/output.h"

#include <algorithm>
#include <ostream>

namespace patdown {
namespace {

struct Format {
  std::string_view name;
  std::string (*write)(const Report& report, const TextStyle& style);
};

constexpr Format formats[] = {
    {"text", write_text},
    {"json", [](const Report& report, const TextStyle&) { return write_json(report); }},
    {"jsonl", [](const Report& report, const TextStyle&) { return write_jsonl(report); }},
    {"sarif", [](const Report& report, const TextStyle&) { return write_sarif(report); }},
};

const Format& format_named(const std::string& name) {
  const auto* const format = std::ranges::find(formats, name, &Format::name);
  if (format != std::end(formats)) return *format;
  throw Error("unknown format '" + name + "': scan writes text, json, jsonl or sarif");
}

void check_modes(const Options& options) {
  const int modes = static_cast<int>(options.worktree) + static_cast<int>(options.history) +
                    static_cast<int>(options.staged) + static_cast<int>(options.standard_input) +
                    static_cast<int>(!options.range.empty()) +
                    static_cast<int>(!options.since.empty());
  if (modes > 1) {
    throw Error("give one of --worktree, --history, --staged, --range, --since and --stdin");
  }
  if (!options.state.empty() && modes > static_cast<int>(options.history)) {
    throw Error("--state remembers the whole history; it goes with --history, or with no mode");
  }
  if (!options.state.empty() && options.operands.size() > 1) {
    throw Error("--state remembers one repository; give one path");
  }
  if (options.standard_input && !options.operands.empty()) {
    throw Error("--stdin takes no path: '" + options.operands.front() + "'");
  }
}

}  // namespace

ExitCode scan_command(const Options& options, Streams& streams) {
  check_modes(options);
  const Format& format = format_named(options.format);
  for (const auto& [name, path] : options.reports) format_named(name);
  const Report report = scan(options, streams.in);
  for (const auto& [name, path] : options.reports) {
    write_file(path, format_named(name).write(report, {}));
  }
  deliver(format.write(report, {.color = wants_color(options, streams)}), options, streams);
  warn_if_incomplete(report, streams);
  return exit_code_of(report, options.allow_incomplete);
}

}  // namespace patdown
