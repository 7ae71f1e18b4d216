// Whoever follows tokens sees the same, however many threads read the files, and whoever read them
// before.

#include "catch.h"
#include "memory_tree.h"
#include "token/assess.h"
#include "token/trace/library.h"

#include <sstream>
#include <string>
#include <string_view>

namespace patdown {
namespace {

// The text with a number for each N, and the next one for each M.
std::string with(std::string_view text, const std::string& number, const std::string& next) {
  std::string result;
  for (const char c : text) {
    if (c == 'N') {
      result += number;
    } else if (c == 'M') {
      result += next;
    } else {
      result += c;
    }
  }
  return result;
}

// Scripts of every kind that call each other, and files that cannot be parsed.
void add_files(MemoryTree& tree) {
  tree.add("azure-pipelines.yml",
           "steps:\n- script: eng/s1.sh\n  env: {PAT: $(RELEASE_PAT)}\n"
           "- pwsh: eng/p2.ps1 -Pat $(BOARD_PAT)\n");
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    const std::string next = std::to_string(i + 1);
    const std::string url = with("https://dev.azure.com/acme/shop/_apis/build/builds/N", n, next);
    tree.add(with("eng/sN.sh", n, next),
             with("curl -u \":$PAT\" ", n, next).append(url).append(with("\n./sM.sh\n", n, next)));
    tree.add(with("eng/pN.ps1", n, next),
             with("param($Pat)\n./pM.ps1 -Pat $Pat\nInvoke-RestMethod -Uri ", n, next)
                 .append(url)
                 .append(" -Headers @{Authorization = \"Bearer $Pat\"}\n"));
    tree.add(with("lib/cN.py", n, next),
             with("import requests\nfrom cM import use\ndef useN(pat):\n  requests.get('", n, next)
                 .append(url)
                 .append("', auth=('', pat))\n"));
    tree.add(with("bad/xN.py", n, next), "# dev.azure.com\ndef ((((\n");
  }
}

std::string shown(const Traced& traced) {
  std::ostringstream text;
  for (const TokenUse& use : traced.uses) {
    text << use.credential.id << '|' << use.path << '|' << use.line << '|' << use.call.verb << '|'
         << use.call.url << '|' << use.unresolved;
    for (const TraceStep& step : use.trace) {
      text << '|' << step.path << ':' << step.line << ' ' << step.note;
    }
    text << '\n';
  }
  for (const PartlyRead& partly : traced.partly_read)
    text << partly.path << '|' << partly.why << '\n';
  return text.str();
}

TEST_CASE("one thread and many see the same uses of tokens") {
  MemoryTree tree({});
  add_files(tree);
  const TreeClues clues(tree);
  const std::string alone = shown(trace_tree(tree, clues, true).traced);
  REQUIRE(alone.find("_apis/build/builds/39") != std::string::npos);
  for (const unsigned threads : {2U, 4U, 8U}) {
    CHECK(shown(trace_tree(tree, clues, true, {.threads = threads}).traced) == alone);
  }
}

TEST_CASE("scripts that were read before are not read otherwise") {
  MemoryTree tree({});
  add_files(tree);
  const TreeClues clues(tree);
  const std::string alone = shown(trace_tree(tree, clues, true).traced);
  trace::ParsedScripts parsed;
  const Tracing how{.threads = 2, .parsed = &parsed};
  CHECK(shown(trace_tree(tree, clues, true, how).traced) == alone);
  CHECK(parsed.contains("eng/s3.sh"));
  CHECK(shown(trace_tree(tree, clues, true, how).traced) == alone);
}

}  // namespace
}  // namespace patdown
