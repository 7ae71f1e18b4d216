#pragma once

// Which of the candidates of a rule are secrets?

#include "core/finding.h"
#include "core/span.h"
#include "secret/compiled_rule.h"
#include "secret/copy_map.h"
#include "secret/path_hints.h"
#include "secret/view.h"

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace patdown {

// How many bytes RE2 may look at for one blob. Only texts made to be slow come near it.
struct ConfirmBudget {
  std::size_t bytes = 0;
  bool exhausted = false;
};

// One secret under one rule in one view.
struct Confirmed {
  Span secret;
  Confidence confidence = Confidence::possible;
  Proof proof;
  PathHints hints = {};
};

// Where to look. Borrows everything; `path` may be empty.
struct ConfirmTask {
  const CompiledRule& rule;
  const View& view;
  std::string_view path;
};

// What a search of one window says besides its secrets.
struct WindowSearch {
  bool judged = false;    // whether the pattern held anywhere
  std::size_t floor = 0;  // the end of the last match that was taken or dropped; 0: of none
  Reach looked;           // the bytes that decided, also what stands around matches
};

// Calls `report` for every secret of the task's rule in `window` that begins at or after `start`.
WindowSearch confirm_window(const ConfirmTask& task, Span window, std::size_t start,
                            ConfirmBudget& budget, const std::function<void(Confirmed)>& report);

// The same for all of `windows`, ascending, each behind the secrets of the one before. Returns
// whether anything was judged.
bool confirm(const ConfirmTask& task, const std::vector<Span>& windows, ConfirmBudget& budget,
             const std::function<void(Confirmed)>& report);

}  // namespace patdown
