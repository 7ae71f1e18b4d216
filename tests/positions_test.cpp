#include "secret/positions.h"

#include "catch.h"

#include <string>

namespace patdown {
namespace {

TEST_CASE("many positions at once are those that LineIndex gives one by one") {
  const std::string texts[] = {"",
                               "a",
                               "one\ntwo\r\nthree\rfour\n",
                               "\xEF\xBB\xBFx\n\xF0\x9F\x94\x91y\n",
                               "\xC3\xA4\xFF\xE2\x82\r\n\n\r\xE2\x82\xACz",
                               "\n\na\r\rb\r\n\r\nc\r"};
  for (const std::string& text : texts) {
    std::vector<Span> spans;
    for (std::size_t end = 0; end <= text.size(); ++end) {
      for (std::size_t begin = 0; begin <= end; ++begin) spans.push_back({begin, end});
    }
    const std::vector<Position> positions = positions_of(text, spans);
    const LineIndex index(text);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      INFO(text);
      INFO(spans[i].begin);
      INFO(spans[i].end);
      CHECK((positions[i] == index.position_of(spans[i])));
    }
  }
}

}  // namespace
}  // namespace patdown
