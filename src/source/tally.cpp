#include "source/tally.h"

#include <xxhash.h>

namespace patdown {

std::shared_ptr<const Remembered> Tally::content(const Blob& blob, bool distinct) {
  const bool shared = blob.origin == Origin::worktree && !blob.object.empty();
  if (!distinct && !shared) {
    blobs_.fetch_add(1, std::memory_order_relaxed);
    bytes_.fetch_add(blob.bytes.size(), std::memory_order_relaxed);
    return visitor_(blob);
  }
  // Enough for a count; nothing is left out because of it.
  const Content content{.size = blob.bytes.size(),
                        .hash = XXH3_64bits(blob.bytes.data(), blob.bytes.size())};
  {
    const std::lock_guard lock(guard_);
    if (!distinct || contents_.insert(content).second) {
      ++coverage_.blobs;
      coverage_.bytes += blob.bytes.size();
    }
    if (shared && shared_.insert(content).second) {
      ++coverage_.shared_blobs;
      coverage_.shared_bytes += blob.bytes.size();
    }
  }
  return visitor_(blob);
}

void Tally::text(const Blob& blob) const {
  if (!blob.bytes.empty()) visitor_(blob);
}

void Tally::problem(Problem&& problem) {
  const std::lock_guard lock(guard_);
  coverage_.unreadable.push_back(std::move(problem));
}

void Tally::skip(Skip&& skip) {
  const std::lock_guard lock(guard_);
  coverage_.skipped.push_back(std::move(skip));
}

void Tally::count(std::size_t Coverage::*counter) {
  const std::lock_guard lock(guard_);
  ++(coverage_.*counter);
}

Coverage Tally::done() {
  Coverage sorted;
  sorted.blobs = blobs_;
  sorted.bytes = bytes_;
  add(sorted, coverage_);
  return sorted;
}

}  // namespace patdown
