#pragma once

// Memory for the objects of a walk, used again and again: no object costs an allocation. One pool
// for each thread.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::pack {

// Bytes that are not set to anything at first.
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(std::size_t capacity)
      : bytes_(std::make_unique_for_overwrite<char[]>(capacity)), capacity_(capacity) {}

  std::size_t capacity() const { return capacity_; }
  bool holds() const { return bytes_ != nullptr; }
  void set_size(std::size_t size) { size_ = size; }  // at most capacity()
  std::span<char> bytes() { return {bytes_.get(), size_}; }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
};

class BufferPool {
 public:
  // The smallest that is large enough.
  Buffer take(std::size_t size) {
    auto best = free_.end();
    for (auto it = free_.begin(); it != free_.end(); ++it) {
      if (it->capacity() < size) continue;
      if (best == free_.end() || it->capacity() < best->capacity()) best = it;
    }
    Buffer buffer;
    if (best != free_.end()) {
      buffer = std::move(*best);
      *best = std::move(free_.back());
      free_.pop_back();
    } else {
      if (!free_.empty()) free_.pop_back();  // too small: makes room for a larger one
      // A quarter more, so that a file that grows from version to version finds room again.
      buffer = Buffer(std::max<std::size_t>(size + size / 4, 4096));
    }
    buffer.set_size(size);
    return buffer;
  }

  void give_back(Buffer buffer) {
    const bool keep =
        buffer.holds() && buffer.capacity() <= largest_kept && free_.size() < most_kept;
    if (keep) free_.push_back(std::move(buffer));
  }

 private:
  static constexpr std::size_t largest_kept = 16U << 20U;
  static constexpr std::size_t most_kept = 12;

  std::vector<Buffer> free_;
};

}  // namespace patdown::pack
