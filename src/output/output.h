#pragma once

// The report as bytes: one function a format.

#include "report/report.h"

#include <string>

namespace patdown {

struct TextStyle {
  bool color = false;
};

std::string write_text(const Report& report, const TextStyle& style);
std::string write_json(const Report& report);
std::string write_jsonl(const Report& report);
std::string write_sarif(const Report& report);  // SARIF 2.1.0

std::string write_scopes_text(const Report& report, const TextStyle& style);
std::string write_scopes_json(const Report& report);
// What a README needs: for each token the scopes, "because …".
std::string write_scopes_markdown(const Report& report);
// The `tokens:` block of .patdown.yml, with what was inferred.
std::string write_scopes_suggestion(const Report& report);

}  // namespace patdown
