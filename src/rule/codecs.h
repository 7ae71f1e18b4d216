#pragma once

// Numbers and bytes in the rarer text forms that tokens use. Pure functions; RFC 4648 unless said.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

inline constexpr std::string_view base62_alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view base36_alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

// `number` in the base of the alphabet's size, most significant digit first, padded on the left
// with the alphabet's zero to at least `width`.
std::string digits_of(std::uint64_t number, std::string_view alphabet, std::size_t width);
// nullopt for a digit outside the alphabet or a number beyond 64 bits.
std::optional<std::uint64_t> number_of(std::string_view digits, std::string_view alphabet);

// The bytes of `number`, lowest first.
std::string little_endian(std::uint32_t number);
// The number in the first 4 bytes of `bytes`, lowest first; `bytes` has at least 4.
std::uint32_t from_little_endian(std::string_view bytes);

std::string base32_encode(std::string_view bytes);  // upper case, no padding
// Either case, padding optional; bits of the last character that make no byte are ignored.
std::optional<std::string> base32_decode(std::string_view text);

std::string base64url_encode(std::string_view bytes);  // no padding

// Big-endian number in base 62, one '0' for each leading zero byte but the last.
std::string base62_encode(std::string_view bytes);

// Bitcoin's alphabet; at most 200 characters, nullopt beyond.
std::string base58_encode(std::string_view bytes);
std::optional<std::string> base58_decode(std::string_view text);

std::uint16_t crc16_xmodem(std::string_view bytes);  // polynomial 0x1021, init 0

// BIP-173. The six check characters of `payload` (5-bit characters) under the prefix, lower case.
std::string bech32_check(std::string_view prefix, std::string_view payload);
// Whether `text`, of one case, ends in its check characters.
bool is_bech32(std::string_view text);

// "2026-01-31T23:59:59Z"; empty for a time before 1970 or after the year 9999.
std::string utc_time(std::int64_t seconds);

}  // namespace patdown
