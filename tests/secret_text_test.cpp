#include "core/secret_text.h"

#include "catch.h"

namespace patdown {
namespace {

TEST_CASE("a mask shows at most four from each end and a third in all") {
  CHECK(SecretText("hunter2").masked() == "h…");
  CHECK(SecretText("abcdefghijkl").masked() == "ab…kl");
  CHECK(SecretText("abcdefghijklmnopqrstuvwxyz").masked() == "abcd…wxyz");
  CHECK(SecretText(std::string("\x01") + "bcdefghijk\xFF").masked() == "?b…k?");
}

TEST_CASE("a fingerprint is the hash of rule and secret") {
  // printf 'r\0s' | sha256sum
  CHECK(fingerprint_of("r", "s", false) == "436f0e33ded58eff51a7a9fb7ac1a880");
  CHECK(fingerprint_of("r", "s", true) != fingerprint_of("r", "s", false));
}

}  // namespace
}  // namespace patdown
