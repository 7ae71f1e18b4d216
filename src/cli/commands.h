#pragma once

// The commands, one function and one file each. Errors are thrown; run() catches them.

#include "cli/options.h"
#include "cli/run.h"
#include "report/report.h"

namespace patdown {

ExitCode scan_command(const Options& options, Streams& streams);
ExitCode scopes_command(const Options& options, Streams& streams);
ExitCode explain_command(const Options& options, Streams& streams);
ExitCode rules_command(const Options& options, Streams& streams);
ExitCode baseline_command(const Options& options, Streams& streams);

// Findings above info win over what could not be read; that wins over clean.
ExitCode exit_code_of(const Report& report, bool allow_incomplete);

bool wants_color(const Options& options, const Streams& streams);

// To --output or to standard output.
void deliver(const std::string& text, const Options& options, Streams& streams);

// A line on standard error for what was not looked at; silent if everything was.
void warn_if_incomplete(const Report& report, Streams& streams);

}  // namespace patdown
