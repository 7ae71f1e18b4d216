#include "core/digest.h"
#include "core/error.h"
#include "rule/placeholder.h"

#include <mbedtls/bignum.h>

namespace patdown {
namespace {

using namespace std::string_literals;

class Number {
 public:
  Number() { mbedtls_mpi_init(&value); }
  ~Number() { mbedtls_mpi_free(&value); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  Number(Number&&) = delete;
  Number& operator=(Number&&) = delete;

  mbedtls_mpi value{};
};

int fill(void* random, unsigned char* bytes, std::size_t count) {
  const std::string text = static_cast<Random*>(random)->bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<unsigned char>(text[i]);
  return 0;
}

std::string der(char tag, const std::string& content) {
  std::string head{tag};
  if (content.size() >= 256) {
    head += '\x82';
    head += static_cast<char>(content.size() >> 8U);
  } else if (content.size() >= 128) {
    head += '\x81';
  }
  return head + static_cast<char>(content.size() & 255U) + content;
}

std::string der_integer(const Number& number) {
  std::string bytes(mbedtls_mpi_bitlen(&number.value) / 8 + 1, '\0');  // room for the sign
  mbedtls_mpi_write_binary(&number.value, reinterpret_cast<unsigned char*>(bytes.data()),
                           bytes.size());
  return der('\x02', bytes);
}

// RFC 8017, A.1.2
std::string rsa_key(Random& random) {
  Number p;
  Number q;
  Number e;
  int failed = mbedtls_mpi_gen_prime(&p.value, 256, 0, fill, &random) |
               mbedtls_mpi_gen_prime(&q.value, 256, 0, fill, &random) |
               mbedtls_mpi_lset(&e.value, 65537);
  Number n;
  Number p1;
  Number q1;
  Number phi;
  failed |= mbedtls_mpi_mul_mpi(&n.value, &p.value, &q.value) |
            mbedtls_mpi_sub_int(&p1.value, &p.value, 1) |
            mbedtls_mpi_sub_int(&q1.value, &q.value, 1) |
            mbedtls_mpi_mul_mpi(&phi.value, &p1.value, &q1.value);
  Number d;
  Number dp;
  Number dq;
  Number inverse;
  failed |= mbedtls_mpi_inv_mod(&d.value, &e.value, &phi.value) |
            mbedtls_mpi_mod_mpi(&dp.value, &d.value, &p1.value) |
            mbedtls_mpi_mod_mpi(&dq.value, &d.value, &q1.value) |
            mbedtls_mpi_inv_mod(&inverse.value, &q.value, &p.value);
  if (failed != 0) throw Error("cannot make a key for an example");
  std::string numbers = der('\x02', "\0"s);
  for (const Number* number : {&n, &e, &d, &p, &q, &dp, &dq, &inverse}) {
    numbers += der_integer(*number);
  }
  return der('\x30', numbers);
}

std::string pem(const std::string& label, const std::string& bytes) {
  const std::string text = base64_encode(bytes);
  std::string lines = "-----BEGIN " + label + "-----\n";
  for (std::size_t i = 0; i < text.size(); i += 64) lines += text.substr(i, 64) + "\n";
  return lines + "-----END " + label + "-----";
}

}  // namespace

std::string make_rsa_pem(Random& random) {
  return pem("RSA PRIVATE KEY", rsa_key(random));
}

std::string make_ed25519_pem(Random& random) {
  // RFC 8410, section 7: version 0, the algorithm, the key as octets in octets
  return pem("PRIVATE KEY",
             "\x30\x2e\x02\x01\0\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20"s + random.bytes(32));
}

}  // namespace patdown
