#pragma once

// Does the SHA-256, base58 or bech32 check in a token fit the rest of it?

#include "rule/checks.h"

#include <string>
#include <string_view>

namespace patdown {

// GitHub's fine-grained tokens: characters 77 to 84 of 93 are the base32 of the SHA-256 of the 77
// before them; characters 13 to 19 are the owner's number in base32. Not documented by GitHub;
// holds for every public token that was tried.
std::string github_fine_grained_check(std::string_view head);
CheckResult check_github_fine_grained(std::string_view token);

// Supabase keys of self-hosted projects: the last 8 characters are base64url of the SHA-256 of
// "supabase-self-hosted|" and all before them. Hosted projects put their reference there instead,
// which a scanner does not know, so that a failure says nothing.
std::string supabase_check(std::string_view head);
CheckResult check_supabase_self_hosted(std::string_view token);

// crates.io trusted publishing: the last character is the XOR of the 31 bytes before it, modulo 62.
// One in 62 passes by chance: no proof. "w" for 31 zeros, as crates.io's own test has it.
std::string crates_check(std::string_view body);
CheckResult check_crates_trusted(std::string_view token);

// base58 with the first 4 bytes of a double SHA-256 at its end (Bitcoin WIF, BIP-32 xprv).
std::string with_base58_check(std::string_view bytes);
CheckResult check_base58(std::string_view token);

// BIP-173: age secret keys, Nostr's nsec.
CheckResult check_bech32(std::string_view token);

}  // namespace patdown
