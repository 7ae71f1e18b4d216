#pragma once

// Is a private key whole? The text between BEGIN and END, decoded and taken apart.

#include "rule/checks.h"

#include <string_view>

namespace patdown {

// PKCS#1 (p·q = n), PKCS#8, SEC 1, DSA, OpenSSH (both check numbers equal) and encrypted keys.
// `pem` holds the lines BEGIN to END; line ends may be escaped ("\n") and lines indented or quoted.
CheckResult check_private_key(std::string_view pem);

}  // namespace patdown
