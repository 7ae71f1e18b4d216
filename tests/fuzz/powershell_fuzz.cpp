// Any text is a PowerShell script: reading it ends, within the bounds that the form promises.

#include "token/code/readers.h"

#include <cstdint>
#include <cstdlib>

namespace patdown {
namespace {

bool within(const Node& node, std::size_t levels) {
  if (levels == 0 || node.line == 0 || node.column == 0) return false;
  for (const Node& child : node.children) {
    if (!within(child, levels - 1)) return false;
  }
  for (const Node& piped : node.input) {
    if (!within(piped, levels - 1)) return false;
  }
  for (const Arg& arg : node.args) {
    if (!within(arg.value, levels - 1)) return false;
    for (const Node& key : arg.key) {
      if (!within(key, levels - 1)) return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace patdown

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // libFuzzer's type
  const patdown::Code code = patdown::read_powershell(text);
  const bool said = code.bytes_unread == 0 || !code.partly_read.empty();
  if (!said || code.bytes_unread > size || !patdown::within(code.file, 200)) std::abort();
  if (patdown::print(code.file).empty()) std::abort();
  return 0;
}
