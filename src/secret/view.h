#pragma once

// Where does a place in decoded text stand in the text it was decoded from?
//
// A View is one text as the rules see it: the outermost one, or one decoded from a run of another.
// It borrows the outer view, which must outlive it.

#include "core/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class LongRuns;  // secret/long_runs.h

// Bytes of a decoded text that stand for other bytes of the run. Between two changes the texts are
// the same.
struct Change {
  Span decoded;
  Span encoded;  // in the outer text
};

struct View {
  std::string_view text;
  const View* outer = nullptr;
  std::string_view how = {};  // "base64", "percent", "backslash", "utf-16le", "utf-16be"
  Span run = {};              // in the outer text
  // Set if every byte can be traced (percent, backslash); else all of the run stands for each byte.
  bool exact = false;
  std::vector<Change> changes = {};  // ascending; only if exact
  int depth = 0;                     // of decodings, 0 for the outermost
  const LongRuns* runs = nullptr;    // those of the text, if they are known
  // Where hits of anchors end in the text, ascending and apart, if that is known and none goes
  // across the end of a line.
  const std::vector<Span>* hits = nullptr;

  // The bytes of the outer text that stand for `inner`.
  Span outward(Span inner) const;
  // The same in the outermost text.
  Span outermost(Span inner) const;
  // Whether the decoding changed a byte in `inner` or beside it.
  bool changed_near(Span inner) const;
};

}  // namespace patdown
