#include "rule/jwt_checks.h"

#include "core/digest.h"
#include "rule/codecs.h"
#include "rule/json_fields.h"

#include <array>
#include <charconv>
#include <utility>

namespace patdown {
namespace {

using Fields = std::map<std::string, std::string>;

struct Token {
  Fields header;
  Fields payload;
};

std::optional<Fields> part_of(std::string_view encoded) {
  const std::optional<std::string> text = base64_decode(encoded);
  return text ? json_fields(*text) : std::nullopt;
}

std::optional<Token> token_of(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t second = text.find('.', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  std::optional<Fields> header = part_of(text.substr(0, first));
  if (!header || !header->contains("alg") || header->at("alg") == "none") return std::nullopt;
  std::optional<Fields> payload = part_of(text.substr(first + 1, second - first - 1));
  if (!payload) return std::nullopt;
  return Token{std::move(*header), std::move(*payload)};
}

std::string time_of(const std::string& number) {
  std::int64_t seconds = -1;
  std::from_chars(number.data(), number.data() + number.size(), seconds);
  return utc_time(seconds);
}

CheckResult facts_of(const Token& token) {
  CheckResult result{.passed = true, .proof = {{"method", "jwt-layout"}}};
  result.proof.emplace_back("algorithm", token.header.at("alg"));
  constexpr std::array<std::pair<const char*, const char*>, 5> names{{{"iss", "issuer"},
                                                                      {"aud", "audience"},
                                                                      {"role", "role"},
                                                                      {"ref", "project"},
                                                                      {"scope", "scope"}}};
  constexpr std::size_t longest = 200;  // a fact is for people
  for (const auto& [claim, name] : names) {
    const auto found = token.payload.find(claim);
    if (found != token.payload.end() && found->second.size() <= longest) {
      result.proof.emplace_back(name, found->second);
    }
  }
  if (const auto expiry = token.payload.find("exp"); expiry != token.payload.end()) {
    if (std::string time = time_of(expiry->second); !time.empty()) {
      result.proof.emplace_back("expires", std::move(time));
    }
  }
  return result;
}

// Supabase's anon key is made for browsers, and the keys of its demo project are in its manual.
// https://supabase.com/docs/guides/api/api-keys
bool is_public(const Token& token) {
  const auto issuer = token.payload.find("iss");
  const auto role = token.payload.find("role");
  if (issuer == token.payload.end() || role == token.payload.end()) return false;
  return issuer->second == "supabase-demo" ||
         (issuer->second == "supabase" && role->second == "anon");
}

}  // namespace

CheckResult check_jwt(std::string_view token) {
  const std::optional<Token> parts = token_of(token);
  return parts && !is_public(*parts) ? facts_of(*parts) : CheckResult{};
}

CheckResult check_supabase_service_role(std::string_view token) {
  const std::optional<Token> parts = token_of(token);
  if (!parts) return {};
  const auto issuer = parts->payload.find("iss");
  const auto role = parts->payload.find("role");
  if (issuer == parts->payload.end() || issuer->second != "supabase") return {};
  if (role == parts->payload.end() || role->second != "service_role") return {};
  return facts_of(*parts);
}

CheckResult check_github_stateless(std::string_view token) {
  const std::size_t id = token.find('_');
  const std::size_t separator = token.find('_', id + 1);
  if (id == std::string_view::npos || separator == std::string_view::npos) return {};
  const std::optional<Token> parts = token_of(token.substr(separator + 1));
  if (!parts) return {};
  CheckResult result = facts_of(*parts);
  result.proof.emplace_back("app_id", token.substr(id + 1, separator - id - 1));
  return result;
}

}  // namespace patdown
