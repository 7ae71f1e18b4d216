#include "core/position.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Bytes of the UTF-8 character that starts at `text`, 1 if it is none.
std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead >= 0xF0 && lead < 0xF5   ? 4
                           : lead >= 0xE0 && lead < 0xF0 ? 3
                           : lead >= 0xC2 && lead < 0xE0 ? 2
                                                         : 1;
  if (size > text.size()) return 1;
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text[i])) return 1;
  }
  return size;
}

// Characters beyond the basic plane are two units, all others and stray bytes one.
std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    units += size == 4 ? 2 : 1;
    text.remove_prefix(size);
  }
  return units;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  starts_.push_back(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_cr = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || lone_cr) starts_.push_back(i + 1);
  }
}

LineIndex::LineColumn LineIndex::locate(std::size_t offset) const {
  offset = std::clamp(offset, starts_.front(), text_.size());
  const auto next = std::ranges::upper_bound(starts_, offset);
  const std::size_t start = *std::prev(next);
  return {.line = static_cast<std::size_t>(next - starts_.begin()),
          .column = 1 + utf16_units(text_.substr(start, offset - start))};
}

Position LineIndex::position_of(Span span) const {
  const LineColumn begin = locate(span.begin);
  const LineColumn end = locate(span.end);
  return {
      .line = begin.line, .column = begin.column, .end_line = end.line, .end_column = end.column};
}

std::string_view LineIndex::line(std::size_t number) const {
  if (number == 0 || number > starts_.size()) return {};
  const std::size_t begin = starts_[number - 1];
  const std::size_t end = number < starts_.size() ? starts_[number] : text_.size();
  std::string_view line = text_.substr(begin, end - begin);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace patdown
