#include "secret/positions.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
};

// Reads the text once; is asked for offsets in ascending order.
class Sweep {
 public:
  explicit Sweep(std::string_view text)
      : text_(text), at_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {}

  LineColumn advance(std::size_t offset) {
    offset = std::min(offset, text_.size());
    while (at_ < offset) {
      const std::size_t size = character_size();
      // Within a character each of its bytes counts, as if the text ended there.
      if (size > offset - at_) return {here_.line, here_.column + (offset - at_)};
      step(size);
    }
    return here_;
  }

 private:
  void step(std::size_t size) {
    const char c = text_[at_];
    const bool lone_cr = c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n');
    if (c == '\n' || lone_cr) {
      ++here_.line;
      here_.column = 1;
      ++at_;
      return;
    }
    here_.column += size == 4 ? 2 : 1;
    at_ += size;
  }

  std::size_t character_size() const {
    const auto lead = static_cast<unsigned char>(text_[at_]);
    const std::size_t size = lead >= 0xF0 && lead < 0xF5   ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 1;
    if (size > text_.size() - at_) return 1;
    for (std::size_t i = 1; i < size; ++i) {
      if ((static_cast<unsigned char>(text_[at_ + i]) & 0xC0U) != 0x80U) return 1;
    }
    return size;
  }

  std::string_view text_;
  std::size_t at_;
  LineColumn here_;
};

}  // namespace

std::vector<Position> positions_of(std::string_view text, const std::vector<Span>& spans) {
  struct Question {
    std::size_t offset;
    std::size_t span;
    bool end;
  };
  std::vector<Question> questions;
  questions.reserve(spans.size() * 2);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    questions.push_back({.offset = spans[i].begin, .span = i, .end = false});
    questions.push_back({.offset = spans[i].end, .span = i, .end = true});
  }
  std::ranges::sort(questions, {}, &Question::offset);
  std::vector<Position> positions(spans.size());
  Sweep sweep(text);
  for (const Question& question : questions) {
    const LineColumn at = sweep.advance(question.offset);
    Position& position = positions[question.span];
    (question.end ? position.end_line : position.line) = at.line;
    (question.end ? position.end_column : position.column) = at.column;
  }
  return positions;
}

}  // namespace patdown
