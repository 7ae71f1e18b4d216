#include "core/keyed_hash.h"

#include "catch.h"

#include <string>

namespace patdown {
namespace {

// https://github.com/veorq/SipHash/blob/master/vectors.h, vectors_sip128: the key is the bytes 0 to
// 15, the text the bytes 0, 1, 2 …; the values are read lowest byte first.
constexpr KeyedHash::Key key = {0x0706050403020100U, 0x0f0e0d0c0b0a0908U};

TEST_CASE("the keyed hash is SipHash-2-4 with 128 bits") {
  const KeyedHash hash(key);
  CHECK(hash.of("") == KeyedHash::Value{.low = 0xe6a825ba047f81a3U, .high = 0x930255c71472f66dU});
  CHECK(hash.of(std::string(1, '\0')) ==
        KeyedHash::Value{.low = 0x44af996bd8c187daU, .high = 0x45fc229b11597634U});
  std::string fifteen;
  for (char c = 0; c < 15; ++c) fifteen += c;
  CHECK(hash.of(fifteen) ==
        KeyedHash::Value{.low = 0x11a8b03399e99354U, .high = 0xd9c3cf970fec087eU});
}

TEST_CASE("another key, another hash") {
  CHECK(KeyedHash().of("text") != KeyedHash().of("text"));
  const KeyedHash hash;
  CHECK(hash.of("text") == hash.of("text"));
  CHECK(hash.of("text") != hash.of(std::string("text") + '\0'));
}

}  // namespace
}  // namespace patdown
