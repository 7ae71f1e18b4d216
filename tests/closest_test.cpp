#include "core/closest.h"

#include "catch.h"

#include <array>

namespace patdown {
namespace {

TEST_CASE("the nearest word is suggested, a strange one is not") {
  const std::array<std::string_view, 5> known = {"severity", "paths", "allow", "anchors", "risk"};
  CHECK(closest("pahts", known) == "paths");
  CHECK(closest("severety", known) == "severity");
  CHECK(closest("anchor", known) == "anchors");
  CHECK(closest("rsk", known) == "risk");
  CHECK(closest("title", known).empty());
  CHECK(closest("", known).empty());
  CHECK(closest(std::string(10'000, 'a'), known).empty());
  CHECK(did_you_mean("alow", known) == "; did you mean 'allow'?");
  CHECK(did_you_mean("xyz", known).empty());
}

}  // namespace
}  // namespace patdown
