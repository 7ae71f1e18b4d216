#include "rule/json_fields.h"

#include <nlohmann/json.hpp>

namespace patdown {

std::optional<std::map<std::string, std::string>> json_fields(std::string_view text) {
  constexpr std::size_t longest = 65536;
  if (text.size() > longest) return std::nullopt;
  const auto parsed = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) return std::nullopt;
  std::map<std::string, std::string> fields;
  for (const auto& member : parsed.items()) {
    const auto& value = member.value();
    fields[member.key()] =
        value.is_string() ? value.get<std::string>()
                          : value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  }
  return fields;
}

}  // namespace patdown
