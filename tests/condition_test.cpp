#include "token/trace/condition.h"

#include "catch.h"
#include "memory_tree.h"
#include "token/trace/library.h"
#include "token/tree_clues.h"

#include <optional>

namespace patdown {
namespace {

struct Row {
  const char* text;
  std::optional<bool> holds;
};

// $Given is "x", $Empty is "", $Open is not known, $Not is not given, $Switch is.
const Row rows[] = {
    {"$Given -eq 'X'", true},
    {"$Given -ne \"y\"", true},
    {"'y' -eq $Given", false},
    {"$Given -ne $null -and $Given -ne \"\"", true},
    {"$Not -ne $null -and $Not -ne \"\"", false},
    {"$Not -eq $null", std::nullopt},
    {"$Not -eq ''", true},
    {"$Empty -ne [string]::Empty", false},
    {"$Open -ne $null", true},
    {"$Given -eq \"$Empty\"", std::nullopt},
    {"$Other -eq 'x'", std::nullopt},
    {"$Given", true},
    {"$given", true},
    {"$Empty", false},
    {"$Not", false},
    {"$Open", true},
    {"$Other", std::nullopt},
    {"-not $Not", true},
    {"!$Given", false},
    {"$Given -and $Not", false},
    {"$Given -and $Other", std::nullopt},
    {"$Not -and (Test-It $x)", false},
    {"$Given -or (Test-It $x)", true},
    {"$Not -and (Test-It $x) -or $Given", std::nullopt},
    {"($Not -or $Given) -and $Given", true},
    {"$Switch.IsPresent", true},
    {"$Switch.IsPresent -eq $false", false},
    {"$Not.IsPresent -eq $false", true},
    {"$Given -eq 'y'", false},
    {"$Given.Length", std::nullopt},
    {"$env:X", std::nullopt},
    {"[string]::IsNullOrEmpty($Not)", true},
    {"-not [string]::IsNullOrWhiteSpace($Given)", true},
    {"$PSBoundParameters.ContainsKey('Given')", true},
    {"$PSBoundParameters.ContainsKey(\"Not\")", false},
    {"$PSBoundParameters.ContainsKey($x)", std::nullopt},
    {"$true", true},
    {"", std::nullopt},
    {"((((((((((((((((((((((((((($Given", std::nullopt},
};

TEST_CASE("conditions are decided by what a call gives") {
  const MemoryTree tree({});
  const TreeClues clues;
  trace::Library library(tree, clues);
  trace::Recorder recorder;
  trace::Session session;
  trace::Machine machine(library, recorder, session);
  trace::Frame frame;
  frame.function = true;
  frame.decided = trace::Shared<trace::Decided>(
      {true, {"given", "empty", "open", "not", "switch"}, {"given", "empty", "open", "switch"}});
  frame.names.set("given", trace::text_value("x"));
  frame.names.set("empty", trace::text_value(""));
  frame.names.set("open", trace::hole("a response"));
  frame.names.set("not", trace::nothing());
  frame.names.set("switch", trace::text_value("true"));
  frame.names.set("other", trace::text_value("x"));
  machine.memory.frames.push(frame);
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(trace::decide(machine, row.text) == row.holds);
  }
  machine.memory.frames.change_back().decided.change().decides = false;
  CHECK(trace::decide(machine, "$Given") == std::nullopt);
}

}  // namespace
}  // namespace patdown
