#pragma once

// Which texts are hidden in a text by an encoding?
//
// UTF-16 (whole texts, and strings in programs), base64 (standard and URL-safe, also wrapped over
// lines), percent escapes
// (%2F) and backslash escapes (\n \" \u0027 \x41) of JSON and most languages. Encodings inside
// encodings are found by asking again with the decoded view, to `max_decode_depth`. What decodes to
// bytes that are no text (pictures, keys in DER, archives) is left out.

#include "secret/view.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

constexpr int max_decode_depth = 4;  // docker config in a Kubernetes secret needs three

// How many decoded bytes one blob may cost. Honest files stay far below: each level decodes to less
// than it was.
struct DecodeBudget {
  std::size_t bytes = 0;
  bool exhausted = false;  // set when something was left undecoded for want of bytes

  // Takes `size` bytes, or sets `exhausted` and returns false.
  bool spend(std::size_t size);
};

struct Utf16Text {
  std::string text;      // UTF-8; a byte order mark is dropped
  std::string_view how;  // "utf-16le" or "utf-16be"
};

// The bytes as UTF-8 if they are UTF-16, with or without a byte order mark: told by where the NULs
// of ASCII characters stand.
std::optional<Utf16Text> decode_utf16(std::string_view bytes);

// May take what the view owns.
using ViewVisitor = std::function<void(View&)>;

// Calls `visit` with each view that one step of decoding makes of a part of `view`, in the order of
// their kinds, then of their runs. Views die when `visit` returns.
void for_each_decoded(const View& view, DecodeBudget& budget, const ViewVisitor& visit);

// The encodings of parts of a text that has no NUL.
enum class Coding { base64, percent, backslash };
constexpr Coding codings[] = {Coding::base64, Coding::percent, Coding::backslash};

// One step for one encoding in one zone: a part of the text that zone_of() tells, or all of it.
void for_each_run(Coding coding, const View& view, Span zone, DecodeBudget& budget,
                  const ViewVisitor& visit);
// `changed` widened so that no run of `coding` crosses its ends, and that what stands outside has
// no say in which runs there are inside, nor what stands inside in which there are outside.
Span zone_of(Coding coding, std::string_view text, Span changed);

// The single steps.
void for_each_base64(const View& view, Span zone, DecodeBudget& budget, const ViewVisitor& visit);
void for_each_escaped(Coding coding, const View& view, Span zone, DecodeBudget& budget,
                      const ViewVisitor& visit);
// Where the next escape begins at or behind `from`; at the end of the text if there is none.
std::size_t next_escape_in(Coding coding, std::string_view text, std::size_t from);
void for_each_wide(const View& view, DecodeBudget& budget, const ViewVisitor& visit);
Span base64_zone(std::string_view text, Span changed);
Span escaped_zone(Coding coding, std::string_view text, Span changed);

// Whether most of the first bytes are text (ASCII, UTF-8 or UTF-16).
bool looks_like_text(std::string_view bytes);
// A quicker and weaker form, for a dozen bytes.
bool may_be_text(std::string_view bytes);

}  // namespace patdown
