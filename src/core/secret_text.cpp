#include "core/secret_text.h"

#include "core/digest.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr unsigned chosen_rounds = 10'000;
constexpr std::size_t fingerprint_bytes = 16;

std::string printable(std::string_view text) {
  std::string shown(text);
  for (char& c : shown) {
    if (c < 0x20 || c > 0x7E) c = '?';
  }
  return shown;
}

}  // namespace

std::string SecretText::masked() const {
  const std::string_view text = text_;
  if (text.size() < 12) return printable(text.substr(0, 1)) + "…";
  const std::size_t each = std::min<std::size_t>(4, text.size() / 6);
  return printable(text.substr(0, each)) + "…" + printable(text.substr(text.size() - each));
}

std::string fingerprint_of(std::string_view rule_id, std::string_view secret, bool chosen) {
  std::string input(rule_id);
  input += '\0';
  if (chosen) {
    input += pbkdf2_sha256(secret, rule_id, chosen_rounds, 32);
  } else {
    input += secret;
  }
  return to_hex(std::string_view(sha256(input)).substr(0, fingerprint_bytes));
}

}  // namespace patdown
