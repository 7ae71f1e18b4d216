#include "report/baseline.h"

#include "catch.h"
#include "core/error.h"
#include "samples.h"

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

TEST_CASE("a baseline lists fingerprint, rule and path, sorted") {
  const std::vector<Finding> findings = {message_leak(), worktree_leak(), worktree_leak()};
  const std::string text = write_baseline(findings);
  CHECK(nlohmann::json::parse(text) == nlohmann::json::parse(R"({
    "version": 1, "findings": [
      {"fingerprint": "00112233445566778899aabbccddeeff", "rule": "acme-token",
       "path": "src/my app.sh"},
      {"fingerprint": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "rule": "acme-token", "path": null}]})"));
  CHECK(text.ends_with("}\n"));
}

TEST_CASE("what was written is read again") {
  const std::vector<Finding> findings = {worktree_leak(), archived_leak()};
  CHECK(parse_baseline(write_baseline(findings), "b.json") ==
        std::set<std::string>{worktree_leak().fingerprint, archived_leak().fingerprint});
  CHECK(parse_baseline(write_baseline({}), "b.json").empty());
}

TEST_CASE("a baseline that is none is refused") {
  for (const char* text :
       {"", "[]", "{", R"({"findings": []})", R"({"version": 2, "findings": []})",
        R"({"version": 1})", R"({"version": 1, "findings": [{"rule": "a"}]})",
        R"({"version": 1, "findings": [{"fingerprint": 5}]})"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_baseline(text, "b.json"), Error);
  }
}

}  // namespace
}  // namespace patdown
