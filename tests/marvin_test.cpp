#include "rule/marvin.h"

#include "catch.h"

#include <string>

namespace patdown {
namespace {

TEST_CASE("Marvin gives the values of SymCrypt's tests") {
  CHECK(marvin64("abc", 0xd53cd9cecd0893b7) == 0x22c74339492769bf);
  CHECK(marvin64("abcdefghijklmnopqrstuvwxyz", 0x0ddddeeeeffff000) == 0xa128eb7e7260aca2);
  CHECK(marvin64("", 0x004fb61a001bdbcc) == 0x30ed35c100cd3c7d);
}

TEST_CASE("a seed is its letters, read big-endian") {
  CHECK(marvin_seed("Default0") == 0x44656661756c7430);
}

}  // namespace
}  // namespace patdown
