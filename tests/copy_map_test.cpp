#include "secret/copy_map.h"

#include "catch.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

constexpr std::size_t fresh = DeltaPiece::inserted;

struct Case {
  const char* name;
  std::size_t base;  // bytes
  std::vector<DeltaPiece> pieces;
  std::vector<Span> stretches;
  std::vector<Span> changes;
};

const Case cases[] = {
    {"nothing changed", 500, {{{0, 500}, 0}}, {{0, 500}}, {}},
    {"a line in the middle",
     500,
     {{{0, 200}, 0}, {{200, 220}, fresh}, {{220, 520}, 200}},
     {{0, 200}, {220, 520}},
     {{200, 220}}},
    {"something in front", 500, {{{0, 9}, fresh}, {{9, 509}, 0}}, {{9, 509}}, {{0, 9}}},
    {"something behind", 500, {{{0, 500}, 0}, {{500, 510}, fresh}}, {{0, 500}}, {{500, 510}}},
    {"what is left out leaves a seam",
     500,
     {{{0, 100}, 0}, {{100, 300}, 300}},
     {{0, 100}, {100, 300}},
     {{100, 100}}},
    {"the beginning left out: the text begins elsewhere",
     500,
     {{{0, 400}, 100}},
     {{0, 400}},
     {{0, 0}}},
    {"the end left out: the text ends elsewhere", 500, {{{0, 400}, 0}}, {{0, 400}}, {{400, 400}}},
    {"two parts change places",
     500,
     {{{0, 250}, 250}, {{250, 500}, 0}},
     {{0, 250}, {250, 500}},
     {{0, 0}, {250, 250}, {500, 500}}},
    {"a copy too short to be worth it is new",
     500,
     {{{0, 200}, 0},
      {{200, 210}, fresh},
      {{210, 240}, 210},
      {{240, 250}, fresh},
      {{250, 510}, 240}},
     {{0, 200}, {250, 510}},
     {{200, 250}}},
    {"all of it is new", 500, {{{0, 80}, fresh}}, {}, {{0, 80}}},
    {"an empty text", 500, {}, {}, {{0, 0}}},
};

TEST_CASE("a copy map parts a text into what stood in its base and what is new") {
  for (const Case& row : cases) {
    INFO(row.name);
    const std::string base(row.base, '.');
    const std::size_t size = row.pieces.empty() ? 0 : row.pieces.back().here.end;
    const CopyMap map({.pieces = row.pieces, .base_text = base}, size);
    std::vector<Span> stretches;
    for (const Stretch& stretch : map.stretches()) stretches.push_back(stretch.here);
    CHECK(stretches == row.stretches);
    CHECK(map.changes() == row.changes);
  }
}

TEST_CASE("a stretch holds what lies within it, and beyond only where both texts begin or end") {
  const std::string base(500, '.');
  const std::vector<DeltaPiece> pieces = {{{0, 200}, 0}, {{200, 300}, fresh}, {{300, 600}, 200}};
  const CopyMap map({.pieces = pieces, .base_text = base}, 600);
  REQUIRE(map.stretches().size() == 2);
  const Stretch& first = map.stretches()[0];
  const Stretch& last = map.stretches()[1];
  CHECK(first.holds({.begin = -1, .end = 200}));
  CHECK_FALSE(first.holds({.begin = 0, .end = 201}));
  CHECK(last.holds({.begin = 300, .end = 601}));
  CHECK_FALSE(last.holds({.begin = 299, .end = 400}));
  CHECK(last.holds_of_base({.begin = 200, .end = 501}));
  CHECK_FALSE(last.holds_of_base({.begin = 199, .end = 300}));
  CHECK_FALSE(map.is_new({.begin = -5, .end = 150}));
  CHECK_FALSE(map.is_new({.begin = 300, .end = 310}));
  CHECK(map.is_new({.begin = 199, .end = 201}));
  CHECK(map.is_new({.begin = 240, .end = 260}));
  CHECK(map.is_new({.begin = 290, .end = 310}));
}

TEST_CASE("where the text begins elsewhere in the base, its beginning is new") {
  const std::string base(500, '.');
  const std::vector<DeltaPiece> pieces = {{{0, 400}, 100}};
  const CopyMap map({.pieces = pieces, .base_text = base}, 400);
  CHECK(map.is_new({.begin = -1, .end = 10}));
  CHECK_FALSE(map.is_new({.begin = 0, .end = 10}));
  CHECK_FALSE(map.is_new({.begin = 380, .end = 401}));
}

}  // namespace
}  // namespace patdown
