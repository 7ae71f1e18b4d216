#include "output/printable.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace patdown {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

struct Decoded {
  std::uint32_t code = 0;
  std::size_t size = 1;
  bool valid = false;
};

// The character at the start of `text`, which is not empty.
Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {.code = lead, .size = 1, .valid = true};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  std::uint32_t code = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return {};
    code = code << 6U | (next & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < least.at(size) || code > 0x10FFFF || surrogate) return {};
  return {.code = code, .size = size, .valid = true};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Controls (C0, DEL, C1), line separators, and the marks of Unicode's bidirectional algorithm
// (UAX #9), with which a line can be made to read as another.
constexpr std::array<Range, 7> harmful = {{{0x00, 0x1F},
                                           {0x7F, 0x9F},
                                           {0x61C, 0x61C},
                                           {0x200E, 0x200F},
                                           {0x2028, 0x202E},
                                           {0x2066, 0x2069},
                                           {0xFEFF, 0xFEFF}}};

// The large blocks of East Asian width W and F (UAX #11), emoji among them.
constexpr std::array<Range, 8> wide = {{{0x1100, 0x115F},
                                        {0x2E80, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F},
                                        {0xFF00, 0xFF60},
                                        {0x1F300, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};

template <std::size_t size>
bool in(const std::array<Range, size>& ranges, std::uint32_t code) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return range.first <= code && code <= range.last; });
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const Decoded character = decode(text);
    if (text.front() == '\t') {
      shown += ' ';
    } else if (!character.valid || in(harmful, character.code)) {
      shown += replacement;
    } else {
      shown += text.substr(0, character.size);
    }
    text.remove_prefix(character.size);
  }
  return shown;
}

std::size_t display_width(std::string_view printable_text) {
  std::size_t width = 0;
  while (!printable_text.empty()) {
    const Decoded character = decode(printable_text);
    width += in(wide, character.code) ? 2 : 1;
    printable_text.remove_prefix(character.size);
  }
  return width;
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string human_bytes(std::size_t bytes) {
  constexpr std::array<std::string_view, 5> units = {"KiB", "MiB", "GiB", "TiB", "PiB"};
  if (bytes < 1024) return counted(bytes, "byte", "bytes");
  std::size_t tenths = bytes * 10 / 1024;
  std::size_t unit = 0;
  for (; tenths >= 10240 && unit + 1 < units.size(); ++unit) tenths /= 1024;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " " +
         std::string(units.at(unit));
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return grouped(number) + " " + std::string(number == 1 ? one : many);
}

}  // namespace patdown
