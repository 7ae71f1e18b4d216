#pragma once

// What was looked at, what was left out, and what could not be read? The end of every text report.

#include "output/paint.h"
#include "report/report.h"

#include <string>

namespace patdown {

std::string coverage_text(const Report& report, const Paint& paint);

// "src/a.sh:12:8", "a.zip!b.txt:3:1", "message of commit 0123456789ab, line 2".
std::string place_text(const Place& place);

// The first 12 digits, as git's default in large repositories.
std::string short_id(const std::string& commit);

}  // namespace patdown
