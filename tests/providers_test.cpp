// Holds docs/providers.md to the rules there are. PATDOWN_BLESS=1 writes its table anew.

#include "catch.h"
#include "cli/run.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace patdown {
namespace {

TEST_CASE("the table of providers is the one that the program prints") {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const std::array<std::string_view, 2> args{"rules", "providers"};
  REQUIRE(run(args, {in, out, err}) == clean);

  const char* path = PATDOWN_SOURCE_DIR "/docs/providers.md";
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t table = text.find("| provider |");
  REQUIRE(table != std::string::npos);
  const char* bless = std::getenv("PATDOWN_BLESS");
  if (bless != nullptr && std::string_view(bless) == "1") {
    std::ofstream(path, std::ios::binary) << text.substr(0, table) << out.str();
    return;
  }
  CHECK(text.substr(table) == out.str());
}

TEST_CASE("each provider stands in one row with all that is found of it") {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const std::array<std::string_view, 2> args{"rules", "providers"};
  REQUIRE(run(args, {in, out, err}) == clean);
  CHECK(out.str().find("| [airtable](https://airtable.com/developers/web/guides/"
                       "personal-access-tokens) | Airtable personal access token |\n") !=
        std::string::npos);
}

}  // namespace
}  // namespace patdown
