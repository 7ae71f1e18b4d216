// The readers of programming languages must survive any bytes, and keep their trees within their
// depth. The first byte picks the language.

#include "token/code/readers.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr auto languages = static_cast<std::size_t>(patdown::last_language) + 1;
  if (size == 0) return 0;
  // libFuzzer hands bytes; the reader takes characters.
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto language = static_cast<patdown::Language>(data[0] % languages);
  const patdown::Code code = patdown::read_code(language, text);
  if (code.file.kind != patdown::NodeKind::function) std::abort();
  if (code.bytes_unread > size) std::abort();
  (void)patdown::print(code.file);
  return 0;
}
