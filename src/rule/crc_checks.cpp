#include "rule/crc_checks.h"

#include "core/digest.h"
#include "rule/codecs.h"

#include <array>
#include <cstdio>
#include <optional>
#include <utility>

namespace patdown {
namespace {

CheckResult result_of(bool passed, const char* method) {
  return passed ? CheckResult{.passed = true, .proof = {{"method", method}}} : CheckResult{};
}

std::string hex_of(std::uint32_t number, const char* format) {
  std::array<char, 9> digits{};
  std::snprintf(digits.data(), digits.size(), format, number);
  return digits.data();
}

// Splits the last `count` characters off; the head is empty if there are no more than those.
std::pair<std::string_view, std::string_view> split_tail(std::string_view text, std::size_t count) {
  if (text.size() <= count) return {};
  return {text.substr(0, text.size() - count), text.substr(text.size() - count)};
}

std::string without_escapes(std::string_view token) {
  std::string text(token);
  for (const std::string_view escape : {"\\=", "%3D", "%3d"}) {
    for (std::size_t at = text.find(escape); at != std::string::npos; at = text.find(escape, at)) {
      text.replace(at, escape.size(), "=");
    }
  }
  return text;
}

// What a letter of a routable token's payload stands for.
std::string_view gitlab_fact(char key) {
  switch (key) {
    case 'c':
      return "cell_id";
    case 'g':
      return "group_id";
    case 'o':
      return "organization_id";
    case 'p':
      return "project_id";
    case 't':
      return "token_type_id";
    case 'u':
      return "owner_id";
    default:
      return {};
  }
}

// Reads lines such as "o:1" of at most `payload` bytes; false if they are none.
bool read_gitlab_lines(std::string_view lines, Proof& proof) {
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    if (line.size() < 3 || line[1] != ':') return false;
    const std::string_view name = gitlab_fact(line[0]);
    const auto value = number_of(line.substr(2), base36_alphabet);
    if (name.empty() || !value) return false;
    proof.emplace_back(name, std::to_string(*value));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
  }
  return true;
}

}  // namespace

std::string crc32_base62(std::string_view body) {
  return digits_of(crc32(body), base62_alphabet, 6);
}

CheckResult check_crc32_base62(std::string_view token) {
  const auto [head, tail] = split_tail(token, 6);
  if (head.size() <= 4) return {};
  return result_of(crc32_base62(head.substr(4)) == tail, "crc32-base62");
}

std::string crc32_upper_hex(std::string_view head) {
  return hex_of(crc32(head), "%08X");
}

CheckResult check_crc32_upper_hex(std::string_view token) {
  const std::string text = without_escapes(token);
  const auto [head, tail] = split_tail(text, 8);
  return result_of(!head.empty() && crc32_upper_hex(head) == tail, "crc32-hex");
}

std::string crc32_hex(std::string_view body) {
  return hex_of(crc32(body), "%08x");
}

CheckResult check_crc32_hex(std::string_view token) {
  auto [body, tail] = split_tail(token, 8);
  const std::size_t prefix = body.find('_');
  if (prefix == std::string_view::npos) return {};
  body.remove_prefix(prefix + 1);
  if (body.ends_with('_')) body.remove_suffix(1);
  return result_of(crc32_hex(body) == tail, "crc32-hex");
}

std::string crc32_hex_le(std::string_view head) {
  return to_hex(little_endian(crc32(head)));
}

CheckResult check_crc32_hex_le(std::string_view token) {
  const auto [head, tail] = split_tail(token, 9);
  if (!tail.starts_with('_')) return {};
  return result_of(crc32_hex_le(head) == tail.substr(1), "crc32-hex");
}

std::string crc32_base64_le(std::string_view body) {
  return base64_encode(little_endian(crc32(body))).substr(0, 6);
}

CheckResult check_crc32_base64_le(std::string_view token) {
  const auto [head, tail] = split_tail(token, 6);
  if (head.size() <= 4) return {};
  return result_of(crc32_base64_le(head.substr(4)) == tail, "crc32-base64");
}

std::string crc32_base36(std::string_view head) {
  return digits_of(crc32(head), base36_alphabet, 7);
}

CheckResult check_gitlab_routable(std::string_view token) {
  const auto [head, tail] = split_tail(token, 7);
  if (head.empty() || crc32_base36(head) != tail) return {};
  CheckResult result = result_of(true, "crc32-base36");
  // <prefix><payload>.<version>.<payload length>
  const std::size_t length_at = head.rfind('.');
  const std::size_t dot = head.find('.');
  if (length_at == std::string_view::npos || dot == length_at) return result;
  const auto length = number_of(head.substr(length_at + 1), base36_alphabet);
  if (!length || *length > dot) return result;
  const std::string_view encoded = head.substr(dot - static_cast<std::size_t>(*length));
  const auto payload = base64_decode(encoded.substr(0, static_cast<std::size_t>(*length)));
  // 16 random bytes, lines of text, and one byte that tells their length
  if (!payload || payload->size() < 17) return result;
  const std::string_view lines = std::string_view(*payload).substr(16, payload->size() - 17);
  Proof with_facts = result.proof;
  if (read_gitlab_lines(lines, with_facts)) result.proof = std::move(with_facts);
  return result;
}

std::string with_crc16(std::string_view bytes) {
  const std::uint16_t crc = crc16_xmodem(bytes);
  std::string sealed(bytes);
  sealed += static_cast<char>(crc & 255U);
  sealed += static_cast<char>(crc >> 8U);
  return base32_encode(sealed);
}

CheckResult check_crc16_base32(std::string_view token) {
  const std::optional<std::string> bytes = base32_decode(token);
  if (!bytes || bytes->size() < 34 || token[0] != 'S') return {};
  const std::string_view all = *bytes;
  return result_of(with_crc16(all.substr(0, all.size() - 2)) == token, "crc16-base32");
}

}  // namespace patdown
