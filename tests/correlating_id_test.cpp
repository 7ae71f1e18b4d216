#include "token/correlating_id.h"

#include "catch.h"

namespace patdown {
namespace {

// The vector is that of the tests of microsoft/security-utilities.
TEST_CASE("correlating_id_of gives what Microsoft's own code gives") {
  CHECK(correlating_id_of("test") == "rPHgxCVAOw6CZsT9xXEw");
  CHECK(correlating_id_of("").size() == 20);
}

}  // namespace
}  // namespace patdown
