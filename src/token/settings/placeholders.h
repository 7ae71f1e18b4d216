#pragma once

// Which settings of a program are a variable of the environment, `"token": "${AZDO_PAT}"`?

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct Placeholder {
  std::string variable;
  std::size_t line = 0;
};

// Of JSON, TOML, YAML, properties: lines with a key and nothing but a variable behind it.
std::vector<Placeholder> placeholders_in(std::string_view text);

}  // namespace patdown
