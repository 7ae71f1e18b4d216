#pragma once

// Counts what a source hands out, from several threads at once.

#include "core/problem.h"
#include "source/source.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

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
  // Of what bytes are, as much as a count needs.
  struct Content {
    std::size_t size = 0;
    std::uint64_t hash = 0;
    bool operator==(const Content&) const = default;
  };
  struct HashOfContent {
    std::size_t operator()(const Content& content) const { return content.hash ^ content.size; }
  };

  const BlobVisitor& visitor_;
  std::mutex guard_;
  Coverage coverage_;
  // Of content that is not compared: threads count without waiting for each other.
  std::atomic<std::size_t> blobs_ = 0;
  std::atomic<std::size_t> bytes_ = 0;
  std::unordered_set<Content, HashOfContent> contents_;
  std::unordered_set<Content, HashOfContent> shared_;
};

}  // namespace patdown
