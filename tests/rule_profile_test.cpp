#include "catch.h"
#include "cli/run.h"
#include "git_sandbox.h"
#include "output/rule_costs.h"
#include "rule/example.h"

#include <sstream>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using Json = nlohmann::json;

std::string run_in(const GitSandbox& sandbox, std::vector<std::string_view> args) {
  const std::string top = sandbox.top();
  args.insert(args.begin(), {"rules", "profile", top, "--worktree"});
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = run(args, {.in = in, .out = out, .err = err});
  CHECK(err.str().empty());
  REQUIRE(code == clean);
  return out.str();
}

const Json& row_of(const Json& profile, std::string_view rule) {
  for (const Json& row : profile["rules"]) {
    if (row["rule"] == rule) return row;
  }
  static const Json none;
  return none;
}

TEST_CASE("a profile counts hits, searches, bytes and findings of each rule") {
  GitSandbox sandbox;
  const auto [token, secrets] = expand("export GH_TOKEN=«ghp_‹alnum 30›‹github-crc›»\n", 1);
  sandbox.write("a.sh", token);
  sandbox.write("b.txt", token);
  const Json profile = Json::parse(run_in(sandbox, {"--format", "json"}));
  const Json& row = row_of(profile, "github-pat-classic");
  REQUIRE(row.is_object());
  CHECK(row["hits"].get<int>() >= 2);
  CHECK(row["searches"].get<int>() >= 2);
  CHECK(row["bytes"].get<std::size_t>() >= 2 * secrets.at(0).size());
  CHECK(row["findings"] == 1);
  CHECK(profile["sum"]["findings"] == 1);
  CHECK(profile["sum"]["hits"].get<int>() >= row["hits"].get<int>());

  Json other = Json::parse(run_in(sandbox, {"--format", "json", "--threads", "4"}));
  const Json& same = row_of(other, "github-pat-classic");
  for (const char* count : {"hits", "searches", "bytes", "findings"}) {
    INFO(count);
    CHECK(same[count] == row[count]);
  }
}

TEST_CASE("a profile for people: the dearest rule first, the sum last") {
  const std::string text = write_rule_costs_text(
      {{.rule = "cheap", .hits = 1200, .searches = 2, .bytes = 10, .nanoseconds = 1'000'000},
       {.rule = "never", .hits = 0},
       {.rule = "dear",
        .hits = 1,
        .searches = 1,
        .bytes = 2048,
        .nanoseconds = 2'550'000,
        .findings = 3}});
  CHECK(text ==
        "rule                                                    hits    searches       bytes      "
        "  time  findings\n"
        "dear                                                       1           1     2.0 KiB      "
        "2.5 ms         3\n"
        "cheap                                                  1,200           2    10 bytes      "
        "1.0 ms         0\n"
        "all rules                                              1,201           3     2.0 KiB      "
        "3.5 ms         3\n");
}

}  // namespace
}  // namespace patdown
