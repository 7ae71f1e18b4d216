#pragma once

// What stops patdown altogether?
//
// Error means that patdown cannot do what it was asked: a bad flag, a broken rule file, a folder
// that does not exist. Its text is one line for the user: what failed, where, why, the way out.
// Only run() catches it (exit 2). Bytes that cannot be read are not an Error: they are a Problem in
// the coverage, and the scan goes on.

#include <stdexcept>

namespace patdown {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace patdown
