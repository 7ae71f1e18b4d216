#pragma once

// What does a git configuration file say? Its own entries only: an `include` is not followed, so
// that a scanned repository cannot point patdown at other files.

#include "core/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct ConfigEntry {
  std::string key;    // "remote.origin.url": section and name in lower case, the middle as written
  std::string value;  // quotes and escapes resolved; "true" for a name without '='
  Span header;        // the bytes of the section's line
  Span lines;         // the bytes of the entry's own lines
};

// In the order of the file; what is malformed is passed over (git-config(1), "Syntax").
std::vector<ConfigEntry> parse_config(std::string_view text);

// The last value of `key`, or empty.
std::string config_value(const std::vector<ConfigEntry>& entries, std::string_view key);
// Whether a value means yes: "true", "yes", "on", a number other than 0.
bool config_true(std::string_view value);

}  // namespace patdown
