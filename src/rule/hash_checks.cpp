#include "rule/hash_checks.h"

#include "core/digest.h"
#include "rule/codecs.h"

#include <optional>

namespace patdown {
namespace {

CheckResult result_of(bool passed, const char* method) {
  return passed ? CheckResult{.passed = true, .proof = {{"method", method}}} : CheckResult{};
}

}  // namespace

std::string github_fine_grained_check(std::string_view head) {
  return base32_encode(sha256(head)).substr(0, 8);
}

CheckResult check_github_fine_grained(std::string_view token) {
  constexpr std::size_t covered = 77;
  if (token.size() != 93) return {};
  if (github_fine_grained_check(token.substr(0, covered)) != token.substr(covered, 8)) return {};
  CheckResult result = result_of(true, "sha256-base32");
  if (const std::optional<std::string> owner = base32_decode(token.substr(13, 7));
      owner && owner->size() == 4) {
    const std::uint32_t reversed = from_little_endian(*owner);
    const std::uint32_t number = reversed << 24U | (reversed << 8U & 0xFF0000U) |
                                 (reversed >> 8U & 0xFF00U) | reversed >> 24U;
    result.proof.emplace_back("owner_id", std::to_string(number));
  }
  return result;
}

std::string supabase_check(std::string_view head) {
  return base64url_encode(sha256("supabase-self-hosted|" + std::string(head))).substr(0, 8);
}

CheckResult check_supabase_self_hosted(std::string_view token) {
  if (token.size() <= 8) return {};
  const std::string_view head = token.substr(0, token.size() - 8);
  return result_of(supabase_check(head) == token.substr(head.size()), "sha256-base64url");
}

std::string crates_check(std::string_view body) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  unsigned mixed = 0;
  for (const char c : body) mixed ^= static_cast<unsigned char>(c);
  return {alphabet[mixed % alphabet.size()]};
}

CheckResult check_crates_trusted(std::string_view token) {
  constexpr std::string_view prefix = "cio_tp_";
  if (!token.starts_with(prefix) || token.size() <= prefix.size() + 1) return {};
  const std::string_view body = token.substr(prefix.size(), token.size() - prefix.size() - 1);
  return result_of(crates_check(body) == token.substr(token.size() - 1), "xor-mod-62");
}

std::string with_base58_check(std::string_view bytes) {
  return base58_encode(std::string(bytes) + sha256(sha256(bytes)).substr(0, 4));
}

CheckResult check_base58(std::string_view token) {
  const std::optional<std::string> bytes = base58_decode(token);
  if (!bytes || bytes->size() < 5) return {};
  const std::string_view body = std::string_view(*bytes).substr(0, bytes->size() - 4);
  return result_of(sha256(sha256(body)).substr(0, 4) == bytes->substr(body.size()), "base58check");
}

CheckResult check_bech32(std::string_view token) {
  return result_of(is_bech32(token), "bech32");
}

}  // namespace patdown
