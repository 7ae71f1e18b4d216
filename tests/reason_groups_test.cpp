#include "output/reason_groups.h"

#include "catch.h"
#include "output/output.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

TEST_CASE("what stands in the way is said once") {
  Token token;
  token.unresolved = {{"a.yml", 3, "python may read it as PAT"},
                      {"b.ps1", 1, "the statement is not understood"},
                      {"b.ps1", 4, "a value is missing"},
                      {"c.yml", 9, "python may read it as PAT"},
                      {"", 0, "there is more code than is followed in one tree"}};
  const std::vector<PartlyRead> partly_read = {{"b.ps1", 1, "the statement is not understood"},
                                               {"b.ps1", 4, "a value is missing"}};
  std::vector<std::string> shown;
  for (const ReasonGroup& group : reason_groups(token, partly_read)) {
    shown.push_back(group_text(group));
  }
  CHECK(shown ==
        std::vector<std::string>{"a.yml:3: python may read it as PAT and 1 more like it",
                                 "b.ps1:1: the statement is not understood and 1 more in this file",
                                 "there is more code than is followed in one tree"});
}

TEST_CASE("of much that could not be parsed the number is told") {
  Report report;
  report.coverage.partly_read = {{"a.ps1", 1, "a value is missing"},
                                 {"a.ps1", 2, "a value is missing"},
                                 {"a.ps1", 3, "a value is missing"}};
  CHECK(write_scopes_text(report, {}) ==
        "read in part, so verdicts near it are unknown:\n"
        "  a.ps1:1: a value is missing\n"
        "  a.ps1:2: a value is missing\n"
        "  a.ps1:3: a value is missing\n"
        "no token uses found\n");
  report.coverage.partly_read.push_back({"b.yml", 7, "odd indentation"});
  CHECK(write_scopes_text(report, {}) ==
        "read in part, so verdicts near it are unknown: 4 places in 2 files, the first "
        "a.ps1:1: a value is missing (--format json lists all)\n"
        "no token uses found\n");
}

}  // namespace
}  // namespace patdown
