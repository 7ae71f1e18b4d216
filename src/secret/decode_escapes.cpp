#include "core/text.h"
#include "secret/decode.h"
#include "secret/dull_lines.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace patdown {
namespace {

// How far text belongs to an escape, to either side and between two: lines of a key in JSON are 64
// characters, addresses with escapes rarely longer than this.
constexpr std::size_t surroundings = 1024;

// `digits` hex digits at the start of `text`, or -1.
int hex_number(std::string_view text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int value = hex_value(text[i]);
    if (value < 0) return -1;
    number = number * 16 + value;
  }
  return number;
}

// A text may be full of them: no string is made for each.
struct Escape {
  std::size_t size = 0;  // encoded bytes; 0 if it is none
  std::array<char, 3> bytes{};
  std::uint8_t count = 0;  // of the decoded bytes

  std::string_view decoded() const { return {bytes.data(), count}; }
};

Escape escape_for(std::size_t size, char decoded) {
  return {.size = size, .bytes = {decoded}, .count = 1};
}

// The escape of one character of 16 bits, in UTF-8.
Escape escape_for_character(std::size_t size, int character) {
  std::string text;
  append_utf8(text, static_cast<std::uint32_t>(character));
  Escape escape{.size = size, .count = static_cast<std::uint8_t>(text.size())};
  std::ranges::copy(text, escape.bytes.begin());
  return escape;
}

// `text` begins with a backslash.
Escape backslash_escape(std::string_view text) {
  if (text.size() < 2) return {};
  switch (text[1]) {
    case 'n':
      return escape_for(2, '\n');
    case 'r':
      return escape_for(2, '\r');
    case 't':
      return escape_for(2, '\t');
    case '"':
    case '\'':
    case '\\':
    case '/':
    case '`':
      return escape_for(2, text[1]);
    case 'u': {
      const int code = hex_number(text.substr(2), 4);
      return code < 0 ? Escape{} : escape_for_character(6, code);
    }
    case 'x': {
      const int code = hex_number(text.substr(2), 2);
      return code < 0 ? Escape{} : escape_for(4, static_cast<char>(code));
    }
    default:
      return {};
  }
}

// `text` begins with a percent sign.
Escape percent_escape(std::string_view text) {
  const int code = hex_number(text.substr(1), 2);
  return code < 0 ? Escape{} : escape_for(3, static_cast<char>(code));
}

using ByteSet = std::array<bool, 256>;

constexpr ByteSet set_of(std::string_view bytes) {
  ByteSet set{};
  for (const char c : bytes) set[static_cast<unsigned char>(c)] = true;
  return set;
}

// How one kind of escape is found and how far a run of it reaches.
struct Kind {
  std::string_view how;
  char sign;
  Escape (*read)(std::string_view);
  bool by_lines;  // no run goes across the end of a line
  ByteSet ends;   // if not by lines: the bytes that no run goes across

  std::size_t begin(std::string_view text, std::size_t at) const {
    if (by_lines) return line_begin(text, at);
    while (at > 0 && !parts(text[at - 1])) --at;
    return at;
  }

  std::size_t end(std::string_view text, std::size_t at) const {
    if (by_lines) return line_end(text, at);
    while (at < text.size() && !parts(text[at])) ++at;
    return at;
  }

  bool parts(char c) const { return ends[static_cast<unsigned char>(c)]; }
};

// Both read one escape at a time and never look behind what they read.
constexpr Kind kinds[] = {
    {.how = "percent",
     .sign = '%',
     .read = percent_escape,
     .by_lines = false,
     .ends = set_of(std::string_view("\r\n\t \"'<>`\0", 10))},
    {.how = "backslash", .sign = '\\', .read = backslash_escape, .by_lines = true, .ends = {}},
};

const Kind& kind_of(Coding coding) {
  return kinds[coding == Coding::percent ? 0 : 1];
}

// The next escape at or after `from`; its size is 0 at the end of the text.
struct FoundEscape {
  std::size_t at = 0;
  Escape escape;
};

FoundEscape next_escape(const Kind& kind, std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(kind.sign, from); at != std::string_view::npos;
       at = text.find(kind.sign, at + 1)) {
    const Escape escape = kind.read(text.substr(at, 8));
    if (escape.size > 0) return {at, escape};
  }
  return {text.size(), {}};
}

// Where a run that holds an escape at `at` begins, not before `floor`.
std::size_t run_begin(const Kind& kind, std::string_view text, std::size_t at, std::size_t floor) {
  floor = std::max(floor, at - std::min(at, surroundings));
  return floor + kind.begin(text.substr(floor), at - floor);
}

std::size_t run_end(const Kind& kind, std::string_view text, std::size_t at) {
  return kind.end(text.substr(0, std::min(text.size(), at + surroundings)), at);
}

// Decodes the run around `found` and returns the first escape behind it.
FoundEscape decode_run(const Kind& kind, std::string_view text, FoundEscape found, View& view,
                       std::string& decoded) {
  decoded.clear();
  view.changes.clear();
  std::size_t copied = view.run.begin;
  bool ended = false;  // the run's end is known: nothing but the way there was a bound
  while (true) {
    decoded.append(text, copied, found.at - copied);
    const std::size_t begin = decoded.size();
    decoded += found.escape.decoded();
    const std::size_t behind = found.at + found.escape.size;
    view.changes.push_back({.decoded = {.begin = begin, .end = decoded.size()},
                            .encoded = {.begin = found.at, .end = behind}});
    copied = behind;
    if (!ended) {
      view.run.end = run_end(kind, text, behind);
      ended = view.run.end < std::min(text.size(), behind + surroundings);
    }
    found = next_escape(kind, text, behind);
    if (found.escape.size == 0 || found.at >= view.run.end) break;
  }
  decoded.append(text, copied, view.run.end - copied);
  return found;
}

}  // namespace

Span escaped_zone(Coding coding, std::string_view text, Span changed) {
  const Kind& kind = kind_of(coding);
  changed = {.begin = kind.begin(text, changed.begin), .end = kind.end(text, changed.end)};
  // With the bytes that part, so that zones which share one are one.
  return {.begin = changed.begin - std::min<std::size_t>(changed.begin, 1),
          .end = std::min(text.size(), changed.end + 1)};
}

std::size_t next_escape_in(Coding coding, std::string_view text, std::size_t from) {
  return next_escape(kind_of(coding), text, from).at;
}

void for_each_escaped(Coding coding, const View& view, Span zone, DecodeBudget& budget,
                      const ViewVisitor& visit) {
  const Kind& kind = kind_of(coding);
  const std::string_view text = view.text.substr(0, zone.end);
  std::string decoded;
  std::size_t floor = 0;
  View inner;              // visitors may leave memory for the next in it
  std::size_t looked = 0;  // lines up to here were looked at
  TellingLines lines(view, text);
  FoundEscape found = next_escape(kind, text, zone.begin);
  while (found.escape.size > 0) {
    if (kind.by_lines && found.at >= looked) {
      const Span line = lines.next(found.at);
      looked = line.end;
      if (found.at < line.begin) found = next_escape(kind, text, line.begin);
      if (found.escape.size == 0 || found.at >= line.end) continue;
    }
    inner.outer = &view;
    inner.how = kind.how;
    inner.run = {.begin = run_begin(kind, text, found.at, floor), .end = found.at};
    inner.exact = true;
    inner.depth = view.depth + 1;
    found = decode_run(kind, text, found, inner, decoded);
    floor = inner.run.end;
    // What no decoding touched was decoded where it stood in the outer text.
    if (!view.changed_near(inner.run)) continue;
    if (!budget.spend(inner.run.size())) return;
    inner.text = decoded;
    visit(inner);
  }
}

}  // namespace patdown
