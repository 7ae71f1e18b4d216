#include "rule/azure_checks.h"

#include "core/digest.h"
#include "core/letters.h"
#include "rule/builtin.h"
#include "rule/codecs.h"
#include "rule/marvin.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

struct KeyKind {
  std::string_view signature;
  std::size_t bytes = 0;  // of the decoded key, checksum included
  std::string_view seed;
  std::string_view service;
  std::string_view privilege;
};

// microsoft/security-utilities, IdentifiableMetadata and the services' own classes.
constexpr std::array key_kinds{
    KeyKind{"+ASt", 64, "Default0", "Azure Storage", "full access to the account"},
    KeyKind{"ACDb", 64, "MastRW00", "Azure Cosmos DB", "read and write"},
    KeyKind{"ACDb", 64, "MastRO00", "Azure Cosmos DB", "read only"},
    KeyKind{"ACDb", 64, "SystRW00", "Azure Cosmos DB", "system, read and write"},
    KeyKind{"ACDb", 64, "SystRO00", "Azure Cosmos DB", "system, read only"},
    KeyKind{"ACDb", 64, "Resour00", "Azure Cosmos DB", "one resource"},
    KeyKind{"ACDb", 64, "SysAll00", "Azure Cosmos DB", "system, all"},
    KeyKind{"ACDb", 64, "Encryp00", "Azure Cosmos DB", "encryption"},
    KeyKind{"+ABa", 64, "AbAcct00", "Azure Batch", "full access to the account"},
    KeyKind{"+AMC", 64, "Classic0", "Azure Machine Learning", "a classic web service"},
    KeyKind{"APIM", 64, "Tenant00", "Azure API Management", "direct management"},
    KeyKind{"APIM", 64, "IoTHub00", "Azure API Management", "a subscription"},
    KeyKind{"APIM", 64, "Gatewy00", "Azure API Management", "a gateway"},
    KeyKind{"APIM", 64, "GitKey00", "Azure API Management", "the configuration repository"},
    KeyKind{"AzFu", 40, "Functi00", "Azure Functions", "a function"},
    KeyKind{"AzFu", 40, "System00", "Azure Functions", "system"},
    KeyKind{"AzFu", 40, "Master00", "Azure Functions", "master: the whole app"},
    KeyKind{"AzSe", 39, "Query000", "Azure AI Search", "queries"},
    KeyKind{"AzSe", 39, "PAdmin00", "Azure AI Search", "administration"},
    KeyKind{"+ACR", 39, "ACRDflt0", "Azure Container Registry", ""},
    KeyKind{"+ASb", 32, "Send0000", "Azure Service Bus", "send"},
    KeyKind{"+ASb", 32, "Listen00", "Azure Service Bus", "listen"},
    KeyKind{"+ASb", 32, "Manage00", "Azure Service Bus", "manage"},
    KeyKind{"+ASb", 32, "System00", "Azure Service Bus", "system"},
    KeyKind{"+ASb", 32, "Unknown0", "Azure Service Bus", ""},
    KeyKind{"+AEh", 32, "Send0000", "Azure Event Hubs", "send"},
    KeyKind{"+AEh", 32, "Listen00", "Azure Event Hubs", "listen"},
    KeyKind{"+AEh", 32, "Manage00", "Azure Event Hubs", "manage"},
    KeyKind{"+AEh", 32, "System00", "Azure Event Hubs", "system"},
    KeyKind{"+AEh", 32, "Unknown0", "Azure Event Hubs", ""},
    KeyKind{"+ARm", 32, "Send0000", "Azure Relay", "send"},
    KeyKind{"+ARm", 32, "Listen00", "Azure Relay", "listen"},
    KeyKind{"+ARm", 32, "Manage00", "Azure Relay", "manage"},
    KeyKind{"+ARm", 32, "System00", "Azure Relay", "system"},
    KeyKind{"+ARm", 32, "Unknown0", "Azure Relay", ""},
    KeyKind{"AIoT", 32, "IoTHub00", "Azure IoT", "a hub"},
    KeyKind{"AIoT", 32, "DpsKey00", "Azure IoT", "device provisioning"},
    KeyKind{"AIoT", 32, "Device00", "Azure IoT", "a device"},
    KeyKind{"AzCa", 32, "Access00", "Azure Cache for Redis", "full access to the cache"},
    KeyKind{"AZEG", 32, "Default0", "Azure Event Grid", "publish"},
};

constexpr std::size_t sum_bytes = 4;

// The signature stands before the 6 characters that hold the checksum.
std::string_view signature_of(std::string_view key) {
  while (key.ends_with('=')) key.remove_suffix(1);
  return key.size() < 10 ? std::string_view() : key.substr(key.size() - 10, 4);
}

constexpr std::uint64_t cask_seed = marvin_seed("Default0");
constexpr std::size_t cask_head = 80;

std::string cask_bytes(std::string_view head) {
  return little_endian(marvin32(base64_decode(head).value_or(""), cask_seed));
}

// The form of keys that are issued: base 62, filled with '0' to 6.
std::string in_cask_digits(const std::string& sum, std::size_t characters) {
  std::string digits = base62_encode(sum);
  digits.resize(6, '0');
  if (characters == cask_head + 4) return digits.substr(0, 4);
  return base64_encode(base64_decode(digits + "==").value_or(""));  // the last keeps 2 bits
}

// The older form: base64 of the bytes themselves.
std::string in_cask_base64(const std::string& sum, std::size_t characters) {
  return base64_encode(characters == cask_head + 4 ? sum.substr(0, 3) : sum);
}

// The service behind a signature and the four characters before it; empty if it is not known.
std::string cask_service(std::string_view provider, std::string_view signature) {
  std::string_view rows = builtin_file("secrets/cask-services.tsv");
  while (!rows.empty()) {
    const std::string_view row = rows.substr(0, rows.find('\n'));
    rows.remove_prefix(std::min(row.size() + 1, rows.size()));
    const std::size_t first = row.find('\t');
    const std::size_t second = row.find('\t', first + 1);
    if (second == std::string_view::npos || row.substr(0, first) != signature) continue;
    const std::string_view wanted = row.substr(first + 1, second - first - 1);
    if (wanted == "*" || wanted == provider) {
      return std::string(row.substr(second + 1, row.find('\t', second + 1) - second - 1));
    }
  }
  return {};
}

Proof cask_facts(std::string_view key) {
  constexpr std::string_view base64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  Proof facts{{"method", "marvin32-cask"}};
  if (const std::string service = cask_service(key.substr(72, 4), key.substr(76, 4));
      !service.empty()) {
    facts.emplace_back("service", service);
  }
  const std::size_t year = base64.find(key[58]);
  const std::size_t month = base64.find(key[59]);
  if (year != std::string_view::npos && month < 12) {
    const std::string number = std::to_string(month + 1);
    facts.emplace_back("created", std::to_string(2024 + year) + (month < 9 ? "-0" : "-") + number);
  }
  if (key[57] == 'D') facts.emplace_back("kind", "derived key");
  if (key[57] == 'H') facts.emplace_back("kind", "hash of a key");
  return facts;
}

constexpr std::uint32_t user_constant = 0xE0B9692D;
constexpr std::uint32_t application_constant = 0x1019F92E;

}  // namespace

CheckResult check_azure_key(std::string_view key) {
  const std::optional<std::string> bytes = base64_decode(key);
  if (!bytes || bytes->size() <= sum_bytes) return {};
  const std::string_view signature = signature_of(key);
  const std::string_view body = std::string_view(*bytes).substr(0, bytes->size() - sum_bytes);
  const std::uint32_t sum = from_little_endian(std::string_view(*bytes).substr(body.size()));
  for (const KeyKind& kind : key_kinds) {
    if (kind.signature != signature || kind.bytes != bytes->size()) continue;
    if (marvin32(body, marvin_seed(kind.seed)) != sum) continue;
    CheckResult result{
        .passed = true,
        .proof = {{"method", "marvin32-his"}, {"service", std::string(kind.service)}}};
    if (!kind.privilege.empty()) result.proof.emplace_back("privilege", kind.privilege);
    return result;
  }
  return {};
}

std::optional<std::string> make_azure_key(std::string_view signature, std::string_view random) {
  const auto* kind = std::ranges::find(key_kinds, signature, &KeyKind::signature);
  if (kind == key_kinds.end()) return std::nullopt;
  std::string text = base64_encode(random.substr(0, kind->bytes));
  const std::size_t padding = text.size() - std::min(text.find('='), text.size());
  text.replace(text.size() - padding - 10, 5, std::string(signature) + 'A');  // 'A': unused bits
  const std::string bytes = base64_decode(text).value_or("").substr(0, kind->bytes - sum_bytes);
  text = base64_encode(bytes + little_endian(marvin32(bytes, marvin_seed(kind->seed))));
  if (signature == "AzFu") {  // the one that is written URL-safe
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
  }
  return text;
}

std::string cask_check(std::string_view head, std::size_t characters) {
  return in_cask_digits(cask_bytes(head), characters);
}

CheckResult check_cask(std::string_view key) {
  if (key.size() != cask_head + 4 && key.size() != cask_head + 8) return {};
  if (key.substr(52, 5) != "JQQJ9") return {};
  const std::string sum = cask_bytes(key.substr(0, cask_head));
  const std::string_view check = key.substr(cask_head);
  if (check != in_cask_digits(sum, key.size()) && check != in_cask_base64(sum, key.size())) {
    return {};
  }
  return {.passed = true, .proof = cask_facts(key)};
}

std::string entra_check(std::string_view head) {
  constexpr std::string_view alphabet =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";
  return digits_of(marvin32(head, marvin_seed("AadPwd00")), alphabet, 6).substr(0, 3);
}

CheckResult check_entra_secret(std::string_view secret) {
  if (secret.size() != 40) return {};
  if (entra_check(secret.substr(0, 37)) != secret.substr(37)) return {};
  return {.passed = true, .proof = {{"method", "marvin32-base66"}}};
}

CheckResult check_azure_devops_legacy(std::string_view token) {
  const std::optional<std::string> bytes = base32_decode(token);
  if (!bytes || token.size() != 52 || bytes->size() != 32) return {};
  const std::string& b = *bytes;
  const std::string covered = b.substr(0, 2) + b.substr(3, 4) + b.substr(9, 13) + b.substr(23, 9);
  const std::string stored{b[22], b[8], b[7], b[2]};
  const std::uint32_t constant = crc32(covered) ^ from_little_endian(stored);
  if (constant != user_constant && constant != application_constant) return {};
  return {.passed = true,
          .proof = {{"method", "crc32-scattered"},
                    {"kind", constant == user_constant ? "personal access token" : "application"}}};
}

std::string make_azure_devops_legacy(std::string_view random28, bool application) {
  const std::string body(random28.substr(0, 28));
  const std::string sum =
      little_endian(crc32(body) ^ (application ? application_constant : user_constant));
  const std::string bytes = body.substr(0, 2) + sum[3] + body.substr(2, 4) + sum[2] + sum[1] +
                            body.substr(6, 13) + sum[0] + body.substr(19, 9);
  return lower(base32_encode(bytes));
}

}  // namespace patdown
