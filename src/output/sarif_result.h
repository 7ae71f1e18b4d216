#pragma once

// A finding as a SARIF 2.1.0 result, and a place as a SARIF location.

#include "output/json_values.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace patdown {

// What artifact URIs are relative to: the scanned root.
constexpr std::string_view uri_base = "SRCROOT";

// "error", "warning", "note"
std::string_view sarif_level(Severity severity);

// A relative reference (RFC 3986): all but unreserved characters and '/' as %XX, byte by byte.
std::string uri_of_path(std::string_view path);

// `line` 0: the whole file.
Json sarif_location(const std::string& path, std::size_t line);

// `rule_index`: of finding.rule in the driver's rules.
Json sarif_result(const Finding& finding, std::size_t rule_index);

}  // namespace patdown
