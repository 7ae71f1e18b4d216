#include "token/code/powershell/cursor.h"

#include "core/letters.h"

#include <algorithm>

namespace patdown {
namespace {

bool is_continuation_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

bool is_name_byte(char c) {
  return is_word_letter(c) || c == '\x01' || c == '\x02';
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

}  // namespace

Cursor::Cursor(std::string_view text) : text_(text), end_(text.size()), line_starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || lone_return) line_starts_.push_back(i + 1);
  }
}

bool Cursor::looking_at(std::string_view expected) const {
  return between(offset_, end_).starts_with(expected);
}

bool Cursor::take(std::string_view expected) {
  if (!looking_at(expected)) return false;
  offset_ += expected.size();
  return true;
}

void Cursor::advance(std::size_t bytes) {
  offset_ = std::min(offset_ + bytes, end_);
}

std::size_t Cursor::set_end(std::size_t end) {
  const std::size_t old = end_;
  end_ = std::min(end, text_.size());
  skipped_from_ = std::string_view::npos;
  return old;
}

std::string_view Cursor::between(std::size_t begin, std::size_t end) const {
  return begin < end ? text_.substr(begin, end - begin) : std::string_view();
}

std::size_t Cursor::find(std::string_view what, std::size_t from) const {
  return text_.substr(0, end_).find(what, from);
}

std::size_t Cursor::line_of(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(after - line_starts_.begin());
}

std::size_t Cursor::column_of(std::size_t offset) const {
  return offset - line_starts_[line_of(offset) - 1] + 1;
}

std::size_t Cursor::letter(std::size_t ahead) const {
  if (is_name_byte(peek(ahead))) return 1;
  const auto byte = static_cast<unsigned char>(peek(ahead));
  // U+0080 to U+00BF and U+2000 to U+2FFF are signs, above U+FFFF are pictures; none names things.
  if (byte < 0xC3 || byte == 0xE2 || byte >= 0xF0) return 0;
  if (!is_continuation_byte(peek(ahead + 1))) return 1;  // not UTF-8
  if (byte < 0xE0) return 2;
  return is_continuation_byte(peek(ahead + 2)) ? 3 : 1;
}

std::size_t Cursor::dash(std::size_t ahead) const {
  if (peek(ahead) == '-') return 1;
  if (peek(ahead) != '\xE2' || peek(ahead + 1) != '\x80') return 0;
  const char last = peek(ahead + 2);  // en dash, em dash, horizontal bar
  return last >= '\x93' && last <= '\x95' ? 3 : 0;
}

Quote Cursor::quote(std::size_t ahead) const {
  const char c = peek(ahead);
  if (c == '"' || c == '\'') return {.kind = c, .length = 1};
  if (c != '\xE2' || peek(ahead + 1) != '\x80') return {};
  const char last = peek(ahead + 2);
  if (last >= '\x98' && last <= '\x9B') return {.kind = '\'', .length = 3};
  if (last >= '\x9C' && last <= '\x9E') return {.kind = '"', .length = 3};
  return {};
}

bool Cursor::at_space() const {
  return at_end() || is_blank(peek()) || at_line_end() || looking_at("\xC2\xA0");
}

// A backtick at the end of a line; blanks behind it are a slip of the writer.
bool Cursor::skip_continuation() {
  std::size_t ahead = 1;
  while (is_blank(peek(ahead))) ++ahead;
  if (peek(ahead) == '\r' && peek(ahead + 1) == '\n') ++ahead;
  if (peek(ahead) != '\n' && peek(ahead) != '\r') return false;
  advance(ahead + 1);
  return true;
}

bool Cursor::skip_block_comment() {
  if (!looking_at("<#")) return false;
  const std::size_t close = comments_end_ ? find("#>", offset_ + 2) : std::string_view::npos;
  if (close == std::string_view::npos) {
    comments_end_ = false;
    skip_to_line_end();
  } else {
    offset_ = close + 2;
  }
  return true;
}

void Cursor::skip_blanks() {
  while (!at_end()) {
    const char c = peek();
    if (is_blank(c)) {
      ++offset_;
    } else if (c == '#') {
      skip_to_line_end();
    } else if (c == '`') {
      if (!skip_continuation()) return;
    } else if (looking_at("\xC2\xA0")) {
      advance(2);
    } else if (!skip_block_comment()) {
      return;
    }
  }
}

void Cursor::skip_lines() {
  if (offset_ == skipped_from_) {
    offset_ = skipped_to_;
    return;
  }
  const std::size_t from = offset_;
  skip_blanks();
  while (at_line_end()) {
    ++offset_;
    skip_blanks();
  }
  skipped_from_ = from;
  skipped_to_ = offset_;
}

std::size_t Cursor::line_end() const {
  std::size_t offset = offset_;
  while (offset < end_ && text_[offset] != '\n' && text_[offset] != '\r') ++offset;
  return offset;
}

void Cursor::skip_to_line_end() {
  offset_ = line_end();
}

std::string_view Cursor::take_name() {
  const std::size_t begin = offset_;
  while (const std::size_t length = letter()) advance(length);
  return between(begin, offset_);
}

}  // namespace patdown
