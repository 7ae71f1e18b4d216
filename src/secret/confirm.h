#pragma once

// Which of the candidates of a rule are secrets?

#include "core/finding.h"
#include "core/span.h"
#include "secret/compiled_rule.h"
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
};

// Where to look. Borrows everything; `path` may be empty.
struct ConfirmTask {
  const CompiledRule& rule;
  const View& view;
  std::string_view path;
};

// Calls `report` for every secret of the task's rule in `windows`, ascending; they do not overlap.
void confirm(const ConfirmTask& task, const std::vector<Span>& windows, ConfirmBudget& budget,
             const std::function<void(Confirmed)>& report);

}  // namespace patdown
