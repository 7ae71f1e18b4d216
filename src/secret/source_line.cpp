#include "secret/source_line.h"

#include "core/secret_text.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::string_view ellipsis = "…";
constexpr std::size_t before_secret = 80;  // characters in front of it when the line is too long

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

// Bytes of the character at the start of `text` if it is valid UTF-8 and printable, else 0.
std::size_t printable_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return lead >= 0x20 && lead != 0x7F ? 1 : 0;
  const std::size_t size = lead >= 0xF0 && lead < 0xF5   ? 4
                           : lead >= 0xE0 && lead < 0xF0 ? 3
                           : lead >= 0xC2 && lead < 0xE0 ? 2
                                                         : 0;
  if (size == 0 || size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second >= 0xA0;
  const bool beyond = lead == 0xF4 && second >= 0x90;
  const bool control = lead == 0xC2 && second < 0xA0;
  return overlong || surrogate || beyond || control ? 0 : size;
}

void append_printable(std::string& shown, std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = printable_size(text);
    if (size == 0) shown += text.front() == '\t' ? ' ' : '?';
    shown += text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
}

// Byte offset of the `count`-th character (of valid UTF-8), or the size.
std::size_t characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (starts && count-- == 0) break;
  }
  return at;
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Only the ends of a secret are shown: a run of megabytes need not be copied for them.
std::string mask_of(std::string_view secret) {
  constexpr std::size_t each = 100;
  std::string ends(secret.substr(0, each));
  const std::string_view rest = secret.substr(ends.size());
  ends += rest.substr(rest.size() - std::min(rest.size(), each));
  return SecretText(std::move(ends)).masked();
}

// `secrets` that reach into `part`, and every other place in it that says `secret`.
std::vector<Span> secrets_in(std::string_view text, Span part, std::string_view secret,
                             const std::vector<Span>& secrets) {
  std::vector<Span> inside;
  auto next = std::ranges::upper_bound(secrets, part.begin, {}, &Span::end);
  for (; next != secrets.end() && next->begin < part.end; ++next) inside.push_back(*next);
  const std::string_view shown = text.substr(0, part.end);
  if (secret.empty() || secret.size() > part.size()) return inside;
  for (std::size_t at = shown.find(secret, part.begin); at != std::string_view::npos;
       at = shown.find(secret, at + secret.size())) {
    inside.push_back({.begin = at, .end = at + secret.size()});
  }
  return joined(std::move(inside));
}

}  // namespace

std::vector<Span> joined(std::vector<Span> spans) {
  std::ranges::sort(spans);
  std::size_t kept = 0;
  for (const Span span : spans) {
    if (kept > 0 && span.begin < spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    } else {
      spans[kept++] = span;
    }
  }
  spans.resize(kept);
  return spans;
}

std::string masked_part(std::string_view text, Span part, const std::vector<Span>& secrets) {
  std::string shown;
  std::size_t at = part.begin;
  auto next = std::ranges::upper_bound(secrets, part.begin, {}, &Span::end);
  for (; next != secrets.end() && next->begin < part.end; ++next) {
    if (next->begin > at) append_printable(shown, text.substr(at, next->begin - at));
    shown += mask_of(text.substr(next->begin, next->size()));
    at = std::max(at, next->end);
  }
  if (at < part.end) append_printable(shown, text.substr(at, part.end - at));
  return shown;
}

std::string masked_line(std::string_view text, Span at, std::string_view secret,
                        const std::vector<Span>& secrets) {
  // Four bytes a character: the widest there are.
  constexpr std::size_t enough = source_line_length * 4;
  std::size_t begin = std::min(at.begin, text.size());
  const std::size_t floor = begin - std::min(begin, enough);
  while (begin > floor && !is_line_end(text[begin - 1])) --begin;
  const bool cut_front = begin > 0 && !is_line_end(text[begin - 1]);
  std::size_t end = std::min(at.begin, text.size());
  // A secret over many lines is shown on its first one, all of it as one mask.
  const std::string_view start = text.substr(at.begin, std::min(at.size(), enough));
  const bool one_line = std::ranges::none_of(start, is_line_end);
  if (one_line) end = std::min(at.end, text.size());
  const std::size_t ceiling = std::min(text.size(), end + enough);
  while (end < ceiling && !is_line_end(text[end])) ++end;
  const bool cut_back = end < text.size() && !is_line_end(text[end]);

  const std::vector<Span> masks = secrets_in(text, {.begin = begin, .end = end}, secret, secrets);
  std::string front = masked_part(text, {.begin = begin, .end = at.begin}, masks);
  const std::string rest = masked_part(text, {.begin = at.begin, .end = end}, masks);
  if (!cut_front && !cut_back && length(front) + length(rest) <= source_line_length) {
    return front + rest;
  }
  if (cut_front || length(front) > before_secret) {
    const std::size_t size = length(front);
    front.erase(0, characters(front, size - std::min(size, before_secret)));
    front.insert(0, ellipsis);
  }
  std::string line = front + rest;
  if (cut_back || length(line) > source_line_length) {
    line.erase(characters(line, source_line_length - 1));
    line += ellipsis;
  }
  return line;
}

}  // namespace patdown
