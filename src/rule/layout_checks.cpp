#include "rule/layout_checks.h"

#include "core/digest.h"
#include "core/letters.h"
#include "rule/codecs.h"
#include "rule/json_fields.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace patdown {
namespace {

using namespace std::string_view_literals;

CheckResult result_of(bool passed, const char* method) {
  return passed ? CheckResult{.passed = true, .proof = {{"method", method}}} : CheckResult{};
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string_view behind(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view();
}

// Base64 of a whole number of bytes leaves bits unused in its last character; issuers leave them 0.
bool is_whole_base64(std::string_view text) {
  const std::optional<std::string> bytes = base64_decode(text);
  return bytes && base64url_encode(*bytes) == text;
}

void add_time(CheckResult& result, const char* name, std::string_view digits) {
  std::int64_t seconds = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (std::string time = utc_time(seconds); !time.empty()) {
    result.proof.emplace_back(name, std::move(time));
  }
}

// The object that base64 text holds, if it has all of `names`.
std::optional<std::map<std::string, std::string>> json_with(
    std::string_view encoded, std::initializer_list<const char*> names) {
  const std::optional<std::string> text = base64_decode(encoded);
  if (!text) return std::nullopt;
  auto fields = json_fields(*text);
  if (!fields) return std::nullopt;
  for (const char* name : names) {
    if (!fields->contains(name)) return std::nullopt;
  }
  return fields;
}

}  // namespace

CheckResult check_anthropic(std::string_view token) {
  const std::size_t number = token.find("01-");
  const std::size_t other = token.find("03-");
  if (number == other) return {};  // neither is there
  const std::size_t kind = std::min(number, other) + 3;
  if (token.size() != kind + 95 || token[kind + 86] != '-') return {};
  const std::optional<std::string> tail = base64_decode(token.substr(kind + 87));
  return result_of(is_whole_base64(token.substr(kind, 86)) && tail && tail->ends_with("\0\0"sv),
                   "anthropic-layout");
}

CheckResult check_google_api_key(std::string_view token) {
  const std::optional<std::string> bytes = base64_decode(token);
  return result_of(token.size() == 39 && bytes && bytes->starts_with("\x00\x8c\xda\x4b\x20"sv) &&
                       is_whole_base64(token),
                   "google-layout");
}

CheckResult check_sendgrid(std::string_view token) {
  const std::string_view rest = behind(token, "SG.");
  const std::size_t dot = rest.find('.');
  if (dot != 22 || rest.size() != 66) return {};
  return result_of(is_whole_base64(rest.substr(0, dot)) && is_whole_base64(rest.substr(dot + 1)),
                   "sendgrid-layout");
}

CheckResult check_basic_auth(std::string_view token) {
  const std::optional<std::string> text = base64_decode(token);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  return result_of(text && text->find(':') != std::string::npos && !text->ends_with(':') &&
                       std::ranges::none_of(*text, is_control),
                   "basic-layout");
}

CheckResult check_vault_service(std::string_view token) {
  const std::size_t dot = token.find('.');
  if (dot == std::string_view::npos) return {};
  const std::optional<std::string> bytes = base64_decode(token.substr(dot + 1));
  if (!bytes || bytes->size() < 44) return {};
  // field 1: version 1; field 2: 32 bytes of signature; field 3: a message whose field 1 is the
  // token
  return result_of(bytes->starts_with("\x08\x01\x12\x20"sv) && (*bytes)[36] == '\x1a' &&
                       bytes->substr(38).find("\x0a"sv) < 3,
                   "vault-protobuf");
}

CheckResult check_pypi_macaroon(std::string_view token) {
  const std::optional<std::string> bytes = base64_decode(behind(token, "pypi-"));
  if (!bytes || bytes->size() < 60) return {};
  const std::string_view all = *bytes;
  const auto length = static_cast<unsigned char>(all[2]);
  const std::string_view location = all.substr(3, length);
  if (!all.starts_with("\x02\x01"sv)) return {};
  if (location != "pypi.org" && location != "test.pypi.org") return {};
  CheckResult result =
      result_of(all.substr(all.size() - 34).starts_with("\x06\x20"sv), "macaroon-layout");
  if (result.passed) result.proof.emplace_back("host", location);
  return result;
}

CheckResult check_sentry_organization(std::string_view token) {
  const std::string_view rest = behind(token, "sntrys_");
  const std::size_t separator = rest.rfind('_');
  if (separator == std::string_view::npos) return {};
  const auto fields = json_with(rest.substr(0, separator), {"iat", "url", "org"});
  if (!fields) return {};
  CheckResult result = result_of(true, "sentry-layout");
  result.proof.emplace_back("organization", fields->at("org"));
  result.proof.emplace_back("host", fields->at("url"));
  add_time(result, "created", fields->at("iat"));
  return result;
}

CheckResult check_fly_macaroon(std::string_view token) {
  const std::size_t prefix = token.find("fm");
  if (prefix == std::string_view::npos || token.size() < prefix + 4) return {};
  const std::string_view body = token.substr(prefix + 4);
  const std::optional<std::string> bytes = base64_decode(body.substr(0, body.find(',')));
  return result_of(
      bytes && bytes->starts_with('\x94') && bytes->find("fly.io/") != std::string::npos,
      "macaroon-layout");
}

CheckResult check_grafana_cloud(std::string_view token) {
  const auto fields = json_with(behind(token, "glc_"), {"o", "n", "k"});
  if (!fields) return {};
  CheckResult result = result_of(true, "grafana-layout");
  result.proof.emplace_back("organization_id", fields->at("o"));
  result.proof.emplace_back("name", fields->at("n"));
  return result;
}

CheckResult check_grafana_legacy(std::string_view token) {
  const auto fields = json_with(token, {"k", "n", "id"});
  if (!fields) return {};
  CheckResult result = result_of(true, "grafana-layout");
  result.proof.emplace_back("name", fields->at("n"));
  result.proof.emplace_back("organization_id", fields->at("id"));
  return result;
}

CheckResult check_artifactory_reference(std::string_view token) {
  const std::optional<std::string> text = base64_decode(token);
  const std::string_view rest = behind(text ? *text : std::string_view(), "reftkn:01:");
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || !all_digits(rest.substr(0, colon))) return {};
  CheckResult result = result_of(rest.size() - colon - 1 == 28, "artifactory-layout");
  if (result.passed && colon > 1) add_time(result, "expires", rest.substr(0, colon));
  return result;
}

CheckResult check_artifactory_key(std::string_view token) {
  const std::optional<std::string> bytes = base58_decode(token);
  return result_of(bytes && bytes->size() == 54 && bytes->starts_with("\x01\xfd\xe0"sv),
                   "artifactory-layout");
}

CheckResult check_atlassian_server(std::string_view token) {
  if (token.starts_with("BBDC-")) token.remove_prefix(5);
  const std::optional<std::string> bytes = base64_decode(token);
  if (!bytes || bytes->size() < 21 + 6) return {};
  const std::string_view number = std::string_view(*bytes).substr(0, bytes->size() - 21);
  return result_of(all_digits(number) && (*bytes)[number.size()] == ':', "atlassian-layout");
}

CheckResult check_discord_bot(std::string_view token) {
  const std::optional<std::string> id = base64_decode(token.substr(0, token.find('.')));
  if (!id || id->size() < 17 || id->size() > 20 || !all_digits(*id)) return {};
  CheckResult result = result_of(true, "discord-layout");
  result.proof.emplace_back("bot_id", *id);
  return result;
}

CheckResult check_aws_key_id(std::string_view key_id) {
  if (key_id.size() != 20) return {};
  const std::optional<std::string> bytes = base32_decode(key_id.substr(4));
  if (!bytes) return {};
  CheckResult result = result_of(true, "aws-key-id");
  if (key_id[4] == 'I' || key_id[4] == 'J') return result;  // older ones tell no account
  std::uint64_t number = 0;
  for (int i = 0; i < 6; ++i) number = number << 8U | static_cast<unsigned char>((*bytes)[i]);
  std::string account = std::to_string((number & 0x7fffffffff80U) >> 7U);
  account.insert(0, account.size() < 12 ? 12 - account.size() : 0, '0');
  result.proof.emplace_back("account", account);
  return result;
}

CheckResult check_aws_bedrock(std::string_view token) {
  const std::optional<std::string> text = base64_decode(behind(token, "ABSK"));
  const std::string_view rest = behind(text ? *text : std::string_view(), "BedrockAPIKey-");
  const std::size_t at = rest.find("-at-");
  if (at == std::string_view::npos) return {};
  const std::string_view account = rest.substr(at + 4, rest.find(':') - at - 4);
  if (!all_digits(account)) return {};
  CheckResult result = result_of(true, "bedrock-layout");
  result.proof.emplace_back("account", account);
  return result;
}

}  // namespace patdown
