#include "rule/codecs.h"

#include "core/digest.h"
#include "core/letters.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <limits>
#include <vector>

namespace patdown {
namespace {

constexpr std::string_view base32_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view base58_alphabet =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view bech32_alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Turns digits of one base into digits of another, lowest first in both.
std::vector<unsigned> in_base(const std::vector<unsigned>& digits, unsigned from, unsigned to) {
  std::vector<unsigned> result;
  for (std::size_t i = digits.size(); i-- > 0;) {
    unsigned carry = digits[i];
    for (unsigned& place : result) {
      carry += place * from;
      place = carry % to;
      carry /= to;
    }
    for (; carry != 0; carry /= to) result.push_back(carry % to);
  }
  return result;
}

std::string in_alphabet(std::string_view bytes, std::string_view alphabet, std::size_t zeros) {
  std::vector<unsigned> digits;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    digits.push_back(static_cast<unsigned char>(bytes[i]));
  }
  std::string text(zeros, alphabet[0]);
  const std::vector<unsigned> places = in_base(digits, 256, static_cast<unsigned>(alphabet.size()));
  for (std::size_t i = places.size(); i-- > 0;) text += alphabet[places[i]];
  return text;
}

std::size_t leading(std::string_view text, char c) {
  const std::size_t first = text.find_first_not_of(c);
  return first == std::string_view::npos ? text.size() : first;
}

std::uint32_t bech32_step(std::uint32_t sum, std::uint32_t value) {
  constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                   0x2a1462b3};
  const std::uint32_t top = sum >> 25U;
  sum = (sum & 0x1ffffffU) << 5U ^ value;
  for (unsigned i = 0; i < generator.size(); ++i) {
    if ((top >> i & 1U) != 0) sum ^= generator[i];
  }
  return sum;
}

// nullopt for a character that BIP-173 has not.
std::optional<std::uint32_t> bech32_sum(std::string_view prefix, std::string_view payload) {
  std::uint32_t sum = 1;
  for (const char c : prefix) sum = bech32_step(sum, static_cast<unsigned char>(c) >> 5U);
  sum = bech32_step(sum, 0);
  for (const char c : prefix) sum = bech32_step(sum, static_cast<unsigned char>(c) & 31U);
  for (const char c : payload) {
    const std::size_t value = bech32_alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    sum = bech32_step(sum, static_cast<std::uint32_t>(value));
  }
  return sum;
}

}  // namespace

std::string digits_of(std::uint64_t number, std::string_view alphabet, std::size_t width) {
  std::string text;
  for (; number != 0; number /= alphabet.size()) text += alphabet[number % alphabet.size()];
  while (text.size() < width) text += alphabet[0];
  std::ranges::reverse(text);
  return text;
}

std::optional<std::uint64_t> number_of(std::string_view digits, std::string_view alphabet) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t number = 0;
  for (const char c : digits) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos || number > (most - digit) / alphabet.size()) {
      return std::nullopt;
    }
    number = number * alphabet.size() + digit;
  }
  return number;
}

std::string little_endian(std::uint32_t number) {
  std::string bytes;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    bytes += static_cast<char>(number >> shift & 255U);
  }
  return bytes;
}

std::uint32_t from_little_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (unsigned i = 0; i < 4; ++i) {
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << 8U * i;
  }
  return number;
}

std::string base32_encode(std::string_view bytes) {
  std::string text;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    buffer = buffer << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += base32_alphabet[buffer >> (bits - 5) & 31U];
  }
  if (bits > 0) text += base32_alphabet[buffer << (5 - bits) & 31U];
  return text;
}

std::optional<std::string> base32_decode(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t value = base32_alphabet.find(upper(c));
    if (value == std::string_view::npos) return std::nullopt;
    buffer = buffer << 5U | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(buffer >> bits & 255U);
    }
  }
  return bytes;
}

std::string base64url_encode(std::string_view bytes) {
  std::string text = base64_encode(bytes);
  while (text.ends_with('=')) text.pop_back();
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

std::string base62_encode(std::string_view bytes) {
  const std::size_t zeros = leading(bytes.substr(0, bytes.empty() ? 0 : bytes.size() - 1), '\0');
  std::string text = in_alphabet(bytes, base62_alphabet, zeros);
  return text.size() == zeros ? text + '0' : text;
}

std::string base58_encode(std::string_view bytes) {
  return in_alphabet(bytes, base58_alphabet, leading(bytes, '\0'));
}

std::optional<std::string> base58_decode(std::string_view text) {
  if (text.size() > 200) return std::nullopt;
  std::vector<unsigned> digits;
  for (std::size_t i = text.size(); i-- > 0;) {
    const std::size_t digit = base58_alphabet.find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    digits.push_back(static_cast<unsigned>(digit));
  }
  std::string bytes(leading(text, base58_alphabet[0]), '\0');
  const std::vector<unsigned> places = in_base(digits, 58, 256);
  for (std::size_t i = places.size(); i-- > 0;) bytes += static_cast<char>(places[i]);
  return bytes;
}

std::uint16_t crc16_xmodem(std::string_view bytes) {
  std::uint32_t crc = 0;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << 8U;
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc << 1U ^ ((crc & 0x8000U) != 0 ? 0x1021U : 0U)) & 0xFFFFU;
    }
  }
  return static_cast<std::uint16_t>(crc);
}

std::string bech32_check(std::string_view prefix, std::string_view payload) {
  const std::uint32_t sum = bech32_sum(prefix, std::string(payload) + "qqqqqq").value_or(0) ^ 1U;
  std::string check;
  for (unsigned i = 0; i < 6; ++i) check += bech32_alphabet[sum >> 5 * (5 - i) & 31U];
  return check;
}

std::string utc_time(std::int64_t seconds) {
  constexpr std::int64_t last = 253402300799;  // of the year 9999
  if (seconds < 0 || seconds > last) return {};
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

bool is_bech32(std::string_view text) {
  const std::string small = lower(text);
  std::string large(text);
  std::ranges::transform(large, large.begin(), upper);
  const std::size_t separator = text.rfind('1');
  if ((text != small && text != large) || separator == std::string_view::npos) return false;
  if (text.size() - separator - 1 < 6) return false;
  const std::string_view whole = small;
  return bech32_sum(whole.substr(0, separator), whole.substr(separator + 1)) == 1U;
}

}  // namespace patdown
