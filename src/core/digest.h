#pragma once

// Hashes, checksums and text encodings of bytes, as pure functions.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

std::string sha256(std::string_view bytes);  // 32 raw bytes
// PBKDF2-HMAC-SHA256 (RFC 8018), `length` raw bytes.
std::string pbkdf2_sha256(std::string_view password, std::string_view salt, unsigned rounds,
                          std::size_t length);
std::uint32_t crc32(std::string_view bytes);  // CRC-32/ISO-HDLC, as zlib

std::string to_hex(std::string_view bytes);  // lower case
std::optional<std::string> from_hex(std::string_view text);

std::string base64_encode(std::string_view bytes);  // standard alphabet, padded
// Accepts the standard and the URL-safe alphabet, padding optional, no white space. Tail bits that
// do not belong to a byte are ignored. nullopt for any other character or an impossible length.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace patdown
