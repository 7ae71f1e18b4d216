#pragma once

// Does the CRC-32 in a token fit the rest of it?
//
// The makers give the check characters of a text, for examples; the checks take a whole token.
// Which vendor writes which form, and what is covered, stands beside each.

#include "rule/checks.h"

#include <string>
#include <string_view>

namespace patdown {

// GitHub (gh?_), npm, Vercel (vc?_): 6 base-62 digits over the body; the 4-character prefix is not
// covered.
// https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
std::string crc32_base62(std::string_view body);
CheckResult check_crc32_base62(std::string_view token);

// Atlassian: 8 upper-case hex digits over all before them. "\=" and "%3D" stand for "=".
std::string crc32_upper_hex(std::string_view head);
CheckResult check_crc32_upper_hex(std::string_view token);

// Cloudflare, Zuplo: 8 lower-case hex digits over the body between the first '_' and the digits
// (or the '_' before them).
std::string crc32_hex(std::string_view body);
CheckResult check_crc32_hex(std::string_view token);

// Grafana service accounts: the 4 bytes lowest first, in lower-case hex, over all before the '_'.
std::string crc32_hex_le(std::string_view head);
CheckResult check_crc32_hex_le(std::string_view token);

// Confluent: base64 of the 4 bytes, lowest first, without padding, over all after "cflt".
std::string crc32_base64_le(std::string_view body);
CheckResult check_crc32_base64_le(std::string_view token);

// GitLab routable tokens: 7 base-36 digits over all before them. The payload names organization,
// user, project and so on.
// https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
std::string crc32_base36(std::string_view head);
CheckResult check_gitlab_routable(std::string_view token);

// NATS seeds (nkeys) and Stellar seeds: CRC-16/XMODEM, lowest byte first, at the end of the base32.
std::string with_crc16(std::string_view bytes);  // the base32 text
CheckResult check_crc16_base32(std::string_view token);

}  // namespace patdown
