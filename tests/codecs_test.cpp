#include "rule/codecs.h"

#include "catch.h"

namespace patdown {
namespace {

TEST_CASE("base32 gives the values of RFC 4648") {
  CHECK(base32_encode("foobar") == "MZXW6YTBOI");
  CHECK(base32_encode("foo") == "MZXW6");
  CHECK(base32_decode("mzxw6ytboi======") == "foobar");
  CHECK(base32_decode("MZXW6") == "foo");
  CHECK(base32_decode("MZXW1") == std::nullopt);
}

TEST_CASE("base58 gives the values of its Internet draft") {
  // draft-msporny-base58-03, section 4
  CHECK(base58_encode("Hello World!") == "2NEpo7TZRRrLZSi2U");
  CHECK(base58_encode(std::string("\0\0\x28\x7f\xb4\xcd", 6)) == "11233QC4");
  CHECK(base58_decode("2NEpo7TZRRrLZSi2U") == "Hello World!");
  CHECK(base58_decode("11233QC4") == std::string("\0\0\x28\x7f\xb4\xcd", 6));
  CHECK(base58_decode("0") == std::nullopt);
}

TEST_CASE("numbers keep their width and refuse to overflow") {
  CHECK(digits_of(0xCBF43926, base62_alphabet, 6) == "3jZRME");
  CHECK(digits_of(0, base36_alphabet, 3) == "000");
  CHECK(number_of("zz", base36_alphabet) == 1295U);
  CHECK(number_of("-", base36_alphabet) == std::nullopt);
  CHECK(number_of("zzzzzzzzzzzzzzzzzzzz", base36_alphabet) == std::nullopt);
}

TEST_CASE("bech32 takes what BIP-173 lists as valid and no more") {
  CHECK(is_bech32("A12UEL5L"));
  CHECK(is_bech32("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"));
  CHECK_FALSE(is_bech32("A1G7SGD8"));  // checksum made with an upper-case prefix
  CHECK_FALSE(is_bech32("a12UEL5L"));  // both cases
  CHECK_FALSE(is_bech32("10a06t8x"));  // no separator left
  CHECK(bech32_check("a", "") == "2uel5l");
}

TEST_CASE("CRC-16/XMODEM gives the catalogue's check value") {
  CHECK(crc16_xmodem("123456789") == 0x31C3);
}

TEST_CASE("times are written as ISO 8601") {
  CHECK(utc_time(0) == "1970-01-01T00:00:00Z");
  CHECK(utc_time(1767225600) == "2026-01-01T00:00:00Z");
  CHECK(utc_time(-1).empty());
  CHECK(utc_time(253402300800).empty());
}

}  // namespace
}  // namespace patdown
