#include "secret/candidates.h"

#include <algorithm>

namespace patdown {

void Candidates::clear() {
  for (const std::uint32_t rule : touched_) windows_[rule].clear();
  touched_.clear();
}

void Candidates::add(std::uint32_t rule, Span window) {
  std::vector<Span>& windows = windows_[rule];
  if (windows.empty()) {
    touched_.push_back(rule);
  } else if (Span& last = windows.back(); window.begin <= last.end && last.begin <= window.end) {
    last = {.begin = std::min(last.begin, window.begin), .end = std::max(last.end, window.end)};
    return;
  }
  windows.push_back(window);
}

void Candidates::settle() {
  std::ranges::sort(touched_);
  for (const std::uint32_t rule : touched_) {
    std::vector<Span>& windows = windows_[rule];
    std::ranges::sort(windows);
    std::size_t kept = 0;
    for (const Span window : windows) {
      if (kept > 0 && window.begin <= windows[kept - 1].end) {
        windows[kept - 1].end = std::max(windows[kept - 1].end, window.end);
      } else {
        windows[kept++] = window;
      }
    }
    windows.resize(kept);
  }
}

}  // namespace patdown
