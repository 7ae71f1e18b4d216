#include "core/text.h"

#include <array>
#include <bit>
#include <cstdint>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace patdown {
namespace {

bool is_break(char c) {
  return c == '\n' || c == '\r';
}

#ifdef __SSE2__
constexpr std::size_t block_bytes = 16;

// A bit for each of 16 bytes that breaks a line.
unsigned breaks_in(const char* bytes) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const __m128i feeds = _mm_cmpeq_epi8(block, _mm_set1_epi8('\n'));
  const __m128i returns = _mm_cmpeq_epi8(block, _mm_set1_epi8('\r'));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(feeds, returns)));
}
#endif

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

int hex_value(char c) {
  // A table: digits and letters come in no order that a processor could guess.
  static constexpr std::array<std::int8_t, 256> values = [] {
    std::array<std::int8_t, 256> table{};
    for (std::int8_t& value : table) value = -1;
    for (int i = 0; i < 10; ++i) table['0' + i] = static_cast<std::int8_t>(i);
    for (int i = 0; i < 6; ++i) {
      table['a' + i] = static_cast<std::int8_t>(10 + i);
      table['A' + i] = static_cast<std::int8_t>(10 + i);
    }
    return table;
  }();
  return values[static_cast<unsigned char>(c)];
}

void append_utf8(std::string& text, std::uint32_t character) {
  const auto tail = [&](unsigned shift) {
    text += static_cast<char>(0x80U | (character >> shift & 0x3FU));
  };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0U | character >> 6U);
    tail(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0U | character >> 12U);
    tail(6);
    tail(0);
  } else if (character < 0x110000) {
    text += static_cast<char>(0xF0U | character >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t line_begin(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; at >= block_bytes; at -= block_bytes) {
    const unsigned breaks = breaks_in(text.data() + at - block_bytes);
    if (breaks != 0) return at - block_bytes + static_cast<std::size_t>(std::bit_width(breaks));
  }
#endif
  while (at > 0 && !is_break(text[at - 1])) --at;
  return at;
}

std::size_t line_end(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; at + block_bytes <= text.size(); at += block_bytes) {
    const unsigned breaks = breaks_in(text.data() + at);
    if (breaks != 0) return at + static_cast<std::size_t>(std::countr_zero(breaks));
  }
#endif
  while (at < text.size() && !is_break(text[at])) ++at;
  return at;
}

}  // namespace patdown
