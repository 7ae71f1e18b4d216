#include "output/verdict.h"

#include "token/name_words.h"

namespace patdown {

std::string spell(const std::vector<std::string>& names, std::string_view between) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += between;
    text += name;
  }
  return text;
}

std::string called(const Token& token) {
  return (names_no_token(token.name) ? "the token behind " : "") + token.name;
}

}  // namespace patdown
