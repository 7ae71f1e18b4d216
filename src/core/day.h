#pragma once

// Which day does a text name? Days are counted, so that they can be compared and subtracted.

#include <optional>
#include <string_view>

namespace patdown {

// Days since 1970-01-01 of "2026-01-31", also when a time follows ("2026-01-31T23:59:59Z"). nullopt
// if it is none: "2026-02-30", "31.01.2026", "never".
std::optional<long> day_number(std::string_view text);

}  // namespace patdown
