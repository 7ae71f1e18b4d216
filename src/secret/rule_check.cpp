#include "secret/rule_check.h"

#include "rule/example.h"
#include "secret/scanner.h"

#include <array>
#include <cstdint>
#include <set>

namespace patdown {
namespace {

constexpr std::uint32_t seeds = 20;

// Checks one example in every way; the first fault is enough.
std::string fault_of(const Scanner& scanner, Scanner::Scratch& scratch, const Example& example) {
  const std::string path = example.path.empty() ? "example.txt" : example.path;
  for (std::uint32_t seed = 0; seed < seeds; ++seed) {
    const ExpandedExample expanded = expand(example.text, seed);
    const std::set<Span> wanted(expanded.secrets.begin(), expanded.secrets.end());
    std::set<Span> found;
    for (const Match& match : scanner.scan(expanded.text, path, scratch).matches) {
      found.insert(match.span);
    }
    if (found == wanted) continue;
    if (wanted.empty()) return "does not skip '" + example.text + "': " + example.why;
    return "finds " + std::to_string(found.size()) + " of the " + std::to_string(wanted.size()) +
           " parts marked in '" + example.text + "', or marks them otherwise (seed " +
           std::to_string(seed) + ")";
  }
  return {};
}

}  // namespace

std::vector<std::string> faults_of(const Rule& rule) {
  std::vector<std::string> faults;
  if (rule.finds.empty()) faults.emplace_back("has nothing to find under 'finds'");
  if (rule.skips.empty()) faults.emplace_back("has nothing to skip under 'skips'");
  const std::array<const Rule*, 1> alone = {&rule};
  const Scanner scanner(alone);
  Scanner::Scratch scratch(scanner);
  for (const std::vector<Example>* examples : {&rule.finds, &rule.skips}) {
    for (const Example& example : *examples) {
      std::string fault = fault_of(scanner, scratch, example);
      if (!fault.empty()) faults.push_back(std::move(fault));
    }
  }
  return faults;
}

}  // namespace patdown
