#include "core/digest.h"

#include "catch.h"

namespace patdown {
namespace {

TEST_CASE("hashes give the values of their standards") {
  // FIPS 180-2, RFC 7914 section 11, the CRC catalogue's check value.
  CHECK(to_hex(sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(pbkdf2_sha256("passwd", "salt", 1, 16)) == "55ac046e56e3089fec1691c22544b605");
  // RFC 7914, section 11; the other with Python's hashlib, for a key longer than a block.
  CHECK(to_hex(pbkdf2_sha256("Password", "NaCl", 80000, 64)) ==
        "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d");
  CHECK(to_hex(pbkdf2_sha256(std::string(100, 'k'), "s", 3, 20)) ==
        "5393fdd22141d18e0ad7f185974c30da7be2e9b7");
  CHECK(crc32("123456789") == 0xCBF43926);
}

struct Case {
  const char* name;
  const char* bytes;
  const char* text;
};

const Case cases[] = {
    // RFC 4648, section 10
    {"empty", "", ""},         {"two pads", "f", "Zg=="},      {"one pad", "fo", "Zm8="},
    {"no pad", "foo", "Zm9v"}, {"longer", "foob", "Zm9vYg=="}, {"six", "foobar", "Zm9vYmFy"},
};

TEST_CASE("base64 goes both ways") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(base64_encode(c.bytes) == c.text);
      CHECK(base64_decode(c.text) == std::string(c.bytes));
    }
  }
}

TEST_CASE("base64 takes the URL-safe alphabet and no padding, and nothing else") {
  CHECK(base64_decode("-_8") == std::string("\xFB\xFF"));
  CHECK(base64_decode("+/8=") == std::string("\xFB\xFF"));
  CHECK(base64_decode("A") == std::nullopt);
  CHECK(base64_decode("AB CD") == std::nullopt);
  CHECK(base64_decode("A===") == std::nullopt);
}

TEST_CASE("hex goes both ways") {
  CHECK(to_hex("\x01\xAB") == "01ab");
  CHECK(from_hex("01aB") == std::string("\x01\xAB"));
  CHECK(from_hex("0") == std::nullopt);
  CHECK(from_hex("0g") == std::nullopt);
}

}  // namespace
}  // namespace patdown
