#pragma once

// A secret that was found. It can be compared and described, but not printed: the ways out are
// masked() and reveal(), and a stray `out << secret` does not compile.

#include <compare>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

namespace patdown {

class SecretText {
 public:
  SecretText() = default;
  explicit SecretText(std::string text) : text_(std::move(text)) {}

  // Enough to recognise it: at most 4 characters from each end and at most a third of it in all;
  // below 12 characters only the first. "ghp_…9xQ2". Control characters and bytes that are no
  // printable ASCII become '?'.
  std::string masked() const;

  // The secret itself: for checks, fingerprints and --reveal alone.
  const std::string& reveal() const { return text_; }

  friend auto operator<=>(const SecretText&, const SecretText&) = default;
  friend std::ostream& operator<<(std::ostream&, const SecretText&) = delete;

 private:
  std::string text_;
};

// SHA-256 over the rule id, a NUL and the secret, its first 128 bits in lower-case hex. With
// `chosen` (kinds that people choose: passwords) the secret goes through PBKDF2 first (10,000
// rounds, salt = rule id): a committed baseline must not give a weak password away cheaply.
std::string fingerprint_of(std::string_view rule_id, std::string_view secret, bool chosen);

}  // namespace patdown
