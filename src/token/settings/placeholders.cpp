#include "token/settings/placeholders.h"

#include "core/text.h"
#include "token/settings/readers.h"

#include <utility>

namespace patdown {

std::vector<Placeholder> placeholders_in(std::string_view text) {
  std::vector<Placeholder> found;
  settings::for_each_line(text, [&](std::string_view line, std::size_t number) {
    const auto colon = line.find_first_of(":=");
    if (colon == std::string_view::npos) return;
    std::string_view value = trimmed(line.substr(colon + 1));
    if (value.ends_with(',')) value.remove_suffix(1);
    const std::string variable = settings::with_variables(settings::unquoted(value));
    const bool alone = variable.starts_with("${") && variable.find('}') + 1 == variable.size();
    if (alone) found.push_back({variable.substr(2, variable.size() - 3), number});
  });
  return found;
}

}  // namespace patdown
