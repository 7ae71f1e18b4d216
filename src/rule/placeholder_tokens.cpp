#include "core/digest.h"
#include "core/error.h"
#include "rule/azure_checks.h"
#include "rule/codecs.h"
#include "rule/crc_checks.h"
#include "rule/hash_checks.h"
#include "rule/placeholder.h"

#include <array>

namespace patdown {
namespace {

using namespace std::string_literals;

constexpr std::string_view base32_upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view bech32_alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

// `argument` is the provider field and the signature: "AAASAZDO".
std::string cask(std::string_view argument, std::size_t characters, Random& random) {
  if (argument.size() != 8) throw Error("‹cask› needs the provider field and the signature");
  const std::string head =
      random.text(base62_alphabet, 52) + "JQQJ99" + "CAACAAAAAAAAAA" + std::string(argument);
  return head + cask_check(head, characters);
}

std::string azure_key(std::string_view signature, Random& random) {
  const auto key = make_azure_key(signature, random.bytes(64));
  if (!key) throw Error("there is no Azure key with the signature " + std::string(signature));
  return *key;
}

std::string github_fine(Random& random) {
  const std::string head = "github_pat_11" + random.text(base32_upper, 7) + "0" +
                           random.text(base62_alphabet, 12) + "_" +
                           random.text(base62_alphabet, 43);
  return head + github_fine_grained_check(head) + random.text(base62_alphabet, 8);
}

std::string gitlab_routable(std::string_view prefix, Random& random) {
  const std::string lines = "o:" + digits_of(random.below(40000), base36_alphabet, 1) +
                            "\nu:" + digits_of(random.below(1000000), base36_alphabet, 1);
  const std::string payload =
      base64url_encode(random.bytes(16) + lines + static_cast<char>(lines.size()));
  const std::string head =
      std::string(prefix) + payload + ".01." + digits_of(payload.size(), base36_alphabet, 2);
  return head + crc32_base36(head);
}

std::string grafana_service_account(Random& random) {
  const std::string head = "glsa_" + random.text(base62_alphabet, 32);
  return head + "_" + crc32_hex_le(head);
}

std::string anthropic(std::string_view kind, Random& random) {
  return "sk-ant-" + std::string(kind) + "-" + base64url_encode(random.bytes(64)) + "-" +
         base64url_encode(random.bytes(4) + "\0\0"s);
}

std::string entra_secret(Random& random) {
  const std::string head =
      random.text(base62_alphabet, 3) + "8Q~" +
      random.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~-", 31);
  return head + entra_check(head);
}

// `letter` is the kind of key: U for a user, A for an account.
std::string nats_seed(std::string_view letter, Random& random) {
  const std::size_t kind = base32_upper.find(letter.empty() ? 'U' : letter[0]);
  const std::size_t prefix = 18U << 11U | kind << 6U;  // 18 is 'S'
  const std::string bytes{static_cast<char>(prefix >> 8U), static_cast<char>(prefix & 255U)};
  return with_crc16(bytes + random.bytes(32));
}

// NIP-19: 32 bytes, so that the last character keeps 4 bits unused.
std::string nostr_key(Random& random) {
  std::string key = "nsec1" + random.text(bech32_alphabet, 51) + "q";
  key += bech32_check("nsec", std::string_view(key).substr(5));
  return key;
}

std::string age_key(Random& random) {
  std::string key = "age-secret-key-1" + random.text(bech32_alphabet, 51) + "q";
  key += bech32_check("age-secret-key-", std::string_view(key).substr(16));
  for (char& c : key) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return key;
}

std::string pypi_token(Random& random) {
  const std::string id = R"({"version":1,"permissions":"user"})";
  return "pypi-" +
         base64url_encode("\x02\x01\x08pypi.org\x02\x24"s + random.text("0123456789abcdef", 36) +
                          "\0\x02"s + static_cast<char>(id.size()) + id + "\0\0\x06\x20"s +
                          random.bytes(32));
}

std::string vault_token(Random& random) {
  const std::string inner = "hvs." + random.text(base62_alphabet, 24);
  const std::string message =
      "\x0a"s + static_cast<char>(inner.size()) + inner + "\x28\x81\x94\x01"s;
  return "hvs." + base64url_encode("\x08\x01\x12\x20"s + random.bytes(32) + "\x1a"s +
                                   static_cast<char>(message.size()) + message);
}

std::string google_key(Random& random) {
  return base64url_encode("\x00\x8c\xda\x4b\x20"s + random.bytes(24));
}

std::string fly_token(Random& random) {
  return "fm2_" + base64_encode("\x94\xc4\x18"s + random.bytes(24) +
                                "\xd9\x19https://api.fly.io/v1"s + random.bytes(60));
}

// Every key that JFrog has issued begins with these four letters.
std::string artifactory_key(Random& random) {
  std::string key;
  do {
    key = base58_encode("\x01\xfd\xe0" + random.bytes(51));
  } while (!key.starts_with("AKCp"));
  return key;
}

struct Maker {
  std::string_view name;
  std::string (*make)(std::string_view argument, Random& random);
};

using Argument = std::string_view;

constexpr std::array makers{
    Maker{"azdo-pat-new", [](Argument, Random& r) { return cask("AAASAZDO", 84, r); }},
    Maker{"azdo-pat-old",
          [](Argument, Random& r) { return make_azure_devops_legacy(r.bytes(28), false); }},
    Maker{"azdo-app-old",
          [](Argument, Random& r) { return make_azure_devops_legacy(r.bytes(28), true); }},
    Maker{"cask", [](Argument argument, Random& r) { return cask(argument, 84, r); }},
    Maker{"cask-long", [](Argument argument, Random& r) { return cask(argument, 88, r); }},
    Maker{"azure-key", azure_key},
    Maker{"azure-storage-key", [](Argument, Random& r) { return azure_key("+ASt", r); }},
    Maker{"entra-secret", [](Argument, Random& r) { return entra_secret(r); }},
    Maker{"github-pat-fine", [](Argument, Random& r) { return github_fine(r); }},
    Maker{"gitlab-pat-routable", [](Argument, Random& r) { return gitlab_routable("glpat-", r); }},
    Maker{"gitlab-runner-routable",
          [](Argument, Random& r) { return gitlab_routable("glrt-t1_", r); }},
    Maker{"gitlab-routable", gitlab_routable},
    Maker{"grafana-sa", [](Argument, Random& r) { return grafana_service_account(r); }},
    Maker{"anthropic-key", [](Argument, Random& r) { return anthropic("api03", r); }},
    Maker{"anthropic-admin-key", [](Argument, Random& r) { return anthropic("admin01", r); }},
    Maker{"google-api-key", [](Argument, Random& r) { return google_key(r); }},
    Maker{"pypi-token", [](Argument, Random& r) { return pypi_token(r); }},
    Maker{"vault-token", [](Argument, Random& r) { return vault_token(r); }},
    Maker{"fly-token", [](Argument, Random& r) { return fly_token(r); }},
    Maker{"nats-seed", nats_seed},
    Maker{"stellar-seed", [](Argument, Random& r) { return with_crc16("\x90" + r.bytes(32)); }},
    Maker{"age-key", [](Argument, Random& r) { return age_key(r); }},
    Maker{"nostr-key", [](Argument, Random& r) { return nostr_key(r); }},
    Maker{"bitcoin-wif",
          [](Argument, Random& r) { return with_base58_check("\x80" + r.bytes(32) + "\x01"); }},
    Maker{"bip32-xprv",
          [](Argument, Random& r) {
            return with_base58_check("\x04\x88\xAD\xE4" + r.bytes(41) + "\0"s + r.bytes(32));
          }},
    Maker{"artifactory-key", [](Argument, Random& r) { return artifactory_key(r); }},
    Maker{"supabase-key",
          [](Argument, Random& r) {
            const std::string head = "sb_secret_" + r.text(base62_alphabet, 22);
            return head + "_" + supabase_check(head);
          }},
    Maker{"crates-token",
          [](Argument, Random& r) {
            const std::string body = r.text(base62_alphabet, 31);
            return "cio_tp_" + body + crates_check(body);
          }},
};

}  // namespace

std::optional<std::string> token_value(const Placeholder& placeholder, Random& random) {
  if (placeholder.name == "pem") {
    return placeholder.argument == "rsa" ? make_rsa_pem(random) : make_ed25519_pem(random);
  }
  for (const Maker& maker : makers) {
    if (maker.name == placeholder.name) return maker.make(placeholder.argument, random);
  }
  return std::nullopt;
}

}  // namespace patdown
