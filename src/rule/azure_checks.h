#pragma once

// Does the signature inside a key that Microsoft issued fit the rest of it?
//
// Sources: microsoft/security-utilities (IdentifiableSecrets, IdentifiableScans), NuGetGallery
// (ApiKeyV5). The makers give valid keys of random material, for examples.

#include "rule/checks.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

// HISv1, "identifiable keys": base64 of N bytes, whose last 4 are Marvin32 of those before; the
// 4 characters before the checksum ("+ASt") name the service. The seed that fits names the
// privilege.
CheckResult check_azure_key(std::string_view key);
// `random` holds at least as many bytes as the service's key. nullopt for an unknown signature.
std::optional<std::string> make_azure_key(std::string_view signature, std::string_view random);

// CASK or HISv2, 84 or 88 characters: "JQQJ9" at 52, year and month, the service's signature at 76,
// Marvin32 at 80. Tells service and month of issue.
CheckResult check_cask(std::string_view key);
// Completes the first 80 characters. `characters` is 84 or 88.
std::string cask_check(std::string_view head, std::size_t characters);

// Client secrets of Entra ID with "8Q~" at 3: Marvin32 of the first 37 in base 66, 3 digits of it.
CheckResult check_entra_secret(std::string_view secret);
std::string entra_check(std::string_view head);

// Azure DevOps tokens of 52 base32 characters: a CRC-32 scattered over bytes 2, 7, 8 and 22, XOR a
// constant that tells a person's token from an application's.
CheckResult check_azure_devops_legacy(std::string_view token);
std::string make_azure_devops_legacy(std::string_view random28, bool application);

}  // namespace patdown
