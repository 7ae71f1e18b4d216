#include "token/correlating_id.h"

#include "core/digest.h"

namespace patdown {
namespace {

// https://github.com/microsoft/security-utilities: GenerateCrossCompanyCorrelatingId
constexpr std::string_view prefix = "CrossMicrosoftCorrelatingId:";
constexpr std::size_t kept_bytes = 15;

}  // namespace

std::string correlating_id_of(std::string_view token) {
  std::string text(prefix);
  for (const char c : to_hex(sha256(token))) {
    text += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return base64_encode(std::string_view(sha256(text)).substr(0, kept_bytes));
}

}  // namespace patdown
