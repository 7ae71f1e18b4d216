#include "token/token.h"

#include <array>

namespace patdown {

std::string place_and_why(const Unresolved& unresolved) {
  if (unresolved.path.empty()) return unresolved.why;
  const std::string line = unresolved.line > 0 ? ":" + std::to_string(unresolved.line) : "";
  return unresolved.path + line + ": " + unresolved.why;
}

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, 6> names = {"unknown",     "unscopable",  "under-scoped",
                                                     "over-scoped", "replaceable", "exact"};
  return names.at(static_cast<std::size_t>(outcome));
}

}  // namespace patdown
