#pragma once

// The parts that several JSON outputs share.

#include "report/report.h"

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace patdown {

using Json = nlohmann::ordered_json;

Json coverage_json(const Report& report);
Json trace_json(const std::vector<TraceStep>& trace);
// null when `text` is empty: a field that is there and has no value.
Json text_or_null(const std::string& text);

// Readers of code know where a finding begins, not always where it ends: an end before the
// beginning becomes the beginning.
Position ordered(const Position& at);

// Pretty or on one line; bytes that are no UTF-8 become U+FFFD. Ends with a line feed.
std::string dump_pretty(const Json& json);
std::string dump_line(const Json& json);

}  // namespace patdown
