#pragma once

// What does one ‹placeholder› stand for?
//
// Tokens are made by the same functions that the checks use, so an example proves that a rule and
// its check agree; that the check itself is right is for checks_test.cpp to show.

#include "rule/random.h"

#include <optional>
#include <string>
#include <string_view>

namespace patdown {

struct Placeholder {
  std::string_view name;      // "alnum"
  std::string_view argument;  // "36"; or empty
  std::string_view before;    // the text so far, for check digits
};

// Throws Error on an unknown name or an argument that does not suit it.
std::string value_of(const Placeholder& placeholder, Random& random);

// The whole tokens among them (placeholder_tokens.cpp); nullopt if it is none.
std::optional<std::string> token_value(const Placeholder& placeholder, Random& random);

// An RSA or Ed25519 key in PEM that nobody uses. The RSA key has 512 bits, so that it is made fast
// and is good for nothing.
std::string make_rsa_pem(Random& random);
std::string make_ed25519_pem(Random& random);

}  // namespace patdown
