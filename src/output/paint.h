#pragma once

// Colour for terminals, or none.

#include "core/finding.h"
#include "output/output.h"

#include <string>
#include <string_view>

namespace patdown {

class Paint {
 public:
  explicit Paint(const TextStyle& style) : on_(style.color) {}

  std::string bold(std::string_view text) const { return with("1", text); }
  std::string faint(std::string_view text) const { return with("2", text); }
  std::string good(std::string_view text) const { return with("1;32", text); }
  std::string bad(std::string_view text) const { return with("1;31", text); }
  std::string warning(std::string_view text) const { return with("1;33", text); }
  std::string frame(std::string_view text) const { return with("1;34", text); }
  std::string by_severity(Severity severity, std::string_view text) const {
    if (severity >= Severity::high) return bad(text);
    if (severity == Severity::medium) return warning(text);
    return severity == Severity::low ? with("1;36", text) : bold(text);
  }

 private:
  // SGR sequences, ECMA-48 8.3.117.
  std::string with(std::string_view code, std::string_view text) const {
    if (!on_) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }

  bool on_;
};

}  // namespace patdown
