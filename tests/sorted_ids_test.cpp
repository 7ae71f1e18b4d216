#include "git/sorted_ids.h"

#include "catch.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace patdown {
namespace {

// So many ids, ascending; of each the first `alike` bytes are zero.
std::vector<ObjectId> ids_of(std::size_t count, std::size_t alike) {
  std::mt19937 random(7);
  std::vector<ObjectId> ids(count);
  for (ObjectId& id : ids) {
    for (std::size_t at = alike; at < id.bytes.size(); ++at) {
      id.bytes[at] = static_cast<unsigned char>(random());
    }
  }
  std::ranges::sort(ids);
  return ids;
}

struct Case {
  const char* name;
  std::size_t count;
  std::size_t alike;
  std::size_t step;
};

const Case cases[] = {
    {"none", 0, 0, 20},
    {"one", 1, 0, 20},
    {"a few", 9, 0, 20},
    {"many", 5000, 0, 20},
    {"with something between them", 5000, 0, 24},
    {"all begin alike", 5000, 6, 20},
};

TEST_CASE("each id is found where it stands, and no other") {
  for (const Case& c : cases) {
    INFO(c.name);
    const std::vector<ObjectId> ids = ids_of(c.count, c.alike);
    std::string bytes;
    for (const ObjectId& id : ids) {
      bytes.append(id.bytes.begin(), id.bytes.end()).append(c.step - ObjectId::size, '\xaa');
    }
    const SortedIds sorted({.first = bytes.data(), .count = c.count, .step = c.step});
    REQUIRE(sorted.size() == c.count);
    for (std::uint32_t at = 0; at < ids.size(); ++at) {
      REQUIRE(sorted[at] == ids[at]);
      REQUIRE(sorted.find(ids[at]) == at);
      ObjectId other = ids[at];
      other.bytes.back() ^= 1U;
      REQUIRE((std::ranges::binary_search(ids, other) || sorted.find(other) == SortedIds::none));
    }
    ObjectId lowest;
    ObjectId highest;
    highest.bytes.fill(0xff);
    CHECK(sorted.find(lowest) == SortedIds::none);
    CHECK(sorted.find(highest) == SortedIds::none);
  }
}

TEST_CASE("of an id that stands several times the first place is told") {
  std::vector<ObjectId> ids = ids_of(40, 0);
  std::fill(ids.begin() + 5, ids.begin() + 35, ids[5]);
  std::string bytes;
  for (const ObjectId& id : ids) bytes.append(id.bytes.begin(), id.bytes.end());
  CHECK(SortedIds({.first = bytes.data(), .count = ids.size()}).find(ids[20]) == 5);
}

}  // namespace
}  // namespace patdown
