#pragma once

// Where do blobs come from? A Source visits each distinct content once.

#include "core/blob.h"
#include "core/problem.h"

#include <functional>

namespace patdown {

// Takes a blob over. May be called from several threads at once when the source says so.
using BlobVisitor = std::function<void(Blob&&)>;

// The same input gives the same set of blobs (the order may differ between runs with threads;
// whoever collects sorts). What could not be read is in the coverage, never thrown; Error only if
// the source cannot be opened at all.
class Source {
 public:
  Source() = default;
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  Source(Source&&) = delete;
  Source& operator=(Source&&) = delete;

  virtual Coverage visit(const BlobVisitor& visitor) = 0;
};

}  // namespace patdown
