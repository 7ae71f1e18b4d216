#include "token/token.h"

#include <array>

namespace patdown {

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, 6> names = {"unknown",     "unscopable",  "under-scoped",
                                                     "over-scoped", "replaceable", "exact"};
  return names.at(static_cast<std::size_t>(outcome));
}

}  // namespace patdown
