#include "git/chains.h"

#include "catch.h"

#include <vector>

namespace patdown {
namespace {

std::vector<std::uint32_t> members_of(const Chains& chains, std::uint32_t key) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t member = chains.first(key); member != Chains::end;
       member = chains.next(member)) {
    members.push_back(member);
  }
  return members;
}

TEST_CASE("chains list the members of each key, the latest first") {
  Chains chains(3, 5);
  chains.add(2, 0);
  chains.add(0, 4);
  chains.add(2, 3);
  chains.add(2, 1);
  CHECK(members_of(chains, 0) == std::vector<std::uint32_t>{4});
  CHECK(members_of(chains, 1).empty());
  CHECK(members_of(chains, 2) == std::vector<std::uint32_t>{1, 3, 0});
}

}  // namespace
}  // namespace patdown
