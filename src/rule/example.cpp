#include "rule/example.h"

#include "core/digest.h"
#include "core/error.h"
#include "rule/codecs.h"
#include "rule/crc_checks.h"
#include "rule/placeholder.h"

#include <cctype>
#include <map>
#include <optional>

namespace patdown {
namespace {

constexpr std::string_view open_mark = "«";
constexpr std::string_view close_mark = "»";
constexpr std::string_view open_placeholder = "‹";
constexpr std::string_view close_placeholder = "›";

// As it stands inside a JSON string, all but the quotes round it.
std::string json_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '\n':
        escaped += "\\n";
        break;
      case '\r':
        escaped += "\\r";
        break;
      case '\t':
        escaped += "\\t";
        break;
      case '"':
      case '\\':
        escaped += '\\';
        [[fallthrough]];
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      encoded += c;
    } else {
      constexpr std::string_view digits = "0123456789ABCDEF";
      encoded += '%';
      encoded += digits[byte >> 4U];
      encoded += digits[byte & 15U];
    }
  }
  return encoded;
}

std::string plus_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '+') {
      escaped += "\\u002B";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string base64url_of(std::string_view text) {
  return base64url_encode(text);
}

// Check digits over a text that stands elsewhere, by its label.
std::string crc_hex_of(std::string_view text) {
  return crc32_hex(text);
}

struct Encoding {
  std::string_view name;
  std::string (*encode)(std::string_view text);
};

constexpr Encoding encodings[] = {
    {"base64-of", base64_encode},         {"base64url-of", base64url_of},
    {"crc-hex-of", crc_hex_of},           {"json-escaped", json_escaped},
    {"percent-encoded", percent_encoded}, {"plus-escaped", plus_escaped}};

// The end of the placeholder that begins at `begin`: they may stand in each other.
std::size_t closing_of(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text.substr(at).starts_with(open_placeholder)) ++depth;
    if (text.substr(at).starts_with(close_placeholder) && --depth == 0) return at;
  }
  throw Error("'‹' without '›'");
}

class Expander {
 public:
  explicit Expander(std::uint32_t seed) : seed_(seed) {}

  ExpandedExample expand(std::string_view example) {
    ExpandedExample result;
    std::optional<std::size_t> opened;
    for (std::size_t at = 0; at < example.size();) {
      const std::string_view rest = example.substr(at);
      if (rest.starts_with(open_placeholder)) {
        const std::size_t end = closing_of(example, at);
        at += open_placeholder.size();
        append(result.text, placeholder(example.substr(at, end - at), result.text));
        at = end + close_placeholder.size();
      } else if (rest.starts_with(open_mark)) {
        if (opened) throw Error("'«' inside '«'");
        opened = result.text.size();
        at += open_mark.size();
      } else if (rest.starts_with(close_mark)) {
        if (!opened) throw Error("'»' without '«'");
        result.secrets.push_back({.begin = *opened, .end = result.text.size()});
        opened.reset();
        at += close_mark.size();
      } else if (rest.starts_with(close_placeholder)) {
        throw Error("'›' without '‹'");
      } else {
        result.text += rest.front();
        ++at;
      }
    }
    if (opened) throw Error("'«' without '»'");
    return result;
  }

 private:
  // A value of several lines takes over the indentation of the line that it stands alone on.
  static void append(std::string& text, const std::string& value) {
    const std::string_view line = std::string_view(text).substr(text.rfind('\n') + 1);
    const bool alone = line.find_first_not_of(" \t") == std::string_view::npos;
    const std::string indentation(alone ? line : std::string_view());
    for (const char c : value) {
      text += c;
      if (c == '\n') text += indentation;
    }
  }

  std::string placeholder(std::string_view spec, std::string_view before) {
    if (spec.empty()) return {};
    std::string key = std::to_string(seed_) + "|" + std::string(spec);
    const std::size_t hash = spec.rfind('#');
    const bool labelled = hash != std::string_view::npos && hash > 0 &&
                          spec.find(close_placeholder, hash) == std::string_view::npos &&
                          spec.find('}', hash) == std::string_view::npos;
    if (labelled) {
      spec = spec.substr(0, hash);
      while (spec.ends_with(' ')) spec.remove_suffix(1);
      if (const auto known = labels_.find(key); known != labels_.end()) return known->second;
    } else {
      key += "|" + std::to_string(count_++);
    }
    std::string value = value_for(spec, key, before);
    if (labelled) labels_[key] = value;
    return value;
  }

  std::string value_for(std::string_view spec, const std::string& key, std::string_view before) {
    for (const Encoding& encoding : encodings) {
      if (spec.starts_with(encoding.name) && spec.substr(encoding.name.size()).starts_with(':')) {
        return encoding.encode(inside(spec.substr(encoding.name.size() + 1)));
      }
    }
    Random random(key);
    if (spec == "jwt" || spec.starts_with("jwt:")) {
      const std::string payload =
          spec == "jwt"
              ? R"({"iss":"https://login.example.net","sub":"17","iat":1767225600,"exp":2082758400})"
              : inside(spec.substr(4));
      return base64url_encode(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url_encode(payload) +
             "." + base64url_encode(random.bytes(32));
    }
    const std::size_t space = spec.find(' ');
    return value_of({.name = spec.substr(0, space),
                     .argument = space == std::string_view::npos ? "" : spec.substr(space + 1),
                     .before = before},
                    random);
  }

  std::string inside(std::string_view example) {
    ExpandedExample inner = expand(example);
    if (!inner.secrets.empty()) throw Error("a mark inside a placeholder");
    return inner.text;
  }

  std::uint32_t seed_;
  std::size_t count_ = 0;
  std::map<std::string, std::string> labels_;
};

}  // namespace

ExpandedExample expand(std::string_view example, std::uint32_t seed) {
  return Expander(seed).expand(example);
}

}  // namespace patdown
