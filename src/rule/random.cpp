#include "rule/random.h"

#include "core/digest.h"
#include "rule/codecs.h"

namespace patdown {
namespace {

bool has_run_of_four(std::string_view text) {
  for (std::size_t i = 3; i < text.size(); ++i) {
    if (text[i] == text[i - 1] && text[i] == text[i - 2] && text[i] == text[i - 3]) return true;
  }
  return false;
}

constexpr std::string_view digits = "0123456789";

}  // namespace

Random::Random(std::string_view seed) : engine_(from_little_endian(sha256(seed))) {}

std::string Random::bytes(std::size_t count) {
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(below(256));
  return bytes;
}

std::string Random::text(std::string_view alphabet, std::size_t count) {
  std::string text(count, ' ');
  const bool wants_digit = count >= 16 && alphabet.find_first_of(digits) != std::string_view::npos;
  do {
    for (char& c : text) c = alphabet[below(static_cast<std::uint32_t>(alphabet.size()))];
  } while (
      alphabet.size() > 1 &&
      (has_run_of_four(text) || (wants_digit && text.find_first_of(digits) == std::string::npos)));
  return text;
}

std::string Random::encoded(std::string (*encode)(std::string_view bytes), std::size_t count) {
  std::string text;
  do {
    text = encode(bytes(count));
  } while (has_run_of_four(text));
  return text;
}

}  // namespace patdown
