#include "secret/decode.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace patdown {
namespace {

constexpr std::size_t sample_bytes = 4096;  // for telling UTF-16 from other bytes
constexpr std::size_t head_bytes = 64;      // for telling text from binary data
constexpr std::size_t least_units = 8;      // UTF-16 below that is not worth a guess

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// 'l' or 'b' for little or big end first, 0 for neither.
char utf16_order(std::string_view bytes) {
  const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  const std::string_view sample = bytes.substr(0, sample_bytes);
  const std::size_t units = sample.size() / 2;
  if (!marked && units < least_units) return '\0';
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    even += sample[i] == '\0' ? 1U : 0U;
    odd += sample[i + 1] == '\0' ? 1U : 0U;
  }
  if (marked) {
    // With a mark one NUL in the right place will do: a text in Chinese has only its line ends.
    const bool little = bytes.front() == '\xFF';
    const std::size_t right = little ? odd : even;
    const std::size_t wrong = little ? even : odd;
    return right > 0 && wrong * 4 <= right ? (little ? 'l' : 'b') : '\0';
  }
  if (odd * 5 >= units * 3 && even * 20 <= units) return 'l';
  if (even * 5 >= units * 3 && odd * 20 <= units) return 'b';
  return '\0';
}

constexpr std::array<std::uint8_t, 256> text_bytes = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = 0x20; c < 0x7F; ++c) table[c] = 1;
  for (const char c : {'\n', '\r', '\t'}) table[static_cast<unsigned char>(c)] = 1;
  return table;
}();

bool is_text_byte(unsigned char c) {
  return text_bytes[c] != 0;
}

std::size_t count_of_text(std::string_view bytes) {
  std::size_t count = 0;
  for (const char c : bytes) count += text_bytes[static_cast<unsigned char>(c)];
  return count;
}

// Whether `head` is UTF-8 without control characters; the last character may be cut off.
bool is_utf8(std::string_view head) {
  std::size_t tail = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    const bool follows = (byte & 0xC0U) == 0x80U;
    if (follows != (tail > 0)) return false;
    if (follows) {
      --tail;
    } else if (byte >= 0x80) {
      tail = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    } else if (!is_text_byte(byte)) {
      return false;
    }
  }
  return head.size() >= 8;
}

}  // namespace

bool DecodeBudget::spend(std::size_t size) {
  if (size > bytes) {
    exhausted = true;
    return false;
  }
  bytes -= size;
  return true;
}

std::optional<Utf16Text> decode_utf16(std::string_view bytes) {
  const char order = utf16_order(bytes);
  if (order == '\0') return std::nullopt;
  const std::size_t high = order == 'l' ? 1 : 0;
  const auto unit = [&](std::size_t at) {
    return byte_at(bytes, at + high) << 8U | byte_at(bytes, at + 1 - high);
  };
  Utf16Text result{.text = {}, .how = order == 'l' ? "utf-16le" : "utf-16be"};
  result.text.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    unsigned code = unit(i);
    if (i == 0 && code == 0xFEFF) continue;
    if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.size()) {
      const unsigned low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(result.text, code);
  }
  return result;
}

bool looks_like_text(std::string_view bytes) {
  if (utf16_order(bytes) != '\0') return true;
  const std::string_view head = bytes.substr(0, head_bytes);
  const std::size_t good = count_of_text(head);
  // Random bytes are text by this measure in 38 of 100 cases; 16 of them reach three quarters once
  // in 600, and are hardly ever UTF-8.
  if (good * 4 >= head.size() * 3) return true;
  return is_utf8(head);
}

bool may_be_text(std::string_view bytes) {
  return count_of_text(bytes) * 2 >= bytes.size() || is_utf8(bytes) || utf16_order(bytes) != '\0';
}

void for_each_run(Coding coding, const View& view, Span zone, DecodeBudget& budget,
                  const ViewVisitor& visit) {
  if (coding == Coding::base64) {
    for_each_base64(view, zone, budget, visit);
  } else {
    for_each_escaped(coding, view, zone, budget, visit);
  }
}

Span zone_of(Coding coding, std::string_view text, Span changed) {
  return coding == Coding::base64 ? base64_zone(text, changed)
                                  : escaped_zone(coding, text, changed);
}

void for_each_decoded(const View& view, DecodeBudget& budget, const ViewVisitor& visit) {
  if (view.depth >= max_decode_depth) return;
  for (const Coding coding : codings) {
    for_each_run(coding, view, {.begin = 0, .end = view.text.size()}, budget, visit);
  }
  for_each_wide(view, budget, visit);
  if (view.depth == 0 || view.exact) return;
  // Only what came out of base64 can be UTF-16 once more.
  if (const std::optional<Utf16Text> wide = decode_utf16(view.text)) {
    if (!budget.spend(wide->text.size())) return;
    View inner{.text = wide->text,
               .outer = &view,
               .how = wide->how,
               .run = {.begin = 0, .end = view.text.size()},
               .exact = false,
               .changes = {},
               .depth = view.depth + 1};
    visit(inner);
  }
}

}  // namespace patdown
