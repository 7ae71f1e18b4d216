// What follows tokens through a tree must survive any files and come to an end: pipelines of every
// system, scripts and programs that call each other. The input is cut at NUL bytes into files; the
// first line of each is its path.

#include "../memory_tree.h"
#include "token/assess.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string_view cut(std::string_view& text, char at) {
  const std::string_view part = text.substr(0, text.find(at));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  patdown::MemoryTree tree({});
  while (!text.empty()) {
    std::string_view file = cut(text, '\0');
    const std::string_view path = cut(file, '\n');
    if (!path.empty()) tree.add(std::string(path), std::string(file));
  }
  for (const patdown::Token& token : patdown::assess_tokens(tree, {}).tokens) {
    if (token.complete && !token.minimal) std::abort();
  }
  return 0;
}
