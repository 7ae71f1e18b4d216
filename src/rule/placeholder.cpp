#include "rule/placeholder.h"

#include "core/digest.h"
#include "core/error.h"
#include "rule/codecs.h"
#include "rule/crc_checks.h"

#include <array>
#include <charconv>

namespace patdown {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

[[noreturn]] void fail(const Placeholder& placeholder, std::string_view what) {
  throw Error("the placeholder ‹" + std::string(placeholder.name) + " " +
              std::string(placeholder.argument) + "› " + std::string(what));
}

std::size_t count_of(const Placeholder& placeholder, std::size_t otherwise) {
  const std::string_view argument = placeholder.argument;
  if (argument.empty() && otherwise != 0) return otherwise;
  std::size_t count = 0;
  const auto [end, fault] =
      std::from_chars(argument.data(), argument.data() + argument.size(), count);
  constexpr std::size_t most = 100000;  // an example is read by people
  if (fault != std::errc() || end != argument.data() + argument.size() || count == 0 ||
      count > most) {
    fail(placeholder, "needs a number");
  }
  return count;
}

struct Alphabet {
  std::string_view name;
  std::string_view characters;
};

constexpr std::array alphabets{
    Alphabet{"alnum", base62_alphabet},
    Alphabet{"hex", "0123456789abcdef"},
    Alphabet{"HEX", "0123456789ABCDEF"},
    Alphabet{"digits", "0123456789"},
    Alphabet{"lower", "abcdefghijklmnopqrstuvwxyz"},
    Alphabet{"upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    Alphabet{"letters", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    Alphabet{"lowernum", "0123456789abcdefghijklmnopqrstuvwxyz"},
    Alphabet{"uppernum", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    Alphabet{"base32lower", "abcdefghijklmnopqrstuvwxyz234567"},
    Alphabet{"base32upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"},
    Alphabet{"base58", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"},
    Alphabet{"base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"},
    Alphabet{"base64url", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"},
};

// Check digits of the text just before: how many characters they cover if no number is given.
struct Seal {
  std::string_view name;
  std::size_t covers;  // 0: the number must be given
  std::string (*make)(std::string_view covered);
};

constexpr std::array seals{
    Seal{"github-crc", 30, crc32_base62},      Seal{"crc-hex", 0, crc32_hex},
    Seal{"crc-upper-hex", 0, crc32_upper_hex}, Seal{"crc-hex-le", 0, crc32_hex_le},
    Seal{"crc-base36", 0, crc32_base36},       Seal{"crc-base64-le", 0, crc32_base64_le},
};

std::string sealed(const Seal& seal, const Placeholder& placeholder) {
  const std::size_t covers = count_of(placeholder, seal.covers);
  if (placeholder.before.size() < covers) fail(placeholder, "has less before it than it covers");
  return seal.make(placeholder.before.substr(placeholder.before.size() - covers));
}

std::string lines_of(std::size_t count, Random& random, bool prose) {
  constexpr std::array words{"river"sv,  "stone"sv, "garden"sv, "window"sv, "morning"sv, "paper"sv,
                             "basket"sv, "table"sv, "letter"sv, "bridge"sv, "kettle"sv,  "bread"sv};
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) lines += '\n';
    if (!prose) {
      lines += random.text(alphabets[12].characters, 64);
      continue;
    }
    std::string line;
    while (line.size() < 56) {
      line += words[random.below(words.size())];
      line += ' ';
    }
    line.back() = '.';
    lines += line;
  }
  return lines;
}

std::string uuid(Random& random) {
  std::string text = random.text("0123456789abcdef", 36);
  for (const std::size_t at : {8, 13, 18, 23}) text[at] = '-';
  text[14] = '4';  // RFC 9562: random
  text[19] = "89ab"[random.below(4)];
  return text;
}

}  // namespace

std::string value_of(const Placeholder& placeholder, Random& random) {
  const std::string_view name = placeholder.name;
  if (name == "tab") return "\t";
  if (name == "nul") return {'\0'};
  if (name == "uuid") return uuid(random);
  for (const Alphabet& alphabet : alphabets) {
    if (name == alphabet.name) return random.text(alphabet.characters, count_of(placeholder, 0));
  }
  for (const Seal& seal : seals) {
    if (name == seal.name) return sealed(seal, placeholder);
  }
  if (name == "base64-bytes") return random.encoded(base64_encode, count_of(placeholder, 0));
  if (name == "base64url-bytes") return random.encoded(base64url_encode, count_of(placeholder, 0));
  if (name == "filler-lines") return lines_of(count_of(placeholder, 0), random, true);
  if (name == "base64-lines") return lines_of(count_of(placeholder, 0), random, false);
  if (name == "png") {
    return base64_encode("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0\x08\6\0\0\0"s +
                         random.bytes(count_of(placeholder, 0)));
  }
  if (const std::optional<std::string> token = token_value(placeholder, random)) return *token;
  throw Error("there is no placeholder ‹" + std::string(name) + "›");
}

}  // namespace patdown
