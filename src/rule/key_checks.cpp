#include "rule/key_checks.h"

#include "core/digest.h"
#include "rule/pem.h"

#include <optional>
#include <string>
#include <vector>

#include <mbedtls/bignum.h>

namespace patdown {
namespace {

using namespace std::string_view_literals;

CheckResult result_of(bool passed, const char* method) {
  return passed ? CheckResult{.passed = true, .proof = {{"method", method}}} : CheckResult{};
}

// DER, as far as keys need it (X.690). Every read takes bytes off the front or gives nothing.
struct Der {
  std::string_view rest;

  // The content of the next value if it has this tag.
  std::optional<std::string_view> take(unsigned char tag) {
    if (rest.size() < 2 || static_cast<unsigned char>(rest[0]) != tag) return std::nullopt;
    std::size_t length = static_cast<unsigned char>(rest[1]);
    std::size_t head = 2;
    if (length >= 0x80) {
      const std::size_t count = length & 0x7FU;
      if (count == 0 || count > 3 || rest.size() < 2 + count) return std::nullopt;
      length = 0;
      for (std::size_t i = 0; i < count; ++i) {
        length = length << 8U | static_cast<unsigned char>(rest[2 + i]);
      }
      head += count;
    }
    if (rest.size() - head < length) return std::nullopt;
    const std::string_view content = rest.substr(head, length);
    rest.remove_prefix(head + length);
    return content;
  }
};

constexpr unsigned char der_integer = 0x02;
constexpr unsigned char der_octets = 0x04;
constexpr unsigned char der_sequence = 0x30;

class Number {
 public:
  explicit Number(std::string_view bytes) {
    mbedtls_mpi_init(&value_);
    read_ = mbedtls_mpi_read_binary(&value_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                    bytes.size()) == 0;
  }
  ~Number() { mbedtls_mpi_free(&value_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  Number(Number&&) = delete;
  Number& operator=(Number&&) = delete;

  bool is_product_of(const Number& left, const Number& right) const {
    Number product{std::string_view()};
    return read_ && left.read_ && right.read_ &&
           mbedtls_mpi_mul_mpi(&product.value_, &left.value_, &right.value_) == 0 &&
           mbedtls_mpi_cmp_mpi(&product.value_, &value_) == 0;
  }
  std::size_t bits() const { return mbedtls_mpi_bitlen(&value_); }

 private:
  mbedtls_mpi value_{};
  bool read_ = false;
};

CheckResult check_rsa(std::string_view der) {
  Der outer{der};
  const auto sequence = outer.take(der_sequence);
  if (!sequence) return {};
  Der inner{*sequence};
  std::vector<std::string_view> numbers;  // version, n, e, d, p, q
  while (numbers.size() < 6) {
    const auto number = inner.take(der_integer);
    if (!number || number->size() > 4096) return {};
    numbers.push_back(*number);
  }
  const Number modulus(numbers[1]);
  if (modulus.bits() == 0) return {};
  if (!modulus.is_product_of(Number(numbers[4]), Number(numbers[5]))) return {};
  CheckResult result = result_of(true, "rsa-factors");
  result.proof.emplace_back("bits", std::to_string(modulus.bits()));
  return result;
}

CheckResult check_pkcs8(std::string_view der) {
  constexpr std::string_view rsa = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;
  Der outer{der};
  const auto sequence = outer.take(der_sequence);
  if (!sequence) return {};
  Der inner{*sequence};
  const auto version = inner.take(der_integer);
  const auto algorithm = inner.take(der_sequence);
  const auto key = inner.take(der_octets);
  if (!version || !algorithm || !key || key->empty()) return {};
  if (algorithm->find(rsa) != std::string_view::npos) return check_rsa(*key);
  return result_of(true, "pkcs8-layout");
}

CheckResult check_ec(std::string_view der) {
  Der outer{der};
  const auto sequence = outer.take(der_sequence);
  if (!sequence) return {};
  Der inner{*sequence};
  const auto version = inner.take(der_integer);
  const auto key = inner.take(der_octets);
  return result_of(version == "\x01"sv && key && key->size() >= 20 && key->size() <= 66,
                   "sec1-layout");
}

CheckResult check_sequence(std::string_view der, const char* method) {
  Der outer{der};
  const auto sequence = outer.take(der_sequence);
  return result_of(sequence && sequence->size() > 32, method);
}

std::optional<std::uint32_t> take_number(std::string_view& bytes) {
  if (bytes.size() < 4) return std::nullopt;
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8U | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(4);
  return number;
}

std::optional<std::string_view> take_text(std::string_view& bytes) {
  const auto length = take_number(bytes);
  if (!length || *length > bytes.size()) return std::nullopt;
  const std::string_view text = bytes.substr(0, *length);
  bytes.remove_prefix(*length);
  return text;
}

// https://cvsweb.openbsd.org/src/usr.bin/ssh/PROTOCOL.key
CheckResult check_openssh(std::string_view bytes) {
  constexpr std::string_view magic = "openssh-key-v1\0"sv;
  if (!bytes.starts_with(magic)) return {};
  bytes.remove_prefix(magic.size());
  const auto cipher = take_text(bytes);
  const auto derivation = take_text(bytes);
  const auto options = take_text(bytes);
  const auto count = take_number(bytes);
  const auto public_key = take_text(bytes);
  auto secret = take_text(bytes);
  if (!cipher || !derivation || !options || !count || !public_key || !secret) return {};
  if (*cipher != "none") {
    CheckResult result = result_of(true, "openssh-layout");
    result.proof.emplace_back("encrypted", *cipher);
    return result;
  }
  const auto first = take_number(*secret);
  const auto second = take_number(*secret);
  return result_of(first && first == second, "openssh-check");
}

}  // namespace

CheckResult check_private_key(std::string_view pem) {
  const std::optional<Pem> key = read_pem(pem);
  if (!key) return {};
  if (key->encrypted) {
    CheckResult result = result_of(key->body.size() % 8 == 0, "pem-layout");
    if (result.passed) result.proof.emplace_back("encrypted", "with a passphrase");
    return result;
  }
  if (key->label == "RSA PRIVATE KEY") return check_rsa(key->body);
  if (key->label == "PRIVATE KEY") return check_pkcs8(key->body);
  if (key->label == "EC PRIVATE KEY") return check_ec(key->body);
  if (key->label == "OPENSSH PRIVATE KEY") return check_openssh(key->body);
  if (key->label == "ENCRYPTED PRIVATE KEY") {
    CheckResult result = check_sequence(key->body, "pkcs8-layout");
    if (result.passed) result.proof.emplace_back("encrypted", "with a passphrase");
    return result;
  }
  return check_sequence(key->body, "pem-layout");
}

}  // namespace patdown
