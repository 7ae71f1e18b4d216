#include "core/day.h"

#include "catch.h"

namespace patdown {
namespace {

struct Case {
  const char* text;
  std::optional<long> day;
};

// The numbers are those of `date -d DAY +%s` divided by 86,400.
const Case cases[] = {
    {"1970-01-01", 0},
    {"2000-03-01", 11017},
    {"2026-11-29", 20786},
    {"2026-11-29T23:59:59.9Z", 20786},
    {"2026-11-29 10:00", 20786},
    {"9999-12-31T23:59:59.9999999Z", 2932896},
    {"2024-02-29", 19782},
    {"2026-02-29", {}},
    {"2026-13-01", {}},
    {"2026-00-01", {}},
    {"2026-1-1", {}},
    {"2026-11-29x", {}},
    {"-026-11-29", {}},
    {"29.11.2026", {}},
    {"11/29/2026 10:00:00", {}},
    {"never", {}},
    {"", {}},
};

TEST_CASE("day_number counts days and refuses what is none") {
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(day_number(c.text) == c.day);
  }
}

}  // namespace
}  // namespace patdown
