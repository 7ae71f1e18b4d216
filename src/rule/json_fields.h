#pragma once

// What are the members of a small JSON object?

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

// The members by name: strings as their value, everything else as JSON text. nullopt if `text` is
// no JSON object, or longer than 64 KB: tokens are smaller.
std::optional<std::map<std::string, std::string>> json_fields(std::string_view text);

}  // namespace patdown
