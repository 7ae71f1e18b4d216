// The Bash reader must survive any bytes, and keep its tree within its depth.

#include "token/code/readers.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // libFuzzer hands bytes; the reader takes characters.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const patdown::Code code = patdown::read_bash(text);
  if (code.file.kind != patdown::NodeKind::function) std::abort();
  if (code.bytes_unread > size) std::abort();
  (void)patdown::print(code.file);
  return 0;
}
