#pragma once

// Counts what a source hands out, from several threads at once.

#include "core/problem.h"
#include "source/source.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace patdown {

class Tally {
 public:
  explicit Tally(const BlobVisitor& visitor) : visitor_(visitor) {}

  // Counts `blob` as content, once for equal bytes if `distinct`, and hands it on. A file with the
  // id of an object is shared with the history.
  std::shared_ptr<const Remembered> content(const Blob& blob, bool distinct);
  // Hands on the message or the people of a commit or tag: no content of its own.
  void text(const Blob& blob) const;
  void problem(Problem&& problem);
  void skip(Skip&& skip);
  void count(std::size_t Coverage::*counter);

  // Sorted; call it when all threads are done.
  Coverage done();

 private:
  const BlobVisitor& visitor_;
  std::mutex guard_;
  Coverage coverage_;
  // Of content that is not compared: threads count without waiting for each other.
  std::atomic<std::size_t> blobs_ = 0;
  std::atomic<std::size_t> bytes_ = 0;
  std::set<std::pair<std::size_t, std::size_t>> contents_;  // size and hash
  std::set<std::pair<std::size_t, std::size_t>> shared_;    // likewise
};

}  // namespace patdown
