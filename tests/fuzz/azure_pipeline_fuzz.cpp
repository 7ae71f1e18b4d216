// The reader of Azure pipelines must survive any files. The input is cut at NUL bytes into a
// pipeline and the templates t1.yml, t2.yml, … that it may name.

#include "../memory_tree.h"
#include "token/pipeline/azure.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  patdown::MemoryTree tree({});
  for (int number = 0; number < 4; ++number) {
    const std::size_t end = text.find('\0');
    tree.add("t" + std::to_string(number) + ".yml", std::string(text.substr(0, end)));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  for (const patdown::Pipeline& pipeline : patdown::read_azure_pipelines(tree))
    for (const patdown::Step& step : pipeline.steps) {
      if (step.path.empty()) std::abort();
      (void)patdown::split_macros(step.body.text, pipeline.macros);
    }
  return 0;
}
