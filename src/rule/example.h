#pragma once

// The notation of the examples in rule files and fixtures.
//
// An example must not be a real secret, nor look like one to the scanners that guard code hosts. So
// a file spells the shape of a secret, and expand() fills it in:
//
//   ‹alnum 36›      random letters and digits; also hex, HEX, digits, lower, upper, base32lower,
//                   base32upper, base64, base64url, and base64-bytes N / base64url-bytes N: the
//                   base64 of that many random bytes (padded / not)
//   ‹github-crc›    the check digits of the token being written; one name per check (example.cpp)
//   ‹azdo-pat-new›  whole tokens with valid checks (example.cpp lists them)
//   ‹base64-of:…›   an encoding of the expanded text inside (also json-escaped:, percent-encoded:)
//   ‹alnum 36#a›    the same label gives the same value within one text
//   ‹tab› ‹nul›     one byte; ‹› nothing (a joint)
//   «…»             what the rule must report: exactly this part, nothing more
//
// None of these signs occurs in code, so an example may hold anything else, `${{ … }}` included.
// The same text and seed always give the same result.

#include "core/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct ExpandedExample {
  std::string text;
  std::vector<Span> secrets;  // the parts between « and », in order
};

// Throws Error on an unknown ‹…› or a sign without its partner.
ExpandedExample expand(std::string_view example, std::uint32_t seed);

}  // namespace patdown
