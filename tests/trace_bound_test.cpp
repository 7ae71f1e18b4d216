// A tree with more code than is followed ends in a limit that is told, never in a verdict.

#include "catch.h"
#include "memory_tree.h"
#include "token/assess.h"
#include "token/trace/recorder.h"
#include "traced.h"

#include <algorithm>

namespace patdown {
namespace {

void add_scripts(MemoryTree& tree, int scripts) {
  for (int i = 0; i < scripts; ++i) {
    std::string path = "x";
    path.append(std::to_string(i)).append(".ps1");
    tree.add(path,
             "function Get-Builds($Pat) {\n"
             "  $h = @{ Authorization = 'Basic ' + "
             "[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(\":$Pat\")) }\n"
             "  Invoke-RestMethod https://dev.azure.com/acme/_apis/build/builds -Headers $h\n}\n");
  }
}

Traced traced_with(const MemoryTree& tree, std::size_t most_steps) {
  OtherTexts texts;
  texts.look_at_all(tree, 1);
  Tracing how;
  how.most_steps = most_steps;
  return trace_tokens(tree, {}, texts.clues(), how);
}

TEST_CASE("all of a tree is followed, or it is said that it is not") {
  MemoryTree tree({});
  add_scripts(tree, 20);
  const Traced all = traced_with(tree, 1'000'000);
  CHECK(all.uses.size() == 20);
  CHECK(all.partly_read.empty());

  const Traced some = traced_with(tree, 100);
  CHECK(some.uses.size() < 20);
  REQUIRE(some.partly_read.size() == 1);
  CHECK(some.partly_read.front().path.empty());
  CHECK(some.partly_read.front().why == "there is more code than is followed in one tree");
}

TEST_CASE("code of no matter leaves steps for what speaks of the service") {
  MemoryTree tree({});
  for (int i = 0; i < 200; ++i) {
    tree.add("a" + std::to_string(i) + ".ps1", "function Get-Sum($A, $B) { return $A + $B }\n");
  }
  add_scripts(tree, 1);
  const Traced some = traced_with(tree, 300);
  CHECK(some.uses.size() == 1);
  REQUIRE(some.partly_read.size() == 1);
  CHECK(some.partly_read.front().why == "there is more code than is followed in one tree");
}

trace::SeenUse use_number(std::size_t line) {
  trace::SeenUse seen;
  seen.use.path = "x.yml";
  seen.use.line = line;
  seen.use.credential.id = "env:pat";
  return seen;
}

std::vector<PartlyRead> told_of(std::size_t distinct) {
  trace::Recorder recorder;
  recorder.begin("");
  for (std::size_t k = 0; k < 50'000; ++k) recorder.add(use_number(k % distinct + 1));
  std::vector<TokenUse> uses;
  std::vector<PartlyRead> partly_read;
  recorder.finish({}, uses, partly_read);
  if (partly_read.empty()) CHECK(uses.size() == distinct);
  return partly_read;
}

TEST_CASE("uses that repeat others are no limit; those that are too many may be anybody's") {
  CHECK(told_of(100).empty());
  const std::vector<PartlyRead> told = told_of(30'000);
  REQUIRE(told.size() == 1);
  CHECK(told.front().path.empty());
  CHECK(told.front().why == "too many uses of tokens; the rest is left out");
}

TEST_CASE("where a tree was not followed to its end, no token is judged") {
  TokenUse use;
  use.credential = {
      .id = "env:ado_pat", .name = "$ADO_PAT", .kind = "pat", .path = "a.sh", .line = 1};
  use.call.verb = "GET";
  use.call.url = "https://dev.azure.com/o/p/_apis/build/builds";
  use.path = "a.sh";
  use.line = 2;
  DeclaredGrant grant;
  grant.names = {"ADO_PAT"};
  grant.grant.scopes = {"app_token"};
  grant.grant.from = "config";
  const std::vector<TokenUse> uses = {use};
  const std::vector<DeclaredGrant> grants = {grant};
  const std::vector<PartlyRead> limit = {{"", 0, "there is more code"}};
  CHECK(judge_tokens(Catalog::azure_devops(), uses, grants, {})[0].outcome == Outcome::over_scoped);
  const Token open = judge_tokens(Catalog::azure_devops(), uses, grants, limit)[0];
  CHECK(open.outcome == Outcome::unknown);
  CHECK(place_and_why(open.unresolved.front()) == "there is more code");
}

}  // namespace
}  // namespace patdown
