#include "secret/decode.h"
#include "secret/long_runs.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace patdown {
namespace {

constexpr std::size_t head_run = 88;    // characters for the 64 bytes that decide
constexpr std::size_t least_line = 32;  // of a block wrapped over lines
constexpr std::size_t largest_block = std::size_t{8} << 20U;  // joined lines; plain runs have none

constexpr std::array<std::int8_t, 256> values = [] {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::int8_t, 256> table{};
  for (std::int8_t& value : table) value = -1;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  table['-'] = 62;
  table['_'] = 63;
  return table;
}();

// Behind the line end that follows `at` and the next line's indentation; npos if anything else
// stands there.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + 80);
  while (at < limit && (text[at] == ' ' || text[at] == '\t')) ++at;
  if (at < limit && text[at] == '\r') ++at;
  if (at >= limit || text[at] != '\n') return std::string_view::npos;
  ++at;
  while (at < limit && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

// `first` grown by the lines that go on with it: all as wide as it is, but for the last.
Span wrapped(std::string_view text, Span first) {
  const std::size_t width = first.size();
  Span block = first;
  while (width >= least_line && block.size() < largest_block) {
    const std::size_t begin = next_line(text, block.end);
    if (begin == std::string_view::npos) break;
    const std::size_t end = long_run_end(text, begin);
    if (end == begin || end - begin > width) break;
    const char behind = end < text.size() ? text[end] : '\n';
    const bool whole_line = behind == '\n' || behind == '\r' || behind == '=' || behind == '"' ||
                            behind == '\'' || behind == ' ';
    if (!whole_line) break;
    block.end = end;
    if (end - begin < width) break;
  }
  return block;
}

// Decodes `run` into `bytes`, which must have room; returns how many bytes there are.
std::size_t decode_into(std::string_view run, char* bytes) {
  std::uint32_t group = 0;
  unsigned bits = 0;
  std::size_t size = 0;
  for (const char c : run) {
    const std::int8_t value = values[static_cast<unsigned char>(c)];
    if (value < 0) continue;  // line ends and indentation of a block
    group = group << 6U | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[size++] = static_cast<char>(group >> bits & 255U);
    }
  }
  return size;
}

// The first bytes of a run, whose first `least_long_run` characters stand side by side.
std::array<char, least_long_run / 4 * 3> first_bytes(std::string_view run) {
  std::array<char, least_long_run / 4 * 3> bytes{};
  static_assert(least_long_run % 4 == 0);
  for (std::size_t i = 0; i < least_long_run / 4; ++i) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      const std::int8_t value = values[static_cast<unsigned char>(run[4 * i + j])];
      group = group << 6U | static_cast<std::uint32_t>(value);
    }
    for (std::size_t j = 0; j < 3; ++j) {
      bytes[3 * i + j] = static_cast<char>(group >> (16 - 8 * j) & 255U);
    }
  }
  return bytes;
}

// Whether the run decodes to text, by its first bytes. Most runs are names and paths in code, which
// decode to noise: the first few bytes are enough to tell.
bool hides_text(std::string_view run) {
  const auto first = first_bytes(run);
  if (!may_be_text({first.data(), first.size()})) return false;
  std::array<char, head_run> bytes{};
  return looks_like_text({bytes.data(), decode_into(run.substr(0, head_run), bytes.data())});
}

std::string decoded(std::string_view run) {
  std::string bytes(run.size() / 4 * 3 + 3, '\0');
  bytes.resize(decode_into(run, bytes.data()));
  return bytes;
}

// Bytes that are in no run, and behind which none goes on.
constexpr std::array<bool, 256> parting = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = values[i] < 0;
  for (const char c : {' ', '\t', '\r', '\n'}) table[static_cast<unsigned char>(c)] = false;
  return table;
}();

bool parts_runs(char c) {
  return parting[static_cast<unsigned char>(c)];
}

}  // namespace

Span base64_zone(std::string_view text, Span changed) {
  while (changed.begin > 0 && !parts_runs(text[changed.begin - 1])) --changed.begin;
  while (changed.end < text.size() && !parts_runs(text[changed.end])) ++changed.end;
  // With the bytes that part, so that zones which share one are one.
  return {.begin = changed.begin - std::min<std::size_t>(changed.begin, 1),
          .end = std::min(text.size(), changed.end + 1)};
}

void for_each_base64(const View& view, Span zone, DecodeBudget& budget, const ViewVisitor& visit) {
  const std::string_view text = view.text;
  RunsIn runs(text, zone, view.runs);
  for (std::size_t from = zone.begin;;) {
    const Span first = runs.next(from);
    if (first.begin == first.end) return;
    Span run = wrapped(text, first);
    from = run.end;
    for (int padding = 0; padding < 2 && run.end < text.size() && text[run.end] == '='; ++padding) {
      ++run.end;
    }
    // What no escape touched was decoded where it stood in the outer text.
    if (!view.changed_near(run)) continue;
    const std::string_view encoded = text.substr(run.begin, run.size());
    if (!hides_text(encoded)) continue;
    if (!budget.spend(encoded.size())) return;
    const std::string bytes = decoded(encoded);
    View inner{.text = bytes,
               .outer = &view,
               .how = "base64",
               .run = run,
               .exact = false,
               .changes = {},
               .depth = view.depth + 1};
    visit(inner);
  }
}

}  // namespace patdown
