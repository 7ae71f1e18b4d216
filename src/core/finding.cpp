#include "core/finding.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

constexpr std::array<std::string_view, 5> severities = {"info", "low", "medium", "high",
                                                        "critical"};
constexpr std::array<std::string_view, 3> confidences = {"possible", "likely", "proven"};

template <typename Value, std::size_t size>
std::optional<Value> value_of(const std::array<std::string_view, size>& names,
                              std::string_view name) {
  const auto* const found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

}  // namespace

std::string_view name_of(Severity severity) {
  return severities.at(static_cast<std::size_t>(severity));
}

std::string_view name_of(Confidence confidence) {
  return confidences.at(static_cast<std::size_t>(confidence));
}

std::optional<Severity> severity_of(std::string_view name) {
  return value_of<Severity>(severities, name);
}

std::optional<Confidence> confidence_of(std::string_view name) {
  return value_of<Confidence>(confidences, name);
}

}  // namespace patdown
