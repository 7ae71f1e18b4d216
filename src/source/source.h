#pragma once

// Where do blobs come from? A Source visits each distinct content once.

#include "core/blob.h"
#include "core/delta.h"
#include "core/problem.h"

#include <functional>
#include <memory>

namespace patdown {

// Looks at a blob, whose bytes are lent for the call alone. May be called from several threads at
// once when the source says so. What it returns comes back as Delta::base of the blobs that are
// deltas of this one; null where nothing is remembered.
using BlobVisitor = std::function<std::shared_ptr<const Remembered>(const Blob&)>;

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
