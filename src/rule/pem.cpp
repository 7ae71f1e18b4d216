#include "rule/pem.h"

#include "core/digest.h"
#include "core/letters.h"

namespace patdown {
namespace {

constexpr std::string_view dashes = "-----";

// Takes headers ("Proc-Type: …", "DEK-Info: …") off the front; says whether one tells of a cipher.
bool take_headers(std::string_view& body) {
  bool encrypted = false;
  for (const std::string_view name : {"Proc-Type:", "DEK-Info:", "Comment:", "Version:"}) {
    const std::size_t at = body.find(name);
    if (at == std::string_view::npos) continue;
    const std::size_t line_end = body.find('\n', at);
    const std::size_t escape = body.find("\\n", at);
    const std::size_t end = std::min(line_end, escape);
    if (end == std::string_view::npos) return encrypted;
    encrypted = encrypted || name == "DEK-Info:" ||
                body.substr(at, end - at).find("ENCRYPTED") != std::string_view::npos;
    body.remove_prefix(end + (end == escape ? 2 : 1));
  }
  return encrypted;
}

bool is_base64(char c) {
  return is_letter_or_digit(c) || c == '+' || c == '/' || c == '=';
}

// A '+' between quotes joins strings of code; any other is base64.
bool joins_strings(std::string_view body, std::size_t at) {
  constexpr std::string_view blanks = " \t\r\n";
  if (body[at] != '+') return false;
  const std::size_t before =
      at == 0 ? std::string_view::npos : body.find_last_not_of(blanks, at - 1);
  const std::size_t after = body.find_first_not_of(blanks, at + 1);
  const auto is_quote = [body](std::size_t i) {
    return i < body.size() && (body[i] == '"' || body[i] == '\'' || body[i] == '`');
  };
  return is_quote(before) || is_quote(after);
}

}  // namespace

std::optional<Pem> read_pem(std::string_view text) {
  constexpr std::string_view begin = "-----BEGIN ";
  constexpr std::size_t longest = 65536;
  const std::size_t begin_at = text.find(begin);
  if (begin_at == std::string_view::npos || text.size() > longest) return std::nullopt;
  text.remove_prefix(begin_at + begin.size());
  const std::size_t label_end = text.find(dashes);
  if (label_end == std::string_view::npos) return std::nullopt;
  Pem pem{.label = std::string(text.substr(0, label_end)), .body = {}};
  text.remove_prefix(label_end + dashes.size());
  const std::size_t end = text.find("-----END");
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view body = text.substr(0, end);
  pem.encrypted = take_headers(body);

  std::string encoded;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\\') {
      while (i + 1 < body.size() && body[i + 1] == '\\') ++i;  // escaped more than once
      const bool slash = i + 1 < body.size() && body[i + 1] == '/';
      if (!slash) ++i;  // JSON may write "\/"
    } else if (is_base64(c) && !joins_strings(body, i)) {
      encoded += c;
    } else if (std::string_view(" \t\r\n\"'`,;.+#*>|").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (encoded.size() % 4 == 1) return std::nullopt;
  const std::optional<std::string> bytes = base64_decode(encoded);
  if (!bytes || bytes->empty()) return std::nullopt;
  pem.body = *bytes;
  return pem;
}

}  // namespace patdown
