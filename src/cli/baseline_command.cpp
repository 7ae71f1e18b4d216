#include "cli/commands.h"
#include "cli/file.h"
#include "cli/scan.h"
#include "core/error.h"
#include "report/baseline.h"

#include <filesystem>
#include <ostream>

namespace patdown {

ExitCode baseline_command(const Options& options, Streams& streams) {
  if (options.operands.size() < 2 ||
      (options.operands[0] != "create" && options.operands[0] != "update")) {
    throw Error("usage: patdown baseline create|update FILE [PATH]...");
  }
  const std::string& file = options.operands[1];
  const bool exists = std::filesystem::exists(file);
  if (options.operands[0] == "create" && exists) {
    throw Error(file + " exists already: 'patdown baseline update " + file + "' writes it anew");
  }
  if (options.operands[0] == "update" && !exists) {
    throw Error(file + " does not exist: 'patdown baseline create " + file + "' makes it");
  }
  Options scanning = options;
  scanning.operands.assign(options.operands.begin() + 2, options.operands.end());
  const Report report = scan(scanning, streams.in);
  warn_if_incomplete(report, streams);
  // A baseline made from half a scan would let the other half appear as new, or hide that it was
  // never looked at.
  if (!report.coverage.complete() && !options.allow_incomplete) return incomplete;
  write_file(file, write_baseline(report.findings));
  streams.err << "patdown: " << file << " knows " << report.findings.size() << " findings\n";
  return clean;
}

}  // namespace patdown
