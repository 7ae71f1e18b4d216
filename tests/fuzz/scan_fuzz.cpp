// Any bytes may be scanned: no crash, no span outside the text, no secret in a shown line.

#include "rule/rule.h"
#include "secret/scanner.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace patdown {
namespace {

const Scanner& scanner() {
  static const Scanner built = [] {
    std::vector<const Rule*> rules;
    for (const Rule& rule : builtin_rules()) rules.push_back(&rule);
    return Scanner(rules);
  }();
  return built;
}

void scan(std::string_view bytes) {
  static Scanner::Scratch scratch(scanner());
  const ScanResult result = scanner().scan(bytes, {}, scratch);
  const Span* last = nullptr;
  for (const Match& match : result.matches) {
    const bool ordered = last == nullptr || *last <= match.span;
    // UTF-16 grows by half at most when it becomes UTF-8.
    const bool inside = match.span.begin < match.span.end && match.span.end <= bytes.size() * 2;
    const bool shown = match.secret.reveal().size() >= 12 &&
                       match.source_line.find(match.secret.reveal()) != std::string::npos;
    if (!ordered || !inside || shown || match.at.line == 0 || match.at.column == 0) std::abort();
    last = &match.span;
  }
}

}  // namespace
}  // namespace patdown

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  patdown::scan({reinterpret_cast<const char*>(data), size});
  return 0;
}
