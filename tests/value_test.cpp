#include "token/trace/value.h"

#include "catch.h"

#include <string>
#include <vector>

namespace patdown::trace {
namespace {

TEST_CASE("a choice of too many says that there are others") {
  std::vector<ValueRef> texts;
  for (std::size_t i = 0; i < max_choices; ++i) texts.push_back(text_value(std::to_string(i)));
  const ValueRef all = choice(texts);
  REQUIRE(all->parts.size() == max_choices);
  CHECK(all->parts.back()->kind == ValueKind::text);

  for (const char* more : {"x", "y"}) texts.push_back(text_value(more));
  const ValueRef some = choice(texts);
  REQUIRE(some->parts.size() == max_choices);
  CHECK(some->parts.front()->kind == ValueKind::text);
  CHECK(some->parts.back()->kind == ValueKind::hole);

  // What was left out may be seen again, and is still more than is followed.
  const ValueRef again = choice({some, text_value("z")});
  REQUIRE(again->parts.size() == max_choices);
  CHECK(again->parts.back()->kind == ValueKind::hole);
}

}  // namespace
}  // namespace patdown::trace
