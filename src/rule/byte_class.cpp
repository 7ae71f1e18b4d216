#include "rule/byte_class.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

struct NamedClass {
  std::string_view name;
  ByteSet bytes;
};

// The classes of POSIX, and those that a backslash and a letter stand for.
const std::array<NamedClass, 21>& named_classes() {
  static const ByteSet digits = byte_range('0', '9');
  static const ByteSet lower = byte_range('a', 'z');
  static const ByteSet upper = byte_range('A', 'Z');
  static const ByteSet letters = lower | upper;
  static const ByteSet graphic = byte_range('!', '~');
  static const std::array<NamedClass, 21> classes = {{
      {"alnum", letters | digits},
      {"alpha", letters},
      {"ascii", byte_range(0, 0x7F)},
      {"blank", bytes_of("\t ")},
      {"cntrl", byte_range(0, 0x1F) | byte_range(0x7F, 0x7F)},
      {"digit", digits},
      {"graph", graphic},
      {"lower", lower},
      {"print", graphic | bytes_of(" ")},
      {"punct", graphic & ~(letters | digits)},
      {"space", bytes_of("\t\n\v\f\r ")},
      {"upper", upper},
      {"word", letters | digits | bytes_of("_")},
      {"xdigit", digits | byte_range('A', 'F') | byte_range('a', 'f')},
      {"d", digits},
      {"D", ~digits},
      {"w", letters | digits | bytes_of("_")},
      {"W", ~(letters | digits | bytes_of("_"))},
      {"s", bytes_of("\t\n\f\r ")},
      {"S", ~bytes_of("\t\n\f\r ")},
      {"C", ByteSet().set()},
  }};
  return classes;
}

}  // namespace

ByteSet byte_range(unsigned first, unsigned last) {
  ByteSet bytes;
  for (unsigned code = first; code <= last; ++code) bytes.set(code);
  return bytes;
}

ByteSet bytes_of(std::string_view characters) {
  ByteSet bytes;
  for (const char c : characters) bytes.set(static_cast<unsigned char>(c));
  return bytes;
}

ByteSet with_both_cases(ByteSet bytes) {
  constexpr unsigned apart = 'a' - 'A';  // beyond ASCII as well
  const auto fold = [&](unsigned first, unsigned last) {
    for (unsigned upper = first; upper <= last; ++upper) {
      if (bytes.test(upper) || bytes.test(upper + apart)) bytes.set(upper).set(upper + apart);
    }
  };
  fold('A', 'Z');
  fold(0xC0, 0xD6);  // 0xD7 and 0xF7 are × and ÷
  fold(0xD8, 0xDE);
  return bytes;
}

const ByteSet* class_named(std::string_view name) {
  const auto& classes = named_classes();
  const auto found = std::ranges::find(classes, name, &NamedClass::name);
  return found == classes.end() ? nullptr : &found->bytes;
}

}  // namespace patdown
