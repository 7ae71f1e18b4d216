#pragma once

// What do the lines between BEGIN and END hold?
//
// Keys stand in files, in JSON ("\n" for line ends), in YAML blocks, in strings that code joins
// line by line, in environment variables with blanks for line ends. All of these are read.

#include <optional>
#include <string>
#include <string_view>

namespace patdown {

struct Pem {
  std::string label;       // "RSA PRIVATE KEY"
  std::string body;        // decoded
  bool encrypted = false;  // "Proc-Type: 4,ENCRYPTED" stands in front (RFC 1421)
};

// nullopt if a mark is missing, the body is empty or holds anything that is no base64, or `text`
// is longer than 64 KB.
std::optional<Pem> read_pem(std::string_view text);

}  // namespace patdown
