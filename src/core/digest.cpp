#include "core/digest.h"

#include "core/error.h"
#include "core/text.h"

#include <array>

#include <libdeflate.h>
#include <mbedtls/sha256.h>

namespace patdown {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // the C libraries' byte type
}

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// The value of each base64 character, -1 for the others; '-' and '_' are the URL-safe forms.
constexpr std::array<int, 256> base64_values = [] {
  std::array<int, 256> values{};
  for (int& value : values) value = -1;
  for (std::size_t i = 0; i < base64_alphabet.size(); ++i) {
    values[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<int>(i);
  }
  values['-'] = 62;
  values['_'] = 63;
  return values;
}();

using Digest = std::array<unsigned char, 32>;

void require(int result) {
  if (result != 0) throw Error("cannot compute SHA-256");
}

// HMAC-SHA256 (RFC 2104) under one key: the states behind the padded keys are kept.
class KeyedHash {
 public:
  explicit KeyedHash(std::string_view key) {
    std::string padded = key.size() > block_size ? sha256(key) : std::string(key);
    padded.resize(block_size, '\0');
    start(inner_, padded, '\x36');
    start(outer_, padded, '\x5C');
  }

  Digest of(std::string_view message) const {
    Digest digest{};
    mbedtls_sha256_context state = inner_;
    require(mbedtls_sha256_update_ret(&state, bytes_of(message), message.size()));
    require(mbedtls_sha256_finish_ret(&state, digest.data()));
    state = outer_;
    require(mbedtls_sha256_update_ret(&state, digest.data(), digest.size()));
    require(mbedtls_sha256_finish_ret(&state, digest.data()));
    return digest;
  }

 private:
  static constexpr std::size_t block_size = 64;

  static void start(mbedtls_sha256_context& state, std::string_view key, char pad) {
    std::string padded(key);
    for (char& c : padded) c = static_cast<char>(c ^ pad);
    mbedtls_sha256_init(&state);
    require(mbedtls_sha256_starts_ret(&state, 0));
    require(mbedtls_sha256_update_ret(&state, bytes_of(padded), padded.size()));
  }

  mbedtls_sha256_context inner_{};
  mbedtls_sha256_context outer_{};
};

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string digest(32, '\0');
  if (mbedtls_sha256_ret(bytes_of(bytes), bytes.size(), bytes_of(digest), 0) != 0) {
    throw Error("cannot compute SHA-256");
  }
  return digest;
}

// The library's own loop hashes the key anew in each round; keeping the two states takes less than
// half the time.
std::string pbkdf2_sha256(std::string_view password, std::string_view salt, unsigned rounds,
                          std::size_t length) {
  const KeyedHash hash(password);
  std::string key;
  for (std::uint32_t block = 1; key.size() < length; ++block) {
    std::string input(salt);
    for (const unsigned shift : {24U, 16U, 8U, 0U}) input += static_cast<char>(block >> shift);
    Digest round = hash.of(input);
    Digest sum = round;
    for (unsigned i = 1; i < rounds; ++i) {
      round = hash.of({reinterpret_cast<const char*>(round.data()), round.size()});
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] ^= round[k];
    }
    key.append(reinterpret_cast<const char*>(sum.data()), sum.size());
  }
  key.resize(length);
  return key;
}

std::uint32_t crc32(std::string_view bytes) {
  return libdeflate_crc32(0, bytes.data(), bytes.size());
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(bytes.size() * 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    text[2 * i] = digits[byte >> 4U];
    text[2 * i + 1] = digits[byte & 15U];
  }
  return text;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string base64_encode(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= count ? base64_alphabet[group >> (18U - 6U * k) & 63U] : '=';
    }
  }
  return text;
}

std::optional<std::string> base64_decode(std::string_view text) {
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const int value = base64_values[static_cast<unsigned char>(c)];
    if (value < 0) return std::nullopt;
    group = group << 6U | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(group >> bits & 255U);
    }
  }
  return bytes;
}

}  // namespace patdown
