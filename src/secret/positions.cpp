#include "secret/positions.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool ends_line(std::string_view text, std::size_t at) {
  return text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'));
}

// How many lines end in `part`.
std::size_t lines_in(std::string_view text, Span part) {
  const std::string_view bytes = text.substr(part.begin, part.size());
  auto lines = static_cast<std::size_t>(std::ranges::count(bytes, '\n'));
  for (std::size_t at = bytes.find('\r'); at != std::string_view::npos;
       at = bytes.find('\r', at + 1)) {
    if (ends_line(text, part.begin + at)) ++lines;
  }
  return lines;
}

struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
};

// Reads the text once, lines that nobody asks about in leaps; is asked for offsets in ascending
// order.
class Sweep {
 public:
  explicit Sweep(std::string_view text)
      : text_(text), at_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {}

  LineColumn advance(std::size_t offset) {
    offset = std::min(offset, text_.size());
    pass_lines(offset);
    while (at_ < offset) {
      const std::size_t size = character_size();
      // Within a character each of its bytes counts, as if the text ended there.
      if (size > offset - at_) return {here_.line, here_.column + (offset - at_)};
      step(size);
    }
    return here_;
  }

 private:
  // To the beginning of the line of `offset`: only there characters count. No character holds the
  // byte of a line end.
  void pass_lines(std::size_t offset) {
    std::size_t begin = offset;
    while (begin > at_ && !ends_line(text_, begin - 1)) --begin;
    if (begin <= at_) return;
    here_.line += lines_in(text_, {.begin = at_, .end = begin});
    here_.column = 1;
    at_ = begin;
  }

  // Of a character that ends no line.
  void step(std::size_t size) {
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
